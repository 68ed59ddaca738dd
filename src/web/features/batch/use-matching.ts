/** The rows of a batch that a text lets through, in both orders. */
import { useEffect, useMemo } from 'react'
import { type BatchRow, bySeverity } from '#domain/lists/batch.ts'
import { outcomeText } from '#domain/lists/batch-export.ts'
import { rowContains } from '#domain/lists/orchestration-rows.ts'
import { whenIdle } from '#web/ui/when-idle.ts'

/** `pasted` and `worst` hold the same rows; `allWorst` is all of them, worst first. `wanted` is in lower case. */
export function useMatching(rows: readonly BatchRow[], wanted: string, environment: string) {
  // Not only when it is asked for, which is when someone waits.
  const allWorst = useMemo(() => bySeverity(rows), [rows])
  useReadBefore(rows, environment)
  const [pasted, worst] = useMemo(() => {
    if (wanted === '') return [rows, allWorst]
    const matching = new Set(rows.filter(row => contains(row, wanted, environment)))
    return [[...matching], allWorst.filter(row => matching.has(row))]
  }, [rows, allWorst, wanted, environment])
  return { allWorst, pasted, worst }
}

/** Does the text, in lower case, occur in what was asked for or in what became of it? */
function contains(row: BatchRow, wanted: string, environment: string): boolean {
  const own = [row.wanted.text, outcomeText(row, environment)]
  const found = row.outcome.kind === 'found' ? row.outcome.orchestrations : []
  return own.some(words => words.toLowerCase().includes(wanted)) || found.some(one => rowContains(one, wanted))
}

/** Rows read at a time: a few milliseconds, so that nothing waits for them. */
const atOnce = 50

/** Reads every row once when there is time: the text of a record is made when it is first looked through, and kept. */
function useReadBefore(rows: readonly BatchRow[], environment: string): void {
  useEffect(() => {
    let next = 0
    const read = () => {
      // No text of ours holds a line break: each is read to its end.
      for (const row of rows.slice(next, next + atOnce)) contains(row, '\n', environment)
      next += atOnce
      if (next < rows.length) giveUp = whenIdle(read)
    }
    let giveUp = whenIdle(read)
    return () => giveUp()
  }, [rows, environment])
}
