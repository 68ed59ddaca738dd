/** So many code units are made a text at once: as many as a function can be given with room to spare. */
const chunk = 4096

/**
 * The text without what `dropped` names: it is asked at those code units that `suspects` marks, and says how many to leave
 * out from there, 0 to 2. The text itself when none are. Where a text has very many of them, a fraction of the memory, and
 * so of the time, that `replace` takes, which makes a piece of what is between two.
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
    // Nothing was left out since the last time: no need to put it together.
    kept += at + 1 - from === length ? text.slice(from, at + 1) : String.fromCharCode(...units)
    from = at + 1
    length = 0
  }
  if (kept.length + length === text.length) return text
  return kept + String.fromCharCode(...units.slice(0, length))
}

/**
 * The code point that begins at a place; NaN at the end. Not by `codePointAt`: of a text that ends in half a character and
 * is a slice of a longer one, V8's optimised code takes the other half from behind the end.
 */
export function codeFrom(text: string, at: number): number {
  const first = text.charCodeAt(at)
  if ((first & 0xfc00) !== 0xd800) return first
  const second = text.charCodeAt(at + 1)
  return (second & 0xfc00) === 0xdc00 ? (first << 10) + second - 0x35fdc00 : first
}

/** The code point that ends right before a place; NaN at the beginning. */
export function codeBefore(text: string, at: number): number {
  const code = codeFrom(text, at - 2)
  return code > 0xffff ? code : text.charCodeAt(at - 1)
}

const pictures = new Map<number, boolean>()

/**
 * Whether a code point is an emoji or of its kind (Extended_Pictographic). The engine is asked once for each of the few that
 * may be: that takes longer than all else.
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
