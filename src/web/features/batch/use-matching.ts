/** The rows of a batch in the order wanted, as far as their group and a text let them through. */
import { useMemo } from 'react'
import { type BatchRow, bySeverity, groupOf } from '#domain/lists/batch.ts'
import { outcomeText } from '#domain/lists/batch-export.ts'
import { rowContains } from '#domain/lists/orchestration-rows.ts'

type Wish = {
  readonly problemsFirst: boolean
  /** Names of groups; all where it is empty. */
  readonly groups: ReadonlySet<string>
  /** In lower case. */
  readonly wanted: string
  readonly environment: string
}

export function useMatching(rows: readonly BatchRow[], wish: Wish): readonly BatchRow[] {
  const { problemsFirst, wanted, environment } = wish
  const names = [...wish.groups].join(',')
  return useMemo(() => {
    const groups = new Set(names === '' ? [] : names.split(','))
    const matching = rows.filter(
      row => (groups.size === 0 || groups.has(groupOf(row))) && (wanted === '' || contains(row, wanted, environment)),
    )
    return problemsFirst ? bySeverity(matching) : matching
  }, [rows, problemsFirst, names, wanted, environment])
}

/** Whether the text, in lower case, occurs in what was pasted or in what became of it. */
function contains(row: BatchRow, wanted: string, environment: string): boolean {
  const own = [row.wanted.text, outcomeText(row, environment)]
  const found = row.outcome.kind === 'found' ? row.outcome.orchestrations : []
  return own.some(words => words.toLowerCase().includes(wanted)) || found.some(one => rowContains(one, wanted))
}
