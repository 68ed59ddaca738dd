/** Takes out of a pasted text what nobody sees, and off its ends what belongs to the sentence around it. */
import { dropUnits } from './code-units.ts'

export type Cleaned = { readonly text: string; readonly hidden: number }

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
/** Zero-width and bidirectional marks, soft hyphens: no writing system and no emoji needs them. */
const neverNeeded = new Set([
  ...[0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0xfeff],
  ...[...range(0x202a, 0x202e), ...range(0x2060, 0x2064), ...range(0x2066, 0x206f)],
])
/** What joins two characters or keeps them from joining, and variation selectors. */
const joining = new Set([0x200c, 0x200d, ...range(0xfe00, 0xfe0f)])
/** The first half of every tag, as in the flag of Scotland; its second half tells which. */
const tag = 0xdb40
const isTagEnd = (unit: number) => unit >= 0xdc00 && unit <= 0xdc7f
/** Nothing of all these is visible. */
const hidden =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]|\udb40[\udc00-\udc7f]/

const isInTag = (text: string, unit: number, at: number) =>
  (unit === tag && isTagEnd(text.charCodeAt(at + 1))) || (isTagEnd(unit) && text.charCodeAt(at - 1) === tag)
const isHidden = (text: string, unit: number, at: number) =>
  neverNeeded.has(unit) || joining.has(unit) || isInTag(text, unit, at)

/** Neither an emoji nor of a script whose letters join: nothing before it is the same. */
const isPlain = (unit: number) => !(unit >= 0x600 || unit === 0xa9 || unit === 0xae)
/**
 * As hidden, but for tags, joiners and selectors that belong to what they stand in: a flag, another emoji, a Persian or
 * Hindi word. Beside plain letters and digits, as nearly all stray ones are, no more need be asked.
 */
const isPlainlyStray = (text: string, unit: number, at: number) =>
  neverNeeded.has(unit) || (joining.has(unit) && isPlain(text.charCodeAt(at - 1)))
/** What may still be stray then. To ask what is an emoji takes longer than all else: only where it must be. */
const joiners = /[\u200c\u200d]|[\ufe00-\ufe0f]/
const strayJoiners =
  /(?<!\p{Extended_Pictographic})[\ufe00-\ufe0f]|(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\u0600-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\p{Extended_Pictographic}\u0600-\u1fff])/gu

/** Single characters that NFKC unfolds to words, of up to 18 characters: no part of an id, so not worth the time. */
const wholeWords = /[\u2474-\u24b5\u3200-\u33ff\ufdfa\ufdfb]+/g

// Most of what is pasted is plain ASCII, has nothing hidden and folds to itself.
const beyondAscii = /[\u0080-\uffff]/

const folded = (text: string) => text.replace(wholeWords, '\ufffd').normalize('NFKC')

/** For ids: drops every hidden character and counts them, then folds full-width digits and the like (NFKC). */
export function cleanText(raw: string): Cleaned {
  if (!beyondAscii.test(raw)) return { text: raw, hidden: 0 }
  if (!hidden.test(raw)) return { text: folded(raw), hidden: 0 }
  const text = dropUnits(raw, (unit, at) => isHidden(raw, unit, at))
  // A tag is one character of two code units.
  const tagUnits = raw.includes('\udb40') ? raw.length - dropUnits(raw, (unit, at) => isInTag(raw, unit, at)).length : 0
  return { text: folded(text), hidden: raw.length - text.length - tagUnits / 2 }
}

/** For references, which are kept to the letter: drops only what no writing system or emoji needs, and folds nothing. */
export function cleanReference(raw: string): Cleaned {
  if (!hidden.test(raw)) return { text: raw, hidden: 0 }
  const plainly = dropUnits(raw, (unit, at) => isPlainlyStray(raw, unit, at))
  const text = joiners.test(plainly) ? plainly.replace(strayJoiners, '') : plainly
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
const longestWrapped = 1000

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
