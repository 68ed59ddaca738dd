/** The rows of a batch in the order wanted, as far as a text lets them through. */
import { useMemo } from 'react'
import { type BatchRow, bySeverity } from '#domain/lists/batch.ts'
import { outcomeText } from '#domain/lists/batch-export.ts'
import { rowContains } from '#domain/lists/orchestration-rows.ts'

/** `wanted` is in lower case. */
export function useMatching(
  rows: readonly BatchRow[],
  { problemsFirst, wanted, environment }: { problemsFirst: boolean; wanted: string; environment: string },
): readonly BatchRow[] {
  return useMemo(() => {
    const matching = wanted === '' ? rows : rows.filter(row => contains(row, wanted, environment))
    return problemsFirst ? bySeverity(matching) : matching
  }, [rows, problemsFirst, wanted, environment])
}

/** Whether the text, in lower case, occurs in what was pasted or in what became of it. */
function contains(row: BatchRow, wanted: string, environment: string): boolean {
  const own = [row.wanted.text, outcomeText(row, environment)]
  const found = row.outcome.kind === 'found' ? row.outcome.orchestrations : []
  return own.some(words => words.toLowerCase().includes(wanted)) || found.some(one => rowContains(one, wanted))
}
