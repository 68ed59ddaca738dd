/** Finds UUIDs in a text, including broken and disguised ones. */

export type FoundId = {
  /** Lower-case, with plain dashes. */
  readonly id: string
  /** Its position in the text; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const hex = '[0-9A-Fa-f]'
/** Every character that word processors, chats and PDF readers use for a dash. */
const lookAlike = '\\u2010-\\u2015\\u2212\\u2043\\u02d7'
const dash = `[-${lookAlike}]`
/** A line break inside an ID, with marks of quoted mail, tables, shells and quoted-printable. Bounded, so linear. */
const wrap = '[ \\t]{0,16}[=\\\\]?\\r?\\n[ \\t>|]{0,16}'
const run = (length: number) => hex + `(?:${hex}|${wrap}${hex})`.repeat(length - 1)
const beforeDash = `(?:${wrap})? ?`
const afterDash = ` ?(?:${wrap})?`
const joint = beforeDash + dash + afterDash
/** Not preceded by a hex digit, unless it belongs to an escape: `%22`, `\\u0022`, `\\n`. */
const start = `(?:(?<!${hex})|(?<=%(?:25)?${hex}{2})|(?<=\\\\u${hex}{4})|(?<=\\\\[bf]))`

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
const brokenAnywhere = broken(start)
const brokenNoEscapes = broken(`(?<!${hex})`)
/** Characters that only broken IDs contain. */
const breaks = new RegExp(`\\n| ${dash}|${dash} `)
const dashes = new RegExp(dash)
const beyondAscii = /[\u0080-\uffff]/
const lookAlikes = new RegExp(`[${lookAlike}]`, 'g')
const withPlainDashes = (text: string) => text.replace(lookAlikes, '-')

/** Ten times the maximum of a lookup. Reading 27,000 would block the page noticeably. */
export const maxIds = 10_000

/**
 * The UUIDs of an NFKC text in order, at least the first 10,000. Linear time, since every repetition in the patterns is
 * bounded. Broken ones are searched only between whole ones.
 */
export function findIds(normal: string): readonly FoundId[] {
  const whole = wholeIds(normal)
  if (!breaks.test(normal)) return whole
  const found: FoundId[] = []
  let from = 0
  for (const one of whole) {
    addBroken(found, normal, from, one.start)
    found.push(one)
    from = one.end
  }
  if (whole.length < maxIds) addBroken(found, normal, from, normal.length)
  return found
}

function wholeIds(normal: string): FoundId[] {
  const found: FoundId[] = []
  const asWritten = beyondAscii.test(normal)
    ? withoutLookAlikes
    : (text: string, start: number, end: number) => text.slice(start, end).toLowerCase()
  fromDash.lastIndex = 0
  while (found.length < maxIds && fromDash.test(normal)) {
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

function addBroken(found: FoundId[], normal: string, from: number, to: number): void {
  if (to - from < length) return
  const part = normal.slice(from, to)
  if (!breaks.test(part) || !dashes.test(part)) return
  const pattern = /[%\\]/.test(part) ? brokenAnywhere : brokenNoEscapes
  let done = 0
  for (const { 0: fromDash, 1: beforeDash = '', index } of part.matchAll(pattern)) {
    if (found.length >= maxIds) return
    const begin = index - beforeDash.length
    // The end of the previous ID is not the start of this one.
    if (begin < done) continue
    done = index + fromDash.length
    const end = from + done
    const raw = beforeDash + fromDash
    if (endsInWord(raw, normal.slice(end, end + 2))) continue
    const id = withPlainDashes(raw).replace(/[^0-9A-Fa-f-]+/g, '')
    found.push({ id: id.toLowerCase(), start: from + begin, end })
  }
}

/** The repairs made, as participles for a note: "joined a line break". */
export function doneTo(normal: string, { start, end }: FoundId): readonly string[] {
  const raw = normal.slice(start, end)
  return [
    ...(raw.length === length || !raw.includes('\n') ? [] : ['joined a line break']),
    ...(withPlainDashes(raw) === raw ? [] : ['replaced look-alike dashes']),
  ]
}

/** The start of a text with its IDs blanked out, to search for a broken one beside good ones. */
export function besideIds(normal: string, upTo: number): string {
  // Not an ID cut off by the limit.
  const text = normal.length > upTo ? normal.slice(0, upTo).replace(/[0-9A-Fa-f\s\u2010-\u2015-]{0,80}$/, '') : normal
  let beside = ''
  let from = 0
  for (const { start, end } of findIds(text)) {
    beside += `${text.slice(from, start)} `
    from = end
  }
  return beside + text.slice(from)
}

/** An incomplete ID must not be completed from a next line that starts with a word of a to f ("a", "bad"). */
function endsInWord(raw: string, next: string): boolean {
  const tail = /\n[ \t>|]*([A-Fa-f]+)$/.exec(raw)?.[1]
  return tail !== undefined && /^[ \t]\S/.test(next)
}

/** 32 hexadecimal digits with missing or misplaced dashes are one ID. */
export function undashedId(word: string): string | undefined {
  if (word.length > 48) return undefined
  const normal = withPlainDashes(word)
  if (!/^[0-9A-Fa-f-]+$/.test(normal)) return undefined
  const digits = normal.replaceAll('-', '').toLowerCase()
  if (digits.length !== 32) return undefined
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}
