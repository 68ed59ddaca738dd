/** Reads references from a text that has no id in it, and tells a reference that contains one. */
import { type Cleaned, type CleanedText, cleanReference, longestWrapped, stripWrapping } from './clean.ts'
import type { FoundId } from './ids.ts'
import { countEach, hiddenText, type Paste, using } from './result.ts'

/** Longer than any reference id; longer text is prose. */
const longestReference = 255
/** More lines than anyone means to look up. */
const mostReferences = 5000
/** So many code units of a text tell that it is prose, in nearly all cases. */
const beginning = 4000

/**
 * Where nothing but references is left: the one line, `ref_id: …` inside a longer text, or a list with one to a line.
 * They keep every letter as it came; only hidden characters and what stands around them go. `forIds` is the same text cleaned
 * for ids: what doesn't name a reference there names none.
 */
export function readReferences(raw: string, forIds: CleanedText): Paste {
  if (!/ref/i.test(forIds.text) && beginsAsProse(raw)) return { kind: 'nothing', notes: [] }
  const cleaned = forIds.asReference ?? cleanReference(raw)
  const word = stripWrapping(cleaned.text)
  if (!/[\r\n]/.test(word) && word.length <= longestReference) {
    const labelled = labelledReference.exec(word)?.[1]
    return referenceOf(labelled === undefined ? word : stripWrapping(labelled), raw.trim(), cleaned)
  }
  const lines = word.split(/[\r\n]+/, mostReferences).map(stripWrapping)
  const references = lines.filter(line => line !== '')
  if (references.every(isReference)) {
    const ids = [...countEach(references)].map(([id, count]) => ({ id, count, isReference: true as const }))
    return { kind: 'several', ids, notes: [] }
  }
  const found = inText.exec(cleaned.text)?.[1]
  return found === undefined ? { kind: 'nothing', notes: [] } : referenceOf(stripWrapping(found), undefined, cleaned)
}

const isReference = (line: string) => line.length <= longestReference && !/\s/.test(line)

/** Whether the beginning alone tells that a text is neither one reference nor a list of them. To clean all takes longer. */
function beginsAsProse(raw: string): boolean {
  const text = cleanReference(raw.slice(0, beginning)).text.trim()
  // What is around a short text may still go.
  if (text.length <= longestWrapped) return false
  const lines = text.split(/[\r\n]+/)
  // The last of several may go on.
  const whole = lines.length === 1 ? lines : lines.slice(0, -1)
  return whole.map(stripWrapping).some(line => line !== '' && !isReference(line))
}

function referenceOf(reference: string, verbatim: string | undefined, cleaned: Cleaned): Paste {
  if (reference === verbatim) return { kind: 'reference', reference, notes: [] }
  const notes = [using(reference, hiddenText(cleaned))]
  return { kind: 'reference', reference, ...(verbatim === undefined ? {} : { verbatim }), notes }
}

/** A line that says of itself what it is: `ref_id: orch-1`, `"ref_id": "orch-1"`. */
const labelledReference = /^["'`]?ref(?:erence)?[ _-]?(?:id)?["'`]?\s{0,9}[:=]\s{0,9}(.+)$/i
const inText = /\bref(?:erence)?(?:[ _-]?id)?["'`]?\s{0,9}[:=]\s{0,9}(["'`]?[^\s"'`,;]{1,255})/i

/** The whole word when the id in it is glued to more letters, digits, dashes or underscores. */
export function gluedReference(word: string, normal: string, { start, end }: FoundId): string | undefined {
  if (word.length === end - start || word.length > longestReference || !/^[\w.-]+$/.test(word)) return undefined
  const isGlued = /[\w-]/.test(normal.charAt(start - 1)) || /[\w-]/.test(normal.charAt(end))
  return isGlued ? word : undefined
}
