/** Decides which IDs in a text are orchestrations. Nothing is left out unless the text says which ones are. */
import type { FoundId } from './ids.ts'
import { type Label, labelBefore } from './label.ts'
import type { LinkedId } from './links.ts'
import { recordLabels } from './records.ts'
import { tableLabels } from './table.ts'

export type Ranked = {
  /** Each ID once with its number of occurrences, in order of first appearance. */
  readonly ids: readonly { readonly id: string; readonly count: number }[]
  /** The others, each once, in order. */
  readonly leftOut: readonly string[]
  /** The header of the table column that was read. */
  readonly column: string | undefined
}

/** One bit per label of an ID, over all its occurrences. */
const bits: Readonly<Record<Label, number>> = { orchestration: 1, id: 2, field: 4, word: 8, none: 16 }

/**
 * Beside IDs that the text calls orchestrations, IDs that it calls something else are left out; beside a machine's record with
 * an `id`, its other fields are. An ID that the text also mentions without a label stays.
 */
export function rankIds(text: string, found: readonly FoundId[], linked: readonly (LinkedId | undefined)[]): Ranked {
  const counts = new Map<string, number>()
  for (const { id } of found) counts.set(id, (counts.get(id) ?? 0) + 1)
  const all = [...counts].map(([id, count]) => ({ id, count }))
  if (all.length < 2) return { ids: all, leftOut: [], column: undefined }
  const { labels, column } = labelsOf(text, found, linked)
  const masks = new Map<string, number>()
  let seen = 0
  found.forEach(({ id }, at) => {
    const bit = bits[labels[at] ?? 'none']
    seen |= bit
    masks.set(id, (masks.get(id) ?? 0) | bit)
  })
  const others = seen & bits.orchestration ? bits.field | bits.word : seen & bits.id ? bits.field : 0
  const isLeftOut = (id: string) => ((masks.get(id) ?? 0) & ~others) === 0
  const leftOut = all.filter(({ id }) => isLeftOut(id)).map(({ id }) => id)
  return { ids: all.filter(({ id }) => !isLeftOut(id)), leftOut, column: leftOut.length > 0 ? column : undefined }
}

/** Between the IDs of a list in a sentence, which share their label. */
const listed = /^["'`)\]}>*_]{0,4}[ ,;&+]{1,4}(?:(?:and|or) {1,2})?["'`([{<*_]{0,4}$/

function labelsOf(text: string, found: readonly FoundId[], linked: readonly (LinkedId | undefined)[]) {
  const table = tableLabels(text, found)
  const records = recordLabels(text, found)
  const labels: Label[] = []
  found.forEach((one, at) => {
    const before = found[at - 1]?.end ?? 0
    labels.push(
      table.labels.get(at) ??
        linked[at]?.label ??
        records[at] ??
        (one.start - before < 16 && labels[at - 1] !== undefined && listed.test(text.slice(before, one.start))
          ? (labels[at - 1] ?? 'none')
          : labelBefore(text, one)),
    )
  })
  return { labels, column: table.column }
}
