/** Chunk size for `String.fromCharCode`; stays below the engine's argument limit. */
const chunk = 4096

/**
 * Removes characters: at each code unit flagged in `suspects`, `dropped` returns how many code units to drop (0 to 2). Returns
 * the text itself if there are none. For texts with very many, this takes a fraction of the memory and time of `replace`.
 */
export function dropUnits(text: string, suspects: Uint8Array, dropped: (unit: number, at: number) => number): string {
  const units: number[] = []
  let kept = ''
  let from = 0
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const drops = suspects[unit] === 1 ? dropped(unit, at) : 0
    if (drops === 0) units[length++] = unit
    else at += drops - 1
    if (length < chunk) continue
    // Nothing was dropped in this chunk: take the slice.
    kept += at + 1 - from === length ? text.slice(from, at + 1) : String.fromCharCode(...units)
    from = at + 1
    length = 0
  }
  if (kept.length + length === text.length) return text
  return kept + String.fromCharCode(...units.slice(0, length))
}

/**
 * The code point at an index; NaN at the end. `codePointAt` is unusable: for a slice that ends in half a surrogate pair, V8's
 * optimised code reads the other half past the end.
 */
export function codeFrom(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if ((first & 0xfc00) !== 0xd800) return first
  const second = text.charCodeAt(at + 1)
  return (second & 0xfc00) === 0xdc00 ? (first << 10) + second - 0x35fdc00 : first
}

/** The code point that ends before an index; NaN at the start. */
export function codeBefore(text: string, at: number): number {
  const code = codeFrom(text, at - 2)
  return code > 0xffff ? code : text.charCodeAt(at - 1)
}

const pictures = new Map<number, boolean>()

/**
 * Whether a code point is Extended_Pictographic (emoji and the like). Results are cached, since the regular expression is
 * slow.
 */
export function isPicture(code: number): boolean {
  const mayBe = code < 0x203c ? code === 0xa9 || code === 0xae : code <= 0x3299 || code >= 0x1f000
  if (!mayBe) return false
  const known = pictures.get(code)
  if (known !== undefined) return known
  const told = /\p{Extended_Pictographic}/u.test(String.fromCodePoint(code))
  pictures.set(code, told)
  return told
}
