/** Takes out of a pasted text what nobody sees, and off its ends what belongs to the sentence around it. */

export type Cleaned = { readonly text: string; readonly hidden: number }

/** Nothing of it is visible: zero-width and bidirectional marks, soft hyphens, variation selectors. */
const hiddenUnits =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+/g
/** Of two code units each, as in the flag of Scotland. Hidden as well. */
const tags = /\udb40[\udc00-\udc7f]/g

/**
 * As above, but for tags, joiners and selectors that belong to what they stand in: a flag, another emoji, a Persian or
 * Hindi word. Beside plain letters and digits, as nearly all stray ones are, no more need be asked.
 */
const plainlyStray =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|(?<![^\0-\xa8\xaa-\xad\xaf-\u05ff])(?:[\u200c\u200d]|[\ufe00-\ufe0f])/g
/** What may still be stray then. To ask what is an emoji takes longer than all else: only where it must be. */
const joiners = /[\u200c\u200d\ufe00-\ufe0f]/
const strayJoiners =
  /(?<!\p{Extended_Pictographic})[\ufe00-\ufe0f]|(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\u0600-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\p{Extended_Pictographic}\u0600-\u1fff])/gu

/** Single characters that NFKC unfolds to words, of up to 18 characters: no part of an id, so not worth the time. */
const wholeWords = /[\u2474-\u24b5\u3200-\u33ff\ufdfa\ufdfb]+/g

// Most of what is pasted is plain ASCII, has nothing hidden and folds to itself.
const beyondAscii = /[\u0080-\uffff]/

/** For ids: drops every hidden character and counts them, then folds full-width digits and the like (NFKC). */
export function cleanText(raw: string): Cleaned {
  if (!beyondAscii.test(raw)) return { text: raw, hidden: 0 }
  // Without anything in its place, a million are taken out in less time than a few are replaced.
  const untagged = raw.replace(tags, '')
  const text = untagged.replace(hiddenUnits, '')
  const hidden = (raw.length - untagged.length) / 2 + untagged.length - text.length
  return { text: text.replace(wholeWords, '\ufffd').normalize('NFKC'), hidden }
}

/** For references, which are kept to the letter: drops only what no writing system or emoji needs, and folds nothing. */
export function cleanReference(raw: string): Cleaned {
  if (!beyondAscii.test(raw)) return { text: raw, hidden: 0 }
  const plainly = raw.replace(plainlyStray, '')
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
