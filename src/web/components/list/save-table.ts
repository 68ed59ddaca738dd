/** Saves a table of this page as a file for a spreadsheet. */
import { csvFile, type Row } from '#domain/lists/csv.ts'
import { saveFile } from '#web/ui/copy/save-file.ts'
import type { TableFormat } from './table-formats.ts'
import { xlsxFile } from './xlsx-file.ts'

/** `name` has no extension. */
export function saveTable(name: string, format: TableFormat, header: Row, rows: readonly Row[]): void {
  const [type, content] =
    format === 'csv'
      ? (['text/csv;charset=utf-8', csvFile(header, rows)] as const)
      : (['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsxFile(header, rows)] as const)
  saveFile(`${name}.${format}`, type, content)
}
