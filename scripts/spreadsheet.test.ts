/** Both exports, opened in LibreOffice: what arrives in the cells. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvFile } from '#domain/lists/csv.ts'
import { xlsxFile } from '#web/components/list/xlsx-file.ts'
import { findProgram } from './deploy/files.ts'
import { capture } from './run.ts'
import { temporary } from './testing/checkout.ts'

const soffice = findProgram('soffice', 'the exports in LibreOffice')

/** They arrive whole from either file. */
const texts = [
  'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
  'TRUE-LAYER',
  'orch-usdc-usdg-a3b1c2d4',
  'a "quoted", note; x',
  '支払い',
]
/** A spreadsheet takes them for numbers, dates or formulas, or would drop their spaces. */
const mangled = [
  '00123',
  '1E5',
  '12e45678',
  '1234567890123456789012345678901234567890',
  '0.000000000000000000000000000000000001',
  '2500.00',
  '1,234',
  '2026-04-20',
  '1/2',
  'TRUE',
  '-5',
  '=1+1',
  '+1 555 0100',
  '@SUM(A1)',
  ' spaces ',
  '_x0041_',
]
const cells = [...texts, ...mangled]

describe.runIf(soffice !== undefined)('LibreOffice', () => {
  const { directory, remove } = temporary('spreadsheet')
  afterAll(remove)
  let fromCsv: readonly string[] = []
  let fromWorkbook: readonly string[] = []

  /** The only column of a file as it is shown: every text cell is quoted. */
  const shownIn = (name: string): readonly string[] =>
    readFileSync(join(directory, 'out', `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => (/^".*"$/.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line))

  async function convert(name: string, ...options: readonly string[]) {
    const { code, output } = await capture(soffice ?? '', [
      `-env:UserInstallation=file://${directory}/profile`,
      '--headless',
      ...options,
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false',
      '--outdir',
      join(directory, 'out'),
      join(directory, name),
    ])
    expect(code, output).toBe(0)
  }

  beforeAll(async () => {
    const rows = cells.map(cell => [cell])
    writeFileSync(join(directory, 'plain.csv'), csvFile(['value'], rows))
    writeFileSync(join(directory, 'workbook.xlsx'), xlsxFile(['value'], rows))
    // Its window proposes UTF-8 for a file with a byte order mark; without a window it must be told.
    await convert('plain.csv', '--infilter=CSV:44,34,76,1')
    await convert('workbook.xlsx')
    fromCsv = shownIn('plain')
    fromWorkbook = shownIn('workbook')
  }, 60_000)

  test('every cell of the Excel file arrives as it was written', () => {
    expect(fromWorkbook).toEqual(cells)
  })

  test('IDs and words of the CSV file arrive as they were written, and no cell is a formula', () => {
    expect(fromCsv).toHaveLength(cells.length)
    expect(fromCsv.slice(0, texts.length)).toEqual(texts)
    expect(fromCsv[cells.indexOf('=1+1')]).toBe("'=1+1")
    expect(fromCsv[cells.indexOf('@SUM(A1)')]).toBe("'@SUM(A1)")
  })

  test('what the Excel file is for: numbers of a CSV file change', () => {
    expect(fromCsv[cells.indexOf('00123')]).toBe('123')
    expect(fromCsv).not.toContain('1234567890123456789012345678901234567890')
  })
})
