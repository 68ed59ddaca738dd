/**
 * Opens both exports in LibreOffice, without a window, and prints what arrives in the cells: as CSV, which a spreadsheet reads by
 * guessing, and as a workbook. Exits with 1 if the workbook loses a character. Needs `soffice` (apt install libreoffice-calc).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFile } from '../src/domain/lists/csv.ts'
import { xlsxFile } from '../src/web/components/list/xlsx-file.ts'
import { run } from './run.ts'

const cells = [
  'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
  '00000000-0000-4000-8000-000000000001',
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
  ' spaces ',
]
const directory = mkdtempSync(join(tmpdir(), 'desk-spreadsheet-'))
const header = ['value']
const rows = cells.map(text => [text])

/** The only column of a file, as LibreOffice shows it: saved "as shown", every text cell quoted. */
async function readBack(name: string, content: string | Uint8Array): Promise<readonly string[]> {
  const file = join(directory, name)
  writeFileSync(file, content)
  const profile = `-env:UserInstallation=file://${directory}/profile`
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false'
  const code = await run('soffice', [
    profile,
    '--headless',
    '--convert-to',
    filter,
    '--outdir',
    `${directory}/out`,
    file,
  ])
  if (code !== 0) throw new Error('soffice failed')
  const text = readFileSync(`${directory}/out/${name.replace(/\.\w+$/, '.csv')}`, 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => (/^".*"$/.test(line) ? line.slice(1, -1).replaceAll('""', '"') : line))
}

try {
  const fromCsv = await readBack('plain.csv', csvFile(header, rows))
  const fromXlsx = await readBack('workbook.xlsx', xlsxFile(header, rows))
  console.table(cells.map((cell, index) => ({ cell, 'from CSV': fromCsv[index], 'from Excel file': fromXlsx[index] })))
  const lost = cells.filter((cell, index) => fromXlsx[index] !== cell)
  console.log(lost.length === 0 ? 'The workbook keeps every cell.' : `Lost in the workbook: ${lost.join(', ')}`)
  process.exitCode = lost.length === 0 ? 0 : 1
} finally {
  rmSync(directory, { recursive: true, force: true })
}
