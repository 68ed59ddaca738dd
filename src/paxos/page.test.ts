import { describe, expect, test } from 'vitest'
import { readEvent } from './event.ts'
import { readOrchestration } from './orchestration.ts'
import { readPage } from './page.ts'
import { readRule } from './rule.ts'
import { readTransfer } from './transfer.ts'

const page = (json: unknown) => readPage(json, 'orchestrations', readOrchestration)
const ids = (json: unknown) => page(json).value.items.map(({ value }) => value.id)

describe('readPage', () => {
  test.each([
    ['items', { items: [{ id: 'a' }, { id: 'b' }], next_page_cursor: 'n' }, ['a', 'b'], 'n'],
    ['the older array', { orchestrations: [{ id: 'a' }] }, ['a'], undefined],
    ['both: items count', { items: [{ id: 'a' }], orchestrations: [{ id: 'b' }] }, ['a'], undefined],
    ['an empty list', { items: [] }, [], undefined],
    ['an empty cursor is the last page', { items: [], next_page_cursor: '' }, [], undefined],
    ['null items beside the older array', { items: null, orchestrations: [{ id: 'b' }] }, ['b'], undefined],
  ])('%s', (_, json, expected, next) => {
    expect(ids(json)).toEqual(expected)
    expect(page(json)).toMatchObject({ value: { next }, problems: [] })
  })

  test.each([
    ['no list', {}, { path: 'items', expected: 'a list', received: 'nothing' }],
    ['items of another kind', { items: {} }, { path: 'items', expected: 'a list', received: 'an object' }],
    ['no object', [], { path: '', expected: 'an object', received: 'a list' }],
  ])('%s: an empty page and a problem', (_, json, problem) => {
    expect(page(json)).toEqual({ value: { items: [], next: undefined }, problems: [problem] })
  })

  test('an unreadable row keeps its place and its own problems', () => {
    const { value, problems } = page({ items: [{ id: 'a' }, 7, { id: 8 }] })
    expect(problems).toEqual([])
    expect(value.items.map(item => item.problems.length)).toEqual([0, 1, 1])
  })
})

test('reads a transfer with its hold and status detail', () => {
  const { value, problems } = readTransfer({
    id: 't',
    amount: '100.00',
    direction: 'WITHDRAWAL',
    status: 'PENDING',
    secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED', detail: 'd' },
    status_details: { missing_trustline: {} },
    metadata: { a: 'b' },
  })
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    amount: '100.00',
    direction: { known: undefined, raw: 'WITHDRAWAL' },
    status: { known: 'PENDING' },
    secondary_status: { name: { known: 'TRAVEL_RULE_INFO_REQUESTED' }, detail: 'd' },
    status_details: { known: 'missing_trustline' },
    metadata: [['a', 'b']],
  })
})

test('reads a transfer without a hold, or with an unknown one', () => {
  expect(readTransfer({}).value).toMatchObject({ secondary_status: undefined, status_details: { raw: undefined } })
  expect(readTransfer({ secondary_status: {}, status_details: { frozen: {} } }).value).toMatchObject({
    secondary_status: { name: { raw: undefined }, detail: undefined },
    status_details: { known: undefined, raw: 'frozen' },
  })
})

test('reads an event with its object and undelivered webhooks', () => {
  const event = {
    id: 'e',
    type: 'orchestration.failed',
    object_type: 'orchestration',
    object: { id: 'o', status: 'FAILED', more: [] },
    created_at: '2026-04-20T12:34:08Z',
    undelivered_webhooks: 2,
  }
  expect(readEvent(event)).toEqual({
    value: {
      id: 'e',
      type: 'orchestration.failed',
      object_type: 'orchestration',
      object_id: 'o',
      object_status: 'FAILED',
      created_at: '2026-04-20T12:34:08Z',
      undelivered_webhooks: 2,
    },
    problems: [],
  })
})

test('a rule', () => {
  const { value, problems } = readRule({
    id: 'r',
    nickname: 'n',
    status: 'ACTIVE',
    source: { crypto: { network: 'BASE' } },
  })
  expect(problems).toEqual([])
  expect(value).toMatchObject({
    nickname: 'n',
    status: { known: 'ACTIVE' },
    source: { rail: 'crypto', network: 'BASE' },
  })
})
