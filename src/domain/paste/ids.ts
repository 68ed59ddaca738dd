/** Finds UUIDs in a text, and repairs broken and disguised ones. */

export type FoundId = {
  /** Lower-case, with plain dashes. */
  readonly id: string
  /** Its position in the text; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const hex = '[0-9A-Fa-f]'
/** Every character that word processors, chats and PDF readers use for a dash. */
const lookAlikeDash = '\\u2010-\\u2015\\u2212\\u2043\\u02d7'
const dash = `[-${lookAlikeDash}]`
/** A line break inside an ID, with marks of quoted mail, tables, shells and quoted-printable. Bounded, so linear. */
const wrap = '[ \\t]{0,16}[=\\\\]?\\r?\\n[ \\t>|]{0,16}'
const run = (length: number) => hex + `(?:${hex}|${wrap}${hex})`.repeat(length - 1)
const beforeDash = `(?:${wrap})? ?`
const afterDash = ` ?(?:${wrap})?`
const joint = beforeDash + dash + afterDash
/** Not preceded by a hex digit, unless it belongs to an escape: `%22`, `=3D`, `\\u0022`, `\\x22`, `\\n`. */
const start = `(?:(?<!${hex})|(?<=%(?:25){0,4}${hex}{2})|(?<==${hex}{2})|(?<=\\\\u${hex}{4})|(?<=\\\\x${hex}{2})|(?<=\\\\[bf]))`

/**
 * From its first dash on. Written out instead of counted, which lets engines skip most text ten times faster.
 */
const fromDash = new RegExp(`${(dash + hex.repeat(4)).repeat(3)}${dash}${hex.repeat(12)}(?!${hex})`, 'g')
const beginning = new RegExp(`${start}${hex}{8}`, 'y')
const length = 36

/** From its first dash on, with the part before it as a group: only dashes need a closer look. */
const broken = (from: string) =>
  new RegExp(
    `${dash}(?<=(${from}${run(8)}${beforeDash})${dash})${afterDash}${[run(4), run(4), run(4), run(12)].join(joint)}(?!${hex})`,
    'g',
  )
/** An encoded equals sign at the end of a line is quoted-printable's soft line break, encoded again. */
const brokenAnywhere = broken(`${start}(?!(?<==)3[Dd][ \\t]{0,9}\\r?\\n)`)
const brokenNoEscapes = broken(`(?<!${hex})`)
/** Characters that only broken IDs contain. */
const breaks = new RegExp(`\\n| ${dash}|${dash} `)
const dashes = new RegExp(dash)
const beyondAscii = /[\u0080-\uffff]/
const lookAlike = new RegExp(`[${lookAlikeDash}]`)
const lookAlikes = new RegExp(lookAlike, 'g')

/** The whole UUIDs of an NFKC text, in order. Linear time, since every repetition in the patterns is bounded. */
export function findIds(normal: string): readonly FoundId[] {
  const found: FoundId[] = []
  const asWritten = beyondAscii.test(normal)
    ? withoutLookAlikes
    : (text: string, start: number, end: number) => text.slice(start, end).toLowerCase()
  fromDash.lastIndex = 0
  while (fromDash.test(normal)) {
    const end = fromDash.lastIndex
    beginning.lastIndex = end - length
    if (end < length || !beginning.test(normal)) continue
    found.push({ id: asWritten(normal, end - length, end), start: end - length, end })
  }
  return found
}

/** A whole ID of hexadecimal digits and any dashes, in lower case with plain dashes. */
function withoutLookAlikes(text: string, start: number, end: number): string {
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at)
    // One bit makes it lower case; digits and the dash already have it.
    units[at - start] = unit > 0x7f ? 0x2d : unit | 0x20
  }
  return String.fromCharCode(...units)
}
const units = Array.from({ length }, () => 0)

