import { useEffect, useRef, useState } from 'react'
import type { BrowseFilters } from '#domain/lists/browse-filters.ts'
import { csvFile } from '#domain/lists/csv.ts'
import { orchestrationHeader, orchestrationRow } from '#domain/lists/orchestration-rows.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { fileSize, readList } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { announce } from '#web/ui/announcer.tsx'
import { saveFile } from '#web/ui/save-file.ts'

/**
 * Saves the list as a file, from the page on the screen on: one call, a thousand rows at most. It says so where there are
 * more, after them or on the pages before.
 */
export function useCsv(environment: Environment, filters: BrowseFilters) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<LookupProblem>()
  const controller = useRef<AbortController>(undefined)
  useEffect(() => () => controller.current?.abort(), [])
  const save = async () => {
    const leaving = new AbortController()
    controller.current = leaving
    setBusy(true)
    try {
      const { value } = await readList(environment, filters, fileSize, leaving.signal)
      const rows = value.items.map(item => orchestrationRow(item.value))
      const isPart = value.next !== undefined || filters.page_cursor !== undefined
      const count = `${rows.length.toLocaleString('en')}${isPart ? ' of more' : ''}`
      // Whoever adds up a column must see that it isn't all.
      const last = isPart ? [[count, ...orchestrationHeader.slice(1).map(() => '')]] : []
      const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
      const name = `orchestrations-${environment.name}-${stamp}Z${isPart ? `-${rows.length}-of-more` : ''}.csv`
      saveFile(name, 'text/csv;charset=utf-8', csvFile(orchestrationHeader, [...rows, ...last]))
      announce(`CSV saved: ${count} rows`)
      setProblem(undefined)
    } catch (error) {
      if (leaving.signal.aborted) return
      setProblem(problemOf(error))
    }
    setBusy(false)
  }
  return { save, busy, problem }
}
