/** Finds UUIDs in a text, however they are surrounded, broken or disguised. */

/** `id`: the key of a JSON record's own id, which says nothing of its kind. */
export type Label = 'orchestration' | 'other' | 'id' | 'none'

export type FoundId = {
  /** Lower-case, with plain dashes. */
  readonly id: string
  readonly raw: string
  /** What had to be done to read it, as participles for a note: "joined a line break". */
  readonly did: readonly string[]
  /** What the words right before it call it. */
  readonly label: Label
  /** Up to 200 characters on either side. */
  readonly before: string
  readonly after: string
}

const hex = '[0-9A-Fa-f]'
/** Every character that word processors, chats and PDF readers put in place of a dash. */
const dash = '[-\\u2010-\\u2015\\u2212\\u2043\\u02d7]'
/** A line break inside an id, with the marks of quoted mail, tables, shells and quoted-printable. Bounded, so linear. */
const wrap = '(?:[ \\t]{0,16}[=\\\\]?\\r?\\n[ \\t>|]{0,16})?'
const run = (length: number) => `${hex}(?:${wrap}${hex}){${length - 1}}`
const joint = `${wrap} ?${dash} ?${wrap}`
/** Preceded by no digit of its own, unless that digit belongs to an escape: `%22`, `\\u0022`, `\\n`. */
const start = `(?:(?<!${hex})|(?<=%(?:25)?${hex}{2})|(?<=\\\\u${hex}{4})|(?<=\\\\[bf]))`
const pattern = [run(8), run(4), run(4), run(4), run(12)].join(joint)

const dashes = new RegExp(dash, 'g')
// The first look ahead spares most positions the looks behind.
const uuids = new RegExp(`(?=${hex})${start}${pattern}(?!${hex})`, 'g')

/** All UUIDs of an NFKC text in the order they stand, in linear time: every repetition in the pattern is bounded. */
export function findIds(normal: string): readonly FoundId[] {
  const found: FoundId[] = []
  for (const match of normal.matchAll(uuids)) {
    const [raw] = match
    const end = match.index + raw.length
    if (endsInWord(raw, normal.slice(end, end + 2))) continue
    const before = normal.slice(Math.max(0, match.index - 200), match.index)
    const isPlain = raw.length === 36
    const plain = raw.replace(dashes, '-')
    found.push({
      id: (isPlain ? plain : plain.replace(/[^0-9A-Fa-f-]/g, '')).toLowerCase(),
      raw,
      did: [
        ...(isPlain || !raw.includes('\n') ? [] : ['joined a line break']),
        ...(plain === raw ? [] : ['replaced look-alike dashes']),
      ],
      label: labelOf(before),
      before,
      after: normal.slice(end, end + 200),
    })
  }
  return found
}

/** The beginning of a text, with spaces in place of the ids in it: where a broken one may stand beside good ones. */
export const besideIds = (normal: string, upTo: number): string => normal.slice(0, upTo).replace(uuids, ' ')

/** An incomplete id before a line that begins with a word of a to f ("a", "bad") must not be completed from it. */
function endsInWord(raw: string, next: string): boolean {
  const tail = /\n[ \t>|]*([A-Fa-f]+)$/.exec(raw)?.[1]
  return tail !== undefined && /^[ \t]\S/.test(next)
}

const separators = `["'\`\\s:=#./()\\[\\]{}*>_-]{0,12}`
const orchestrationLabel = new RegExp(`orchestrations?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`, 'i')
const otherLabel = new RegExp(
  `(?:transfer|profile|customer|identity|account|rule|address|event|instructions|request|trace|correlation|group|source|destination)s?(?:["'\`\\s_-]{0,3}ids?)?${separators}$`,
  'i',
)
/** A line of this product's own summary: "- Source: COMPLETED by …". */
const summaryLine = /(?:^|\n)[^\w\n]{0,4}(?:source|destination): [^\n]*$/i

/** In JSON the key says what an id is: `"profile_id": "`. */
const jsonKey = /"([^"\n]{1,64})"\s{0,9}:\s{0,9}"$/
/** An event or a webhook carries the record it is about. */
const embedded = /"object"\s{0,9}:\s{0,9}\{[^{}]{0,99}"id"\s{0,9}:\s{0,9}"$/

function labelOf(before: string): Label {
  // Most ids in a long list stand at the beginning of a line.
  if (before === '' || before.endsWith('\n')) return 'none'
  const near = before.slice(-80)
  const key = jsonKey.exec(near)?.[1]
  if (key !== undefined) {
    if (/^orchestration_?id$/i.test(key)) return 'orchestration'
    if (key !== 'id') return 'other'
    return embedded.test(before) ? 'orchestration' : 'id'
  }
  if (orchestrationLabel.test(near)) return 'orchestration'
  return otherLabel.test(near) || summaryLine.test(before) ? 'other' : 'none'
}

/** 32 hexadecimal digits that stand alone, with dashes missing or misplaced: still one id, once they are put in. */
export function undashedId(word: string): string | undefined {
  if (word.length > 48) return undefined
  const normal = word.replace(dashes, '-')
  if (!/^[0-9A-Fa-f-]+$/.test(normal)) return undefined
  const digits = normal.replaceAll('-', '').toLowerCase()
  if (digits.length !== 32) return undefined
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}
