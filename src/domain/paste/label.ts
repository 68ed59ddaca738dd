/** How the text before an ID labels it: records and tickets contain other IDs too. */
import type { FoundId } from './ids.ts'

/** `id`: the key of a JSON record's own ID, which doesn't reveal its kind. */
export type Label = 'orchestration' | 'other' | 'id' | 'none'

const separators = `["'\`\\s:=#./()\\[\\]{}*>_-]{0,12}`
const orchestrationLabel = new RegExp(`orchestrations?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`, 'i')
const otherLabel = new RegExp(
  `(?:transfer|profile|customer|identity|account|rule|address|event|instructions|request|trace|correlation|group|source|destination)s?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`,
  'i',
)
/** The longest label, including everything allowed between it and the ID. */
const maxLabelLength = 32
/** The possible last characters of a label. */
const labelEnd = /["'`\s:=#./()[\]{}*>_\-denprsty]/i
/** A line of this product's summary: "- Source: COMPLETED by …". */
const summaryLine = /^[^\w\n]{0,4}(?:source|destination): /i
/** The number of characters to check before an ID. */
const reach = 200

/** A JSON key: `"profile_id": "`. */
const jsonKey = /"([^"\n]{1,64})"\s{0,9}:\s{0,9}"$/
/** Events and webhooks embed their record. */
const embedded = /"object"\s{0,9}:\s{0,9}\{[^{}]{0,99}"id"\s{0,9}:\s{0,9}"$/

export function labelOf(normal: string, { start }: FoundId): Label {
  // Most IDs in a long list start a line.
  if (start === 0 || normal[start - 1] === '\n') return 'none'
  const before = normal.slice(Math.max(0, start - reach), start)
  const key = before.endsWith('"') ? jsonKey.exec(before.slice(-84))?.[1] : undefined
  if (key !== undefined) {
    if (/^orchestration_?id$/i.test(key)) return 'orchestration'
    if (key !== 'id') return 'other'
    return embedded.test(before) ? 'orchestration' : 'id'
  }
  const near = before.slice(-maxLabelLength)
  if (labelEnd.test(near.slice(-1))) {
    if (orchestrationLabel.test(near)) return 'orchestration'
    if (otherLabel.test(near)) return 'other'
  }
  return summaryLine.test(before.slice(before.lastIndexOf('\n') + 1)) ? 'other' : 'none'
}
