/** Reads references: from a text without IDs, in a list with IDs, and those that contain an ID. */

import { type Cleaned, type CleanedText, cleanReference } from '../text/hidden-characters.ts'
import { maxWrappedLength, stripWrapping } from '../text/wrapping.ts'
import type { FoundId } from './ids.ts'
import { countEach, hiddenText, type Paste, using } from './result.ts'

/** The maximum length of a reference; longer text is prose. */
const maxReferenceLength = 255
/** The maximum number of lines to look up. */
const maxReferences = 5000
/** This many code units almost always suffice to recognise prose. */
const beginning = 4000

/**
 * The references of a text without IDs: a single line, `ref_id: …` inside a longer text, or one per line. They stay exact;
 * only hidden characters and surrounding punctuation are removed. `forIds` is the same text cleaned for IDs: without a
 * reference label there, there is none.
 */
export function readReferences(raw: string, forIds: CleanedText): Paste {
  if (!/ref/i.test(forIds.text) && beginsAsProse(raw)) return { kind: 'nothing', notes: [] }
  const cleaned = forIds.asReference ?? cleanReference(raw)
  const word = stripWrapping(cleaned.text)
  if (!/[\r\n]/.test(word) && word.length <= maxReferenceLength) {
    const labelled = labelledReference.exec(word)?.[1]
    return referenceOf(labelled === undefined ? word : stripWrapping(labelled), raw.trim(), cleaned)
  }
  const lines = word.split(/[\r\n]+/, maxReferences).map(stripWrapping)
  const references = lines.filter(line => line !== '')
  if (references.every(isReference)) {
    const ids = [...countEach(references)].map(([id, count]) => ({ id, count, isReference: true as const }))
    return { kind: 'several', ids, notes: [] }
  }
  const found = inText.exec(cleaned.text)?.[1]
  return found === undefined ? { kind: 'nothing', notes: [] } : referenceOf(stripWrapping(found), undefined, cleaned)
}

const isReference = (line: string) => line.length <= maxReferenceLength && !/\s/.test(line)

/** Whether the start shows that a text is neither a reference nor a list of them. Cleaning all of it takes longer. */
function beginsAsProse(raw: string): boolean {
  const text = cleanReference(raw.slice(0, beginning)).text.trim()
  // A short text may still have punctuation around it.
  if (text.length <= maxWrappedLength) return false
  const lines = text.split(/[\r\n]+/)
  // The last one may be cut off.
  const whole = lines.length === 1 ? lines : lines.slice(0, -1)
  return whole.map(stripWrapping).some(line => line !== '' && !isReference(line))
}

function referenceOf(reference: string, verbatim: string | undefined, cleaned: Cleaned): Paste {
  if (reference === verbatim) return { kind: 'reference', reference, notes: [] }
  const notes = [using(reference, hiddenText(cleaned.hidden))]
  return { kind: 'reference', reference, ...(verbatim === undefined ? {} : { verbatim }), notes }
}

/** A labelled line: `ref_id: orch-1`, `"ref_id": "orch-1"`. */
const labelledReference = /^["'`]?ref(?:erence)?[ _-]?(?:id)?["'`]?\s{0,9}[:=]\s{0,9}(.+)$/i
const inText = /\bref(?:erence)?(?:[ _-]?id)?["'`]?\s{0,9}[:=]\s{0,9}(["'`]?[^\s"'`,;]{1,255})/i

/** The whole word, if its ID is attached to more letters, digits, dashes or underscores. */
export function gluedReference(word: string, normal: string, { start, end }: FoundId): string | undefined {
  if (word.length === end - start || word.length > maxReferenceLength || !/^[\w.-]+$/.test(word)) return undefined
  const isGlued = /[\w-]/.test(normal.charAt(start - 1)) || /[\w-]/.test(normal.charAt(end))
  return isGlued ? word : undefined
}

const containsId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hash = /^(?:0x[0-9a-f]{64}|[0-9a-f]{64}|[1-9A-HJ-NP-Za-km-z]{86,88})$/i
/** Dates, times, amounts, small numbers, URLs and e-mail addresses: not references. */
const aside = /^\d{4}-\d\d-\d\d|^\d{1,5}$|^[\d.,:%+-]*\d[.,:]\d+$|:\/\/|@/
const maxLines = 3000

const isReferenceBesideIds = (line: string) =>
  line.length <= maxReferenceLength && /\d/.test(line) && !aside.test(line) && !/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(line)

/**
 * A list of IDs and references; undefined if any line contains a space or an ID among other characters, or if there are no
 * references among the IDs.
 */
export function readMixedList(normal: string): Paste | undefined {
  const lines = normal
    .trim()
    .split(/[\r\n]+/, maxLines)
    .map(stripWrapping)
    .filter(line => line !== '')
  if (lines.length === maxLines || lines.some(line => /\s/.test(line))) return undefined
  const hashes = lines.filter(line => hash.test(line))
  const texts = lines.filter(line => id.test(line) || (isReferenceBesideIds(line) && !hash.test(line)))
  if (!texts.some(line => id.test(line)) || texts.every(line => id.test(line))) return undefined
  if (lines.some(line => containsId.test(line) && !id.test(line))) return undefined
  const counts = countEach(texts.map(line => (id.test(line) ? line.toLowerCase() : line)))
  const left = hashes.length === 0 ? [] : [`left out ${countText(hashes.length)}: look each up by itself`]
  return {
    kind: 'several',
    ids: [...counts].map(([text, count]) =>
      id.test(text) ? { id: text, count } : { id: text, count, isReference: true as const },
    ),
    ...(hashes.length === 0 ? {} : { leftOut: [...new Set(hashes)] }),
    notes: left.length === 0 ? [] : [using(`${counts.size} IDs and references`, left)],
  }
}

const countText = (many: number) => `${many} transaction ${many === 1 ? 'hash' : 'hashes'}`
