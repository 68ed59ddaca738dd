import { strToU8, zipSync } from 'fflate'
import type { Row } from '#domain/lists/csv.ts'
import { xlsxParts } from '#domain/lists/xlsx.ts'

/** The bytes of a workbook. On the page's own thread: a worker would need a wider content security policy. */
export function xlsxFile(header: Row, rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(xlsxParts(header, rows)).map(([path, text]) => [path, strToU8(text)])
  return zipSync(Object.fromEntries(parts), { level: 6 })
}
