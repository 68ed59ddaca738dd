/** Removes hidden characters from pasted text. */
import { codeBefore, codeFrom, dropUnits, isPicture } from './code-units.ts'

export type Cleaned = { readonly text: string; readonly hidden: number }
/** `asReference`: the result of `cleanReference`, if known without another pass. */
export type CleanedText = Cleaned & { readonly asReference: Cleaned | undefined }

/** Zero-width and bidirectional marks and soft hyphens, for a pattern: no script or emoji needs them. */
const neverNeeded = '\u00ad\u034f\u061c\u180e\u200b\u200e-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff'
/** Joiners, non-joiners and variation selectors. */
const joining = '\u200c-\u200d\ufe00-\ufe0f'
/** The high surrogate of every tag character, as in the flag of Scotland. */
const tag = '\udb40'
/** All of these are invisible. */
const hidden = new RegExp(`[${neverNeeded}${joining}]|${tag}[\udc00-\udc7f]`)
const joiners = new RegExp(`[${joining}]`)
/** Candidates for `isPlainlyStray`. */
const plainlyStray = new RegExp(`[${neverNeeded}]|(?<![\u00a9\u00ae\u0600-\uffff])[${joining}]`)

/** A flag per code unit: ten times faster than a set for every character of a text. */
function marksOf(characters: string): Uint8Array {
  const marks = new Uint8Array(0x10000)
  for (const [, from = '', to = from] of characters.matchAll(/(.)(?:-(.))?/g))
    marks.fill(1, from.charCodeAt(0), to.charCodeAt(0) + 1)
  return marks
}
const strays = marksOf(neverNeeded + joining)
const strayOrTag = marksOf(neverNeeded + joining + tag)
const isJoining = marksOf(joining)

const isTag = (text: string, at: number) => (text.charCodeAt(at + 1) & 0xff80) === 0xdc00

/** Neither an emoji nor of a joining script. The start of the text counts as plain. */
const isPlain = (unit: number) => !(unit >= 0x600 || unit === 0xa9 || unit === 0xae)
/**
 * Hidden characters, except tags, joiners and selectors that belong to a flag, another emoji, or a Persian or Hindi word.
 * Next to plain letters and digits, where nearly all stray ones are, no further check is needed.
 */
const isPlainlyStray = (text: string, unit: number, at: number) =>
  isJoining[unit] === 0 || isPlain(text.charCodeAt(at - 1))

const isEmojiModifier = (code: number) => code >= 0x1f3fb && code <= 0x1f3ff
const isOfJoiningScript = (code: number) => code >= 0x600 && code <= 0x1fff

/** The remaining candidates: those with nothing to join or select. */
function isStray(text: string, unit: number, at: number): boolean {
  const before = codeBefore(text, at)
  if (unit >= 0xfe00) return !isPicture(before)
  if (!(before === 0xfe0f || isPicture(before) || isEmojiModifier(before) || isOfJoiningScript(before))) return true
  const after = codeFrom(text, at + 1)
  return !(isPicture(after) || isOfJoiningScript(after))
}

/** Characters that NFKC expands to up to 18: never part of an ID, so they are skipped. */
const wholeWords = /[\u2474-\u24b5\u3200-\u33ff\ufdfa\ufdfb]+/g

// Most pastes are plain ASCII without hidden characters.
const beyondAscii = /[\u0080-\uffff]/

const folded = (text: string) => text.replace(wholeWords, '\ufffd').normalize('NFKC')

/** For IDs: drops and counts hidden characters, then normalises full-width digits and the like (NFKC). */
export function cleanText(raw: string): CleanedText {
  const asItIs = { text: raw, hidden: 0 }
  if (!beyondAscii.test(raw)) return { ...asItIs, asReference: asItIs }
  if (!hidden.test(raw)) return { text: folded(raw), hidden: 0, asReference: asItIs }
  // A tag character has two code units.
  let tags = 0
  const text = dropUnits(raw, strayOrTag, (unit, at) => {
    if (strays[unit] === 1) return 1
    if (!isTag(raw, at)) return 0
    tags += 1
    return 2
  })
  const taken = raw.length - text.length
  const asReference = tags > 0 || joiners.test(raw) ? undefined : { text, hidden: taken }
  return { text: folded(text), hidden: taken - tags, asReference }
}

/** For references, which stay exact: drops only characters that no script or emoji needs, and normalises nothing. */
export function cleanReference(raw: string): Cleaned {
  if (!hidden.test(raw)) return { text: raw, hidden: 0 }
  const plainly = plainlyStray.test(raw)
    ? dropUnits(raw, strays, (unit, at) => (isPlainlyStray(raw, unit, at) ? 1 : 0))
    : raw
  const text = joiners.test(plainly)
    ? dropUnits(plainly, isJoining, (unit, at) => (isStray(plainly, unit, at) ? 1 : 0))
    : plainly
  return { text, hidden: raw.length - text.length }
}
