import { describe, expect, test } from 'vitest'
import type { Query } from '#paxos/api.ts'
import type { PaxosEvent } from '#paxos/event.ts'
import { eventOf, factsOf, ids, orchestrationOf } from '../../testing/facts.ts'
import { type EventPage, eventSearches, searchEvents } from './event-search.ts'

const created = '2026-04-20T12:30:01.397730Z'
const updated = '2026-04-20T12:34:10Z'
const planOf = (json: object) => eventSearches(orchestrationOf(json)).map(({ type, near }) => [type, near.text])

describe('what is searched', () => {
  test.each([
    [
      'COMPLETED',
      [
        ['orchestration.completed', updated],
        ['orchestration.processing', created],
      ],
    ],
    [
      'FAILED',
      [
        ['orchestration.failed', updated],
        ['orchestration.processing', created],
      ],
    ],
    [
      'PROCESSING',
      [
        ['orchestration.processing', created],
        ['orchestration.processing', updated],
      ],
    ],
    [
      'PENDING',
      [
        [undefined, created],
        [undefined, updated],
      ],
    ],
    [
      'REJECTED',
      [
        [undefined, updated],
        [undefined, created],
      ],
    ],
    [
      'ON_HOLD',
      [
        [undefined, updated],
        ['orchestration.processing', created],
      ],
    ],
  ])('%s', (status, expected) => {
    expect(planOf({ status })).toEqual(expected)
  })

  test('the same type at nearly the same time once', () => {
    expect(planOf({ status: 'PROCESSING', updated_at: created })).toHaveLength(1)
  })

  test('nothing around a time that is not there', () => {
    expect(planOf({ status: 'COMPLETED', created_at: 'soon', updated_at: '' })).toEqual([])
  })
})

const other = { object: { id: 'someone-else' } }
const many = (count: number, from = 0): PaxosEvent[] =>
  Array.from({ length: count }, (_, index) =>
    eventOf('orchestration.completed', updated, { ...other, id: `e${from + index}` }),
  )

/** Answers from a list of pages, and keeps what was asked. */
function upstream(answer: (query: Query, index: number) => EventPage) {
  const asked: Query[] = []
  const read = async (query: Query) => answer(query, asked.push(query) - 1)
  return { asked, read }
}
const { orchestration } = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED')

test('stops at the page where the event is, nearest first, with the whole window in the query', async () => {
  const { asked, read } = upstream(({ type }) => ({
    events: [...many(2), eventOf(String(type), updated, { id: String(type) })],
    next: 'more',
  }))
  const result = await searchEvents(orchestration, read)
  expect(asked).toEqual([
    {
      type: 'orchestration.completed',
      limit: 100,
      order: 'ASC',
      'created_at.gte': '2026-04-20T12:34:05.000Z',
      'created_at.lte': '2026-04-20T12:44:10.000Z',
    },
    expect.objectContaining({ type: 'orchestration.processing', 'created_at.gte': '2026-04-20T12:29:56.397Z' }),
  ])
  expect(result.found.map(({ type }) => type)).toEqual(['orchestration.completed', 'orchestration.processing'])
  expect(result.searched).toBe(4)
  expect(result.searches.map(({ found, whole }) => [found, whole])).toEqual([
    [true, true],
    [true, true],
  ])
})

test('looks backwards too, and finds nothing in what it says it searched', async () => {
  const { asked, read } = upstream((_, index) => ({ events: many(10, index * 10), next: undefined }))
  const result = await searchEvents(orchestration, read)
  expect(asked.map(({ order }) => order)).toEqual(['ASC', 'DESC', 'ASC', 'DESC'])
  expect(asked[1]).toMatchObject({
    'created_at.gte': '2026-04-20T12:24:10.000Z',
    'created_at.lt': '2026-04-20T12:34:05.000Z',
  })
  expect(result).toMatchObject({ found: [], searched: 40 })
  expect(result.searches).toMatchObject([
    { searched: 20, whole: true },
    { searched: 20, whole: true },
  ])
})

test('never more than six reads, and it says that it stopped', async () => {
  const { asked, read } = upstream((_, index) => ({ events: many(100, index * 100), next: `cursor ${index}` }))
  const result = await searchEvents(orchestration, read)
  expect(asked).toHaveLength(6)
  expect(asked[1]).toMatchObject({ page_cursor: 'cursor 0' })
  expect(result.searches.map(({ whole }) => whole)).toEqual([false, false])
  expect(result.searched).toBe(600)
})

test('an event of one of its transfers is kept, and does not end the search', async () => {
  const transfer = eventOf('transfer.crypto_deposit.completed', updated, { id: 't', object: { id: ids.source } })
  const { read } = upstream(() => ({ events: [transfer], next: undefined }))
  const result = await searchEvents(orchestration, read)
  expect(result.found).toEqual([transfer])
  expect(result.searches.map(({ found }) => found)).toEqual([false, false])
})

test('what was found near the start is not looked for near the last update', async () => {
  const { asked, read } = upstream(({ type }) => ({ events: [eventOf(String(type), created)], next: undefined }))
  await searchEvents(orchestrationOf({ status: 'PROCESSING' }), read)
  expect(asked).toHaveLength(1)
})

test('a failed read is the failure of the search', async () => {
  await expect(searchEvents(orchestration, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
