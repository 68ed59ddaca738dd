/** Tables as text for a spreadsheet: nothing in a cell may act there, whoever wrote it. */
import { oneLine } from '../text/plain-text.ts'

export type Row = readonly string[]

/**
 * What makes a spreadsheet read a cell as a formula: the ASCII signs, their full-width twins, which Excel takes for the
 * same, and white space that it would drop in front of one. https://owasp.org/www-community/attacks/CSV_Injection
 */
const acts = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/

/** The text as a cell that is only ever text: with a leading `'` where a spreadsheet would take it for a formula. */
export const harmless = (text: string): string => (acts.test(text) ? `'${text}` : text)

/**
 * A CSV file: UTF-8 with a byte order mark, which Excel needs to know that it is UTF-8, and CRLF. Every cell is quoted, so
 * that a semicolon or tab inside one starts no cell of its own where the reader's separator is another.
 */
export const csvFile = (header: Row, rows: readonly Row[]): string =>
  `\ufeff${[header, ...rows].map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`

const quoted = (text: string) => `"${harmless(text.toWellFormed()).replaceAll('"', '""')}"`

/** Tab-separated lines to paste into a spreadsheet: a cell is one line. */
export const tsvText = (header: Row, rows: readonly Row[]): string =>
  [header, ...rows].map(row => row.map(cell => harmless(oneLine(cell).trim())).join('\t')).join('\n')
