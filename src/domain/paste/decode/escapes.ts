/** Decodes one layer of the encodings that mail, logs, JSON and chats put around a text. Runs are decoded at once, for speed. */
import { decodeEntities } from '../../text/entities.ts'

/** A dash as it may stand behind the first eight digits of an ID. */
const idDash = '(?:-|%(?:25){0,4}2d|=2d|\\\\|&(?:amp;){0,4}#)'
/** Not an escape but the beginning of an ID: `%65f6a7b8-…`, `?id=20b1c3d4-…`. */
const notId = `(?![0-9A-Fa-f]{8}${idDash})`
/** Dashes and line breaks inside an ID, encoded twice, whose next digits would look like one: `%252D9c0d%252D`. */
const notIdAfterPercent = `(?!(?!(?:25)+2d|(?:25)*0[ad])[0-9A-Fa-f]{8}${idDash})`

/** The patterns of well-formed UTF-8 beyond ASCII, each byte behind a mark. */
function utf8(mark: string): string {
  const next = `${mark}[89ab][0-9a-f]`
  return [
    `${mark}(?:c[2-9a-f]|d[0-9a-f])${next}`,
    `${mark}(?:e0${mark}[ab][0-9a-f]|ed${mark}[89][0-9a-f]|e[1-9a-cef]${next})${next}`,
    `${mark}(?:f0${mark}[9ab][0-9a-f]|f[1-3]${next}|f4${mark}8[0-9a-f])${next}${next}`,
  ].join('|')
}

const percentRuns = new RegExp(`(?:%${notIdAfterPercent}[0-7][0-9a-f])+|${utf8('%')}`, 'gi')
const utf16Percent = /%u([0-9a-f]{4})/gi

/** What quoted-printable encodes in ASCII: never a letter or digit, so that `?id=65f6…` stays. */
const quotedAscii = '(?:0[9ad]|2[0-9a-f]|3[a-f]|40|5[b-f]|60|7[b-e])'
const quotedRuns = new RegExp(`(?:=${notId}${quotedAscii})+|${utf8('=')}`, 'gi')
const isQuotedPrintable = /=(?:3d|2d|[c-e][0-9a-f]=[89ab][0-9a-f]|[ \t]{0,9}\r?\n)/i
/** A line break between whole IDs is none of quoted-printable's. */
const softBreaks = /(?<!-[0-9a-f]{12})=[ \t]{0,9}\r?\n(?![0-9a-f]{8}-[0-9a-f]{4}-)/gi

const quotedDecoded = (text: string): string =>
  text.replace(softBreaks, '').replace(quotedRuns, run => decodeURIComponent(run.replaceAll('=', '%')))

/** A soft line break between a backslash and what it escapes: quoted-printable is the next layer. */
const notSoftBreak = '(?!=(?:\\\\[rn]|[\\r\\n]))'
/** What is written in octal: white space and printable ASCII. Not the beginning of digits that belong together. */
const octal = '(?![0-9A-Fa-f]{32})(01[125]|0[4-7][0-7]|1[0-7]{2})'
const backslashed = new RegExp(
  `(?:\\\\${notId}${notSoftBreak}[!-/:-@[-\`{-~bfnrt])+|\\\\u([0-9A-Fa-f]{4})|\\\\u\\{([0-9A-Fa-f]{1,6})\\}|\\\\x([0-9A-Fa-f]{2})|\\\\${notId}${octal}`,
  'g',
)
const controls: Readonly<Record<string, string>> = { b: ' ', f: ' ', n: '\n', r: '\r', t: '\t' }

function unescaped(run: string, utf16?: string, braced?: string, byte?: string, eights?: string): string {
  if (eights !== undefined) return String.fromCharCode(Number.parseInt(eights, 8))
  const hex = utf16 ?? braced ?? byte
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : run
  }
  let text = ''
  for (let at = 1; at < run.length; at += 2) {
    const character = run.charAt(at)
    text += controls[character] ?? character
  }
  return text
}

const percentDecoded = (text: string): string =>
  text
    .replace(percentRuns, run => decodeURIComponent(run))
    .replace(utf16Percent, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** One layer less of each encoding. Returns the same text if it has none. */
export function decodeEscapes(text: string): string {
  const lines = isQuotedPrintable.test(text) ? quotedDecoded(text) : text
  const decoded = lines.includes('%') ? percentDecoded(lines) : lines
  // Quoted-printable inside is the next layer: its line breaks may split the escapes below.
  if (decoded !== text && isQuotedPrintable.test(decoded)) return decoded
  const plain = decodeEntities(decoded)
  return plain.includes('\\') ? plain.replace(backslashed, unescaped) : plain
}
