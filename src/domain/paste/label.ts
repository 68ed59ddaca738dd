/** What the words right before an id call it: a record or a ticket names more ids than its orchestration's. */
import type { FoundId } from './ids.ts'

/** `id`: the key of a JSON record's own id, which says nothing of its kind. */
export type Label = 'orchestration' | 'other' | 'id' | 'none'

const separators = `["'\`\\s:=#./()\\[\\]{}*>_-]{0,12}`
const orchestrationLabel = new RegExp(`orchestrations?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`, 'i')
const otherLabel = new RegExp(
  `(?:transfer|profile|customer|identity|account|rule|address|event|instructions|request|trace|correlation|group|source|destination)s?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`,
  'i',
)
/** The longest of these labels, with all that may stand between it and the id. */
const longestLabel = 32
/** What such a label ends with: anything else right before the id is none. */
const labelEnd = /["'`\s:=#./()[\]{}*>_\-denprsty]/i
/** A line of this product's own summary: "- Source: COMPLETED by …". */
const summaryLine = /^[^\w\n]{0,4}(?:source|destination): /i
/** So much before an id is looked at. */
const reach = 200

/** In JSON the key says what an id is: `"profile_id": "`. */
const jsonKey = /"([^"\n]{1,64})"\s{0,9}:\s{0,9}"$/
/** An event or a webhook carries the record it is about. */
const embedded = /"object"\s{0,9}:\s{0,9}\{[^{}]{0,99}"id"\s{0,9}:\s{0,9}"$/

export function labelOf(normal: string, { start }: FoundId): Label {
  // Most ids in a long list stand at the beginning of a line.
  if (start === 0 || normal[start - 1] === '\n') return 'none'
  const before = normal.slice(Math.max(0, start - reach), start)
  const key = before.endsWith('"') ? jsonKey.exec(before.slice(-84))?.[1] : undefined
  if (key !== undefined) {
    if (/^orchestration_?id$/i.test(key)) return 'orchestration'
    if (key !== 'id') return 'other'
    return embedded.test(before) ? 'orchestration' : 'id'
  }
  const near = before.slice(-longestLabel)
  if (labelEnd.test(near.slice(-1))) {
    if (orchestrationLabel.test(near)) return 'orchestration'
    if (otherLabel.test(near)) return 'other'
  }
  return summaryLine.test(before.slice(before.lastIndexOf('\n') + 1)) ? 'other' : 'none'
}
