import { useEffect, useRef, useState } from 'react'
import type { BrowseFilters } from '#domain/lists/browse-filters.ts'
import { orchestrationHeader, orchestrationRow } from '#domain/lists/orchestration-rows.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { fileSize, readList } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { saveTable } from '#web/components/list/save-table.ts'
import { formatNames, type TableFormat } from '#web/components/list/table-formats.ts'
import { announce } from '#web/ui/page/announcer.tsx'

/**
 * Saves the list as a file, from the page on the screen on: one call, a thousand rows at most. It says so where there are
 * more, after them or on the pages before.
 */
export function useFile(environment: Environment, filters: BrowseFilters) {
  /** The format that is being prepared. */
  const [busy, setBusy] = useState<TableFormat>()
  const [problem, setProblem] = useState<{ readonly format: TableFormat; readonly problem: LookupProblem }>()
  const controller = useRef<AbortController>(undefined)
  useEffect(() => () => controller.current?.abort(), [])
  const save = async (format: TableFormat) => {
    const leaving = new AbortController()
    controller.current = leaving
    setBusy(format)
    try {
      const { value } = await readList(environment, filters, fileSize, leaving.signal)
      const rows = value.items.map(item => orchestrationRow(item.value))
      const isPart = value.next !== undefined || filters.page_cursor !== undefined
      const count = `${rows.length.toLocaleString('en')}${isPart ? ' of more' : ''}`
      // Someone who adds up a column must see that rows are missing.
      const last = isPart ? [[count, ...orchestrationHeader.slice(1).map(() => '')]] : []
      const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
      const name = `orchestrations-${environment.name}-${stamp}Z${isPart ? `-${rows.length}-of-more` : ''}`
      saveTable(name, format, orchestrationHeader, [...rows, ...last])
      announce(`${formatNames[format]} saved: ${count} rows`)
      setProblem(undefined)
    } catch (error) {
      if (leaving.signal.aborted) return
      setProblem({ format, problem: problemOf(error) })
    }
    setBusy(undefined)
  }
  return { save, busy, problem }
}
