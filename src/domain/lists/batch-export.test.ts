import { describe, expect, it } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { orchestrationOf } from '../testing/facts.ts'
import type { BatchRow } from './batch.ts'
import { batchExport, batchHeader, batchHtml, batchJira, batchMarkdown, type ExportContext } from './batch-export.ts'

const id = 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0'
const context: ExportContext = {
  environment: 'demo',
  linkTo: one => `https://ops.example/demo/orchestrations/${one}`,
  url: 'https://ops.example/demo/orchestrations?id=a',
  checkedAt: '2026-04-20 12:40:00 UTC',
  transfers: new Map(),
}
const failed = (detail: string, ref = 'order-1'): BatchRow => ({
  wanted: { kind: 'id', text: id, count: 2 },
  outcome: {
    kind: 'found',
    orchestrations: [
      orchestrationOf({
        id,
        status: 'FAILED',
        ref_id: ref,
        fail_reason: { detail },
        source_transfer: { transfer_id: 's', status: 'COMPLETED' },
        destination_transfer: { transfer_id: 'd', status: 'FAILED' },
      }),
    ],
  },
})
const missing: BatchRow = { wanted: { kind: 'reference', text: 'a|b', count: 1 }, outcome: { kind: 'not-found' } }

describe('a batch taken away', () => {
  it('as Markdown has links, the place and reason of failures, and when it was checked', () => {
    const lines = batchMarkdown([failed('no route'), missing], context).split('\n')
    expect(lines[0]).toBe('**[DEMO] 2 IDs: 1 failed, 1 not found**')
    expect(lines[4]).toBe(
      `| [${id} ×2](https://ops.example/demo/orchestrations/${id}) | Failed | 100 USDC | Destination transfer | no route |  | order-1 |`,
    )
    expect(lines[5]).toBe('| a\\|b | Not found |  |  |  |  |  |')
    expect(lines.at(-1)).toBe(`Checked 2026-04-20 12:40:00 UTC · ${context.url}`)
  })

  it('as Jira markup has the same cells, none of them empty', () => {
    const lines = batchJira([failed('see {code}'), missing], context).split('\n')
    expect(lines[2]).toBe(
      `|[${id} ×2|https://ops.example/demo/orchestrations/${id}]|Failed|100 USDC|Destination transfer|see \\{code\\}| |order-1|`,
    )
    expect(lines[3]).toBe('|a\\|b|Not found| | | | | |')
  })

  it('as rich text escapes what is not ours', () => {
    const html = batchHtml([failed('<script>alert(1)</script>')], context)
    expect(html).toContain('&#60;script&#62;')
    expect(html).not.toContain('<script')
    expect(html).toContain(`<a href="https://ops.example/demo/orchestrations/${id}">`)
  })

  it('as a table has the link and the time in each row', () => {
    const table = batchExport([failed('no route'), missing], context)
    for (const row of table) expect(row).toHaveLength(batchHeader.length)
    expect(table.map(row => row.slice(0, 3))).toEqual([
      [id, '2', 'Failed'],
      ['a|b', '1', 'Not found'],
    ])
    expect(table.map(row => row.slice(-2))).toEqual([
      [`https://ops.example/demo/orchestrations/${id}`, context.checkedAt],
      ['', context.checkedAt],
    ])
  })

  it('keeps the grid whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))), texts => {
        const rows = texts.map(([reason, reference]) => failed(reason, reference))
        const markdown = batchMarkdown(rows, context).split('\n').slice(2, -2)
        expect(markdown).toHaveLength(rows.length + 2)
        for (const line of markdown) expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(8)
        const jira = batchJira(rows, context).split('\n').slice(2, -1)
        expect(jira).toHaveLength(rows.length)
      }),
    )
  })
})
