/** Takes out of a pasted text what nobody sees, and off its ends what belongs to the sentence around it. */

export type Cleaned = { readonly text: string; readonly hidden: number }

/** Zero-width and bidirectional marks, soft hyphens, variation selectors, tags: nothing that is visible. */
const hiddenCharacters =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]|[\ufe00-\ufe0f]/gu

/**
 * Drops hidden characters and counts them. Compatibility forms (full-width digits, ligatures, non-breaking spaces) are
 * not folded here: an id is read from the NFKC form, but a reference is kept to the letter.
 */
export function cleanText(raw: string): Cleaned {
  let hidden = 0
  const text = raw.replace(hiddenCharacters, () => {
    hidden += 1
    return ''
  })
  return { text, hidden }
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

/**
 * Trims a text and takes off, from outside in, quotes, backticks, brackets and trailing punctuation. A bracket that
 * closes one inside stays: `order(1)` keeps its own.
 */
export function stripWrapping(text: string): string {
  let [start, end] = [0, text.length]
  const isSpace = (at: number) => /\s/.test(text.charAt(at))
  while (start < end) {
    const [first, last] = [text.charAt(start), text.charAt(end - 1)]
    if (isSpace(start)) start += 1
    else if (isSpace(end - 1) || trailing.has(last)) end -= 1
    else if (end - start > 1 && pairs[first] === last && opensOnce(text, start, end)) {
      start += 1
      end -= 1
    } else if (Object.hasOwn(pairs, first) && !hasAfter(text, pairs[first] ?? '', start + 1, end)) start += 1
    else if (closers.has(last) && !hasOpener(text, last, start, end - 1)) end -= 1
    else break
  }
  return text.slice(start, end)
}

/** `(a)(b)` is not wrapped: its first bracket closes before the end. */
function opensOnce(text: string, start: number, end: number): boolean {
  const close = pairs[text.charAt(start)] ?? ''
  return text.indexOf(close, start + 1) === end - 1
}

const hasAfter = (text: string, character: string, from: number, to: number) => {
  const at = text.indexOf(character, from)
  return at !== -1 && at < to
}

/** Whether any mark that this one closes stands before it. */
function hasOpener(text: string, close: string, from: number, to: number): boolean {
  return Object.keys(pairs).some(open => pairs[open] === close && hasAfter(text, open, from, to))
}
