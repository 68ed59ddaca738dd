/** Every reader accepts any JSON, reports unreadable fields, and invents nothing. */

import { describe, expect, test } from 'vitest'
import { readEvent } from './event.ts'
import { readOrchestration } from './orchestration.ts'
import { readPage } from './page.ts'
import { readProblem } from './problem.ts'
import type { Read } from './read.ts'
import { readRule } from './rule.ts'
import { fc } from './testing/properties.ts'
import { readTransfer } from './transfer.ts'

const readers: Readonly<Record<string, (json: unknown) => Read<unknown>>> = {
  readOrchestration,
  readTransfer,
  readRule,
  readEvent,
  'readPage of transfers': json => readPage(json, 'transfers', readTransfer),
  readProblem: json => ({ value: readProblem(json), problems: [] }),
}

/** Names that the readers look for, so that random objects contain fields of the wrong type. */
const names = [
  'id',
  'status',
  'source_transfer',
  'destination_transfer',
  'transfer_id',
  'fail_reason',
  'detail',
  'source',
  'destination',
  'crypto',
  'fiat',
  'profile',
  'network',
  'metadata',
  'secondary_status',
  'status_details',
  'name',
  'object',
  'undelivered_webhooks',
  'items',
  'transfers',
  'next_page_cursor',
  '__proto__',
  'constructor',
]
const json = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('COMPLETED', 'PENDING', 'completed', '', null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 8 })
      // Defined as own properties, the way JSON.parse does it, `__proto__` included.
      .map(entries => {
        const record: Record<string, unknown> = {}
        for (const [key, value] of entries)
          Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
        return record
      }),
  ),
})).value

describe.each(Object.entries(readers))('%s', (_, read) => {
  test('accepts any JSON value', () => {
    fc.assert(
      fc.property(json, value => {
        const { problems } = read(value)
        for (const { path, expected, received } of problems) {
          expect(typeof path).toBe('string')
          expect(expected).not.toBe('')
          expect(received).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  test('accepts values that are not JSON', () => {
    for (const value of [undefined, () => 1, Symbol('x'), 1n, new Date(0), new Map(), Number.NaN])
      expect(() => read(value)).not.toThrow()
  })

  test("doesn't modify its input", () => {
    fc.assert(
      fc.property(json, value => {
        const before = JSON.stringify(value)
        read(value)
        expect(JSON.stringify(value)).toBe(before)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
    )
  })

  test('reads null, absent and empty alike', () => {
    const empty = Object.fromEntries(names.filter(name => name !== '__proto__').map(name => [name, '']))
    const nothing = Object.fromEntries(Object.keys(empty).map(name => [name, null]))
    expect(read(empty).value).toEqual(read({}).value)
    expect(read(nothing).value).toEqual(read({}).value)
  })
})

test('every field of the wrong kind is reported with its path', () => {
  const paths = ({ problems }: Read<unknown>) => problems.map(({ path, received }) => `${path}: ${received}`).sort()
  expect(
    paths(
      readOrchestration({
        id: 1,
        status: ['FAILED'],
        source_amount: 100.5,
        source_transfer: 'COMPLETED',
        destination_transfer: { transfer_id: 7, status: {} },
        fail_reason: { detail: 1 },
        source: { crypto: { address: 5 } },
        destination: 12,
        metadata: { a: 1 },
        created_at: 1_776_688_201,
      }),
    ),
  ).toEqual([
    'created_at: a number',
    'destination: a number',
    'destination_transfer.status: an object',
    'destination_transfer.transfer_id: a number',
    'fail_reason.detail: a number',
    'id: a number',
    'metadata.a: a number',
    'source.crypto.address: a number',
    'source_amount: a number',
    'source_transfer: text',
    'status: a list',
  ])
  expect(
    paths(readTransfer({ amount: 1, secondary_status: { name: 1 }, status_details: [], crypto_tx_hash: false })),
  ).toEqual([
    'amount: a number',
    'crypto_tx_hash: true or false',
    'secondary_status.name: a number',
    'status_details: a list',
  ])
  expect(paths(readRule({ nickname: {}, source: { fiat: 'x' } }))).toEqual(['nickname: an object', 'source.fiat: text'])
  expect(paths(readEvent({ object: 'x', undelivered_webhooks: '2' }))).toEqual([
    'object: text',
    'undelivered_webhooks: text',
  ])
})
