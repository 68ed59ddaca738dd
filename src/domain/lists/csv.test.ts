import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { csvFile, harmless, tsvText } from './csv.ts'

/** A reader of RFC 4180 that shares nothing with the writer: what a spreadsheet would put into its cells. */
function cellsOf(file: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = file.startsWith('\ufeff') ? 1 : 0; at < file.length; at += 1) {
    const character = file.charAt(at)
    if (quoted && character === '"' && file.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (character === '"') quoted = !quoted
    else if (!quoted && (character === ',' || character === '\n')) {
      rows.at(-1)?.push(cell)
      cell = ''
      if (character === '\n') rows.push([])
    } else if (quoted || character !== '\r') cell += character
  }
  return rows.slice(0, -1)
}

const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/
/** Text that likes to begin with what acts. */
const foreign = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '"', "'", ',', ';', '"\n='), fc.string())
    .map(parts => parts.join('')),
)
const table = fc.array(fc.array(foreign, { minLength: 3, maxLength: 3 }), { maxLength: 8 })
const header = ['a', 'b', 'c']

describe('csvFile', () => {
  it('begins with a byte order mark and ends each line with CRLF', () => {
    expect(csvFile(['id', 'amount'], [['1', '100.50']])).toBe('\ufeff"id","amount"\r\n"1","100.50"\r\n')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5.00', "'-5.00"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\rx', "'\rx"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['100.50', '100.50'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is written %j', (text, cell) => expect(harmless(text)).toBe(cell))

  it('no cell can become a formula, and none is lost or split', () => {
    fc.assert(
      fc.property(table, rows => {
        const cells = cellsOf(csvFile(header, rows))
        expect(cells.slice(1)).toEqual(rows.map(row => row.map(cell => harmless(cell.toWellFormed()))))
        for (const cell of cells.flat()) expect(cell).not.toMatch(formula)
      }),
    )
  })

  it('takes away nothing but half characters', () => {
    fc.assert(
      fc.property(foreign, text => {
        const written = cellsOf(csvFile(['x'], [[text]]))[1]?.[0] ?? ''
        const whole = text.toWellFormed()
        expect([whole, `'${whole}`]).toContain(written)
      }),
    )
  })
})

describe('tsvText', () => {
  it('keeps the grid whatever the cells hold', () => {
    fc.assert(
      fc.property(table, rows => {
        const lines = tsvText(header, rows).split('\n')
        expect(lines).toHaveLength(rows.length + 1)
        for (const line of lines) {
          expect(line.split('\t')).toHaveLength(3)
          for (const cell of line.split('\t')) expect(cell).not.toMatch(formula)
        }
      }),
    )
  })
})
