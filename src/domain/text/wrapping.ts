/** Strips what stands around a pasted word: quotes, backticks, brackets, punctuation. */

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

/** A longer text isn't a quoted or bracketed word. */
export const maxWrappedLength = 1000

/**
 * Trims a text and strips quotes, backticks, brackets and trailing punctuation from outside in. A bracket that closes one
 * inside stays: `order(1)`.
 */
export function stripWrapping(text: string): string {
  let rest = text.trim()
  if (rest.length > maxWrappedLength) return rest
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

/** `(a)(b)` and `"a" or "b"` are not wrapped, since their first mark closes before the end. Code fences are: ```` ```a``` ````. */
function isPair(text: string, open: string, close: string): boolean {
  if (open !== close) return text.indexOf(close, 1) === text.length - 1
  const inner = text.slice(1, -1)
  return !inner.includes(close) || (inner.length > 1 && inner.startsWith(open) && inner.endsWith(close))
}

const hasBefore = (text: string, open: string) => text.slice(0, -1).includes(open)
