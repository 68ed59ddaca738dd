/** When a batch leaves and what is in it, to the millisecond. */
import { expect, test } from 'vitest'
import { traceOf } from '../../observe/trace.ts'
import { virtualTime } from '../../testing/virtual-time.ts'
import type { Priority } from '../budget/rate-budget.ts'
import type { ApiRequest } from '../calls/attempt.ts'
import { readingOf } from '../calls/response.ts'
import { createBatcher } from './batcher.ts'

function make(batchFraction = 1) {
  const time = virtualTime()
  const calls: { readonly at: number; readonly ids: readonly string[]; readonly priority: Priority }[] = []
  const call = async ({ path, priority }: ApiRequest) => {
    const ids = new URL(path, 'http://paxos').searchParams.getAll('orchestration_id')
    calls.push({ at: time.clock.now(), ids, priority })
    return readingOf(Buffer.from(JSON.stringify({ items: ids.map(id => ({ id })) })), time.clock.date())
  }
  const { clock, sleep } = time
  const apiUrl = new URL('http://paxos/v2')
  const batcher = createBatcher('orchestration', { apiUrl, call, clock, sleep, batchFraction, deadlineMs: 4000 })
  const load = (id: string, priority: Priority = 'poll') =>
    batcher.load({ id, trace: traceOf('r', undefined), priority })
  return { ...time, calls, load }
}

test('reads within 10 ms leave together, once', async () => {
  const { at, pass, calls, load } = make()
  const found: unknown[] = []
  for (const [ms, id] of [
    [0, 'a'],
    [4, 'b'],
    [9, 'c'],
  ] as const) {
    at(ms, () => load(id).then(reading => found.push(reading?.json)))
  }
  await pass(1000)
  expect(calls).toEqual([{ at: 10, ids: ['a', 'b', 'c'], priority: 'poll' }])
  expect(found).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
})

test('a batch holds a hundred; the rest leaves with the next one', async () => {
  const { at, pass, calls, load } = make()
  at(0, () => {
    for (let i = 0; i < 230; i++) load(`id-${i}`)
  })
  await pass(1000)
  expect(calls.map(({ at, ids }) => [at, ids.length])).toEqual([
    [10, 100],
    [210, 100],
    [410, 30],
  ])
})

test('continuous refreshes are five calls a second, fewer for a fraction', async () => {
  for (const [share, perSecond] of [
    [1, 5],
    [0.25, 1.25],
  ] as const) {
    const { at, pass, calls, load } = make(share)
    for (let ms = 0; ms < 20_000; ms += 10) at(ms, () => load(`id-${ms}`))
    await pass(20_000)
    expect(calls.length).toBeLessThanOrEqual(perSecond * 20 + 1)
    expect(calls.flatMap(({ ids }) => ids).length).toBeGreaterThan(1800)
  }
})

test('a single refresh is read alone, unless it opens a page', async () => {
  const { at, pass, calls, load } = make()
  const found: unknown[] = []
  at(0, () => load('a').then(reading => found.push(reading)))
  at(500, () => load('b', 'open').then(reading => found.push(reading?.json)))
  await pass(1000)
  expect(found).toEqual([undefined, { id: 'b' }])
  expect(calls.map(({ ids }) => ids)).toEqual([['b']])
})

test('a batch is as urgent as its most urgent read', async () => {
  const { at, pass, calls, load } = make()
  at(0, () => [load('a'), load('b', 'follow'), load('c')])
  at(500, () => [load('a'), load('b', 'follow'), load('c', 'open')])
  await pass(1000)
  expect(calls.map(({ priority }) => priority)).toEqual(['follow', 'open'])
})
