import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { xlsxParts } from './xlsx.ts'

/** The text of each cell, as a spreadsheet reads it: XML's entities, then Excel's `_x000D_`. */
function cellsOf(sheet: string): string[][] {
  const plain = (text: string) =>
    text
      .replace(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&' })[name] ?? '')
      .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c t="inlineStr" s="[12]"><is><t xml:space="preserve">([^<>]*)<\/t><\/is><\/c>/g)].map(
      ([, text = '']) => plain(text),
    ),
  )
}
const sheetOf = (...rows: readonly (readonly string[])[]) => {
  const [header = [], ...others] = rows
  return xlsxParts(header, others)['xl/worksheets/sheet1.xml'] ?? ''
}

describe('a workbook', () => {
  it('has only cells of text: no number, no formula', () => {
    const cells = [
      '00123',
      '1E5',
      '1234567890123456789012345678901234567890',
      '2500.00',
      '=1+1',
      '-5',
      '@x',
      '2026-04-20',
      'TRUE',
    ]
    const sheet = sheetOf(['amount'], cells)
    expect(cellsOf(sheet)).toEqual([['amount'], cells])
    expect(sheet).not.toMatch(/<[vf]>/)
  })

  it('keeps every character, and is XML whatever a cell holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('_x0041_'))), { minLength: 1 }),
        rows => {
          const sheet = sheetOf(...rows)
          expect(cellsOf(sheet)).toEqual(rows.map(row => row.map(text => text.toWellFormed())))
          expect(sheet).not.toMatch(/[^\P{Cc}\t\n]|[\ufffe\uffff]/u)
        },
      ),
    )
  })

  it('shortens a cell that Excel would not read', () => {
    const [, [text = ''] = []] = cellsOf(sheetOf(['x'], ['a'.repeat(40_000)]))
    expect(text).toHaveLength(32_767)
    expect(text.endsWith('a…')).toBe(true)
  })

  it('names every part that it has', () => {
    const parts = xlsxParts([], [])
    const types = parts['[Content_Types].xml'] ?? ''
    for (const path of Object.keys(parts).filter(path => path.startsWith('xl/') && !path.endsWith('.rels')))
      expect(types).toContain(`PartName="/${path}"`)
  })
})
