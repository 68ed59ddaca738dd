import { useEffect, useRef } from 'react'
import { type BatchRow, batchSummary } from '#domain/lists/batch.ts'
import { changesText } from '#domain/lists/batch-live.ts'
import { announce } from '#web/ui/page/announcer.tsx'

/** Announces the summary when all rows are there, and from then on what changed, once for each read. */
export function useAnnounced(rows: readonly BatchRow[], isDone: boolean): void {
  const told = useRef<readonly BatchRow[]>(undefined)
  useEffect(() => {
    if (!isDone) return
    const text = told.current ? changesText(told.current, rows) : batchSummary(rows)
    told.current = rows
    if (text !== undefined) announce(text)
  }, [rows, isDone])
}
