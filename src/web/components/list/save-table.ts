/** Saves a table of this page as a file for a spreadsheet. */
import { csvFile, type Row } from '#domain/lists/csv.ts'
import { saveFile } from '#web/ui/copy/save-file.ts'

export type TableFormat = 'csv' | 'xlsx'

/** On buttons, and in messages about them. */
export const formatNames: Readonly<Record<TableFormat, string>> = { csv: 'CSV', xlsx: 'Excel' }

/** `name` has no extension. Rejects if the code of a workbook can't be loaded. */
export async function saveTable(name: string, format: TableFormat, header: Row, rows: readonly Row[]): Promise<void> {
  if (format === 'csv') return saveFile(`${name}.csv`, 'text/csv;charset=utf-8', csvFile(header, rows))
  const { xlsxFile } = await import('./xlsx-file.ts')
  saveFile(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsxFile(header, rows))
}