/** The text with every broken UUID repaired, and in `repairs` what was done. Only the text between whole UUIDs is searched. */
export function joinIds(normal: string, repairs: Map<string, readonly string[]>): string {
  const isBroken = breaks.test(normal)
  const hasLookAlikes = lookAlike.test(normal)
  if (!isBroken && !hasLookAlikes) return normal
  let joined = ''
  let from = 0
  for (const { id, start, end } of findIds(normal)) {
    if (isBroken) joined += joinBroken(normal.slice(from, start), normal.slice(start, start + 2), repairs)
    else joined += normal.slice(from, start)
    if (hasLookAlikes && lookAlike.test(normal.slice(start, end)))
      addRepair(repairs, id, ['replaced look-alike dashes'])
    joined += id
    from = end
  }
  const rest = normal.slice(from)
  return joined + (isBroken ? joinBroken(rest, '', repairs) : rest)
}

const addRepair = (repairs: Map<string, readonly string[]>, id: string, done: readonly string[]) =>
  done.length > 0 && !repairs.has(id) && repairs.set(id, done)

/** `next` is the beginning of what follows the part. */
function joinBroken(part: string, next: string, repairs: Map<string, readonly string[]>): string {
  if (part.length < length || !breaks.test(part) || !dashes.test(part)) return part
  const pattern = /[%\\=]/.test(part) ? brokenAnywhere : brokenNoEscapes
  let joined = ''
  let done = 0
  for (const { 0: fromDash, 1: beforeDash = '', index } of part.matchAll(pattern)) {
    const begin = index - beforeDash.length
    const end = index + fromDash.length
    // The end of the previous ID is not the start of this one.
    if (begin < done) continue
    const raw = beforeDash + fromDash
    if (endsInWord(raw, part.slice(end, end + 2) || next)) continue
    const id = raw
      .replace(lookAlikes, '-')
      .replace(/[^0-9A-Fa-f-]+/g, '')
      .toLowerCase()
    addRepair(repairs, id, [
      ...(raw.includes('\n') ? ['joined a line break'] : []),
      ...(lookAlike.test(raw) ? ['replaced look-alike dashes'] : []),
    ])
    joined += part.slice(done, begin) + id
    done = end
  }
  return joined + part.slice(done)
}

/** The start of a text with its IDs blanked out, to search for a broken one beside good ones. */
export function besideIds(normal: string, found: readonly FoundId[], upTo: number): string {
  let beside = ''
  let from = 0
  for (const { start, end } of found) {
    if (end > upTo) break
    beside += `${normal.slice(from, start)} `
    from = end
  }
  const rest = normal.slice(from, Math.max(from, upTo))
  // Not an ID that the limit cut off.
  return beside + (normal.length > upTo ? rest.replace(/[0-9A-Fa-f-]{0,40}$/, '') : rest)
}

/** An incomplete ID must not be completed from the next line when that starts with a word of the letters a to f ("a", "bad"). */
function endsInWord(raw: string, next: string): boolean {
  const tail = /\n[ \t>|]*([A-Fa-f]+)$/.exec(raw)?.[1]
  return tail !== undefined && /^[ \t]\S/.test(next)
}

/** 32 hexadecimal digits with missing or misplaced dashes, or other marks in their place, are one ID. */
export function undashedId(word: string): string | undefined {
  if (word.length > 48) return undefined
  const normal = otherMarks.test(word) ? word.replace(/[_. ]/g, '-') : word.replace(lookAlikes, '-')
  return /^[0-9A-Fa-f-]+$/.test(normal) ? dashed(normal.replaceAll('-', '')) : undefined
}
const otherMarks = /^[0-9a-f]{8}([_. ])[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i

function dashed(hexadecimal: string): string | undefined {
  const digits = hexadecimal.toLowerCase()
  if (digits.length !== 32) return undefined
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

const undashed = new RegExp(`(?<![\\w-])${hex.repeat(32)}(?![\\w-])`, 'g')

/** The UUIDs without dashes in a text that has none with them. */
export const undashedIds = (text: string): readonly FoundId[] =>
  [...text.matchAll(undashed)].flatMap(({ 0: digits, index }) => {
    const id = dashed(digits)
    return id === undefined ? [] : [{ id, start: index, end: index + digits.length }]
  })
