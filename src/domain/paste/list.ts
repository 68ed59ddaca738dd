/** Reads a list, one item per line, that mixes IDs with references and transaction hashes. */
import { stripWrapping } from './clean.ts'
import { countEach, type Paste, using } from './result.ts'

const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hash = /^(?:0x[0-9a-f]{64}|[0-9a-f]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})$/i
/** Dates, times, amounts, small numbers, URLs and e-mail addresses: not references. */
const aside = /^\d{4}-\d\d-\d\d|^\d{1,5}$|^[\d.,:%+-]*\d[.,:]\d+$|:\/\/|@/
const maxReferenceLength = 255
const maxLines = 3000

const isReference = (line: string) =>
  line.length <= maxReferenceLength && /\d/.test(line) && !aside.test(line) && !/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(line)

/**
 * A list of IDs and references; undefined if any line contains a space, or if there are no references among the IDs.
 */
export function readMixedList(normal: string): Paste | undefined {
  const lines = normal
    .trim()
    .split(/[\r\n]+/, maxLines)
    .map(stripWrapping)
    .filter(line => line !== '')
  if (lines.length === maxLines || lines.some(line => /\s/.test(line))) return undefined
  const hashes = lines.filter(line => hash.test(line))
  const texts = lines.filter(line => id.test(line) || (isReference(line) && !hash.test(line)))
  if (!texts.some(line => id.test(line)) || texts.every(line => id.test(line))) return undefined
  const counts = countEach(texts.map(line => (id.test(line) ? line.toLowerCase() : line)))
  const left = hashes.length === 0 ? [] : [`left out ${countText(hashes.length)}: look each up by itself`]
  return {
    kind: 'several',
    ids: [...counts].map(([text, count]) =>
      id.test(text) ? { id: text, count } : { id: text, count, isReference: true as const },
    ),
    notes: left.length === 0 ? [] : [using(`${counts.size} IDs and references`, left)],
  }
}

const countText = (many: number) => `${many} transaction ${many === 1 ? 'hash' : 'hashes'}`
