/** Takes out of a pasted text what nobody sees, and off its ends what belongs to the sentence around it. */
import { codeBefore, codeFrom, dropUnits, isPicture } from './code-units.ts'

export type Cleaned = { readonly text: string; readonly hidden: number }
/** `asReference`: what `cleanReference` makes of it, where that is known without going through the text again. */
export type CleanedText = Cleaned & { readonly asReference: Cleaned | undefined }

/** Zero-width and bidirectional marks, soft hyphens, as in a pattern: no writing system and no emoji needs them. */
const neverNeeded = '\u00ad\u034f\u061c\u180e\u200b\u200e-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff'
/** What joins two characters or keeps them from joining, and variation selectors. */
const joining = '\u200c-\u200d\ufe00-\ufe0f'
/** The first half of every tag, as in the flag of Scotland; its second half tells which. */
const tag = '\udb40'
/** Nothing of all these is visible. */
const hidden = new RegExp(`[${neverNeeded}${joining}]|${tag}[\udc00-\udc7f]`)
const joiners = new RegExp(`[${joining}]`)
/** What `isPlainlyStray` tells of any of them. */
const plainlyStray = new RegExp(`[${neverNeeded}]|(?<![\u00a9\u00ae\u0600-\uffff])[${joining}]`)

/** A mark for each of these code units: asked for every one of a text, ten times as quickly as a set. */
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

/** Neither an emoji nor of a script whose letters join: nothing before it is the same. */
const isPlain = (unit: number) => !(unit >= 0x600 || unit === 0xa9 || unit === 0xae)
/**
 * As hidden, but for tags, joiners and selectors that belong to what they stand in: a flag, another emoji, a Persian or
 * Hindi word. Beside plain letters and digits, as nearly all stray ones are, no more need be asked.
 */
const isPlainlyStray = (text: string, unit: number, at: number) =>
  isJoining[unit] === 0 || isPlain(text.charCodeAt(at - 1))

const isEmojiModifier = (code: number) => code >= 0x1f3fb && code <= 0x1f3ff
const isOfJoiningScript = (code: number) => code >= 0x600 && code <= 0x1fff

/** What may still be stray then: what has nothing to join, or to select. */
function isStray(text: string, unit: number, at: number): boolean {
  const before = codeBefore(text, at)
  if (unit >= 0xfe00) return !isPicture(before)
  if (!(before === 0xfe0f || isPicture(before) || isEmojiModifier(before) || isOfJoiningScript(before))) return true
  const after = codeFrom(text, at + 1)
  return !(isPicture(after) || isOfJoiningScript(after))
}

/** Single characters that NFKC unfolds to words, of up to 18 characters: no part of an id, so not worth the time. */
const wholeWords = /[\u2474-\u24b5\u3200-\u33ff\ufdfa\ufdfb]+/g

// Most of what is pasted is plain ASCII, has nothing hidden and folds to itself.
const beyondAscii = /[\u0080-\uffff]/

const folded = (text: string) => text.replace(wholeWords, '\ufffd').normalize('NFKC')

/** For ids: drops every hidden character and counts them, then folds full-width digits and the like (NFKC). */
export function cleanText(raw: string): CleanedText {
  const asItIs = { text: raw, hidden: 0 }
  if (!beyondAscii.test(raw)) return { ...asItIs, asReference: asItIs }
  if (!hidden.test(raw)) return { text: folded(raw), hidden: 0, asReference: asItIs }
  // A tag is one character of two code units.
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

/** For references, which are kept to the letter: drops only what no writing system or emoji needs, and folds nothing. */
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

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '‹': '›',
  '「': '」',
}
const closers = new Set(Object.values(pairs))
const trailing = new Set([...',;:.!?…', '，', '。', '、'])

/** A longer text is no word with something around it. */
export const longestWrapped = 1000

/**
 * Trims a text and takes off, from outside in, quotes, backticks, brackets and trailing punctuation. A bracket that
 * closes one inside stays: `order(1)` keeps its own.
 */
export function stripWrapping(text: string): string {
  let rest = text.trim()
  if (rest.length > longestWrapped) return rest
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = stripOnce(rest).trim()
  }
  return rest
}

function stripOnce(text: string): string {
  const [first, last] = [text.charAt(0), text.charAt(text.length - 1)]
  if (trailing.has(last)) return text.slice(0, -1)
  const close = Object.hasOwn(pairs, first) ? pairs[first] : undefined
  if (close !== undefined && text.length > 1 && close === last && isPair(text, first, close)) return text.slice(1, -1)
  if (close !== undefined && !text.includes(close, 1)) return text.slice(1)
  const isClosing = closers.has(last) && !Object.keys(pairs).some(open => pairs[open] === last && hasBefore(text, open))
  return isClosing ? text.slice(0, -1) : text
}

/** `(a)(b)` and `"a" or "b"` are not wrapped: their first mark closes before the end. Code fences are: ```` ```a``` ````. */
function isPair(text: string, open: string, close: string): boolean {
  if (open !== close) return text.indexOf(close, 1) === text.length - 1
  const inner = text.slice(1, -1)
  return !inner.includes(close) || (inner.length > 1 && inner.startsWith(open) && inner.endsWith(close))
}

const hasBefore = (text: string, open: string) => text.slice(0, -1).includes(open)
