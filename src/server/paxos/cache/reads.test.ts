/** The table of freshness, to the millisecond, and what becomes of an answer that is past it. */
import { expect, test } from 'vitest'
import type { EndpointName } from '#paxos/api.ts'
import { Fault } from '../../fault.ts'
import { cachedReads, settled, sharedCacheOf } from '../../testing/desk/cached-reads.ts'
import type { SharedCache, SharedEntry } from './shared-cache.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

const gone = () => new Fault('upstream_timeout', 'late')

const table: readonly [EndpointName, string | undefined, number, number, number][] = [
  ['orchestration', 'COMPLETED', 10 * minute, 24 * hour, 24 * hour],
  ['orchestration', 'FAILED', 10 * minute, 24 * hour, 24 * hour],
  ['orchestration', 'REJECTED', 10 * minute, 24 * hour, 24 * hour],
  ['orchestration', 'PROCESSING', 2 * second, 10 * second, 15 * minute],
  ['orchestration', 'PENDING', 2 * second, 10 * second, 15 * minute],
  ['orchestration', 'HELD', 2 * second, 10 * second, 15 * minute],
  ['orchestration', undefined, 2 * second, 10 * second, 15 * minute],
  ['transfer', 'COMPLETED', 10 * minute, 24 * hour, 24 * hour],
  ['transfer', 'FAILED', 10 * minute, 24 * hour, 24 * hour],
  ['transfer', 'PENDING', 5 * second, 10 * second, 15 * minute],
  ['transfer', 'REJECTED', 5 * second, 10 * second, 15 * minute],
  ['orchestrations', 'COMPLETED', 3 * second, 10 * second, 15 * minute],
  ['transfers', undefined, 3 * second, 10 * second, 15 * minute],
  ['events', undefined, 3 * second, 10 * second, 15 * minute],
  ['event', undefined, 3 * second, 10 * second, 15 * minute],
  ['rules', undefined, minute, 10 * minute, 24 * hour],
]

test.each(table)('%s %s: fresh %i ms, then stale while renewed for %i ms, on error for %i ms', async (...row) => {
  const [endpoint, status, freshMs, renewMs, onErrorMs] = row
  const { clock, asked, answer, read } = cachedReads()
  const at = async (ms: number) => {
    // Each from the beginning: a renewal would start the time anew.
    const one = cachedReads()
    one.answer(() => ({ status }))
    await one.read({}, endpoint)
    one.answer(gone)
    one.clock.advance(ms)
    const served = await one.read({}, endpoint).catch((error: unknown) => error)
    await settled()
    return { served, calls: one.asked.length }
  }
  answer(() => ({ status }))
  expect(await read({}, endpoint)).toMatchObject({ how: 'call', ageMs: 0, ttlMs: freshMs, stale: undefined })
  clock.advance(freshMs)
  expect(await read({}, endpoint)).toMatchObject({ how: 'hit', ageMs: freshMs, ttlMs: 0, stale: undefined })
  expect(asked).toHaveLength(1)

  const renewed = { how: 'stale', stale: { reason: 'revalidating' } }
  expect(await at(freshMs + 1)).toMatchObject({ served: renewed, calls: 2 })
  expect(await at(freshMs + renewMs)).toMatchObject({ served: renewed, calls: 2 })
  const onError = { how: 'stale', ageMs: freshMs + onErrorMs, stale: { reason: 'upstream_timeout' } }
  if (onErrorMs > renewMs) expect(await at(freshMs + onErrorMs)).toMatchObject({ served: onError, calls: 2 })
  expect(await at(freshMs + Math.max(renewMs, onErrorMs) + 1)).toMatchObject({
    served: { code: 'upstream_timeout' },
    calls: 2,
  })
})

test('a renewal happens once, gives way to page opens, and serves the next reader', async () => {
  const { clock, asked, answer, read } = cachedReads()
  answer(() => ({ status: 'PROCESSING', n: 1 }))
  await read()
  clock.advance(3 * second)
  answer(() => ({ status: 'PROCESSING', n: 2 }))
  const old = await Promise.all([read(), read(), read()])
  expect(old.map(({ body }) => body.toString())).toEqual(old.map(() => '{"status":"PROCESSING","n":1}'))
  await settled()
  expect(asked.map(({ priority }) => priority)).toEqual(['open', 'follow'])
  expect(await read()).toMatchObject({ how: 'hit', ageMs: 0 })
})

test('a poll waits for new data and falls back to stale data', async () => {
  const { clock, asked, answer, read } = cachedReads()
  answer(() => ({ status: 'PROCESSING' }))
  await read()
  clock.advance(3 * second)
  expect(await read({ purpose: 'poll' })).toMatchObject({ how: 'call', ageMs: 0 })
  expect(asked.map(({ priority }) => priority)).toEqual(['open', 'poll'])
  clock.advance(3 * second)
  answer(gone)
  expect(await read({ purpose: 'poll' })).toMatchObject({ how: 'stale', ageMs: 3000 })
})

test('a poll without cached data gives way to page opens only', async () => {
  const { asked, read } = cachedReads()
  await read({ purpose: 'poll' })
  expect(asked.map(({ priority }) => priority)).toEqual(['follow'])
})

test.each([
  'upstream_penalty',
  'budget_exhausted',
  'upstream_timeout',
  'upstream_unavailable',
  'upstream_bad_response',
  'overloaded',
] as const)('%s: stale data is returned with the reason and the wait', async code => {
  const { clock, answer, read } = cachedReads({ stopped: () => code === 'upstream_penalty' })
  answer(() => ({ status: 'PROCESSING' }))
  await read()
  clock.advance(minute)
  answer(() => new Fault(code, 'x', { retryAfter: 7 }))
  const stale = { reason: code, retryAfter: 7 }
  expect(await read()).toMatchObject({ how: 'stale', ageMs: minute, ttlMs: -58_000, stale })
  expect(await read({ fresh: true })).toMatchObject({ how: 'stale', stale })
})

test.each(['upstream_credentials', 'upstream_forbidden', 'bad_request', 'not_found', 'internal'] as const)(
  '%s is returned even with cached data',
  async code => {
    const { clock, answer, read } = cachedReads()
    answer(() => ({ status: 'PROCESSING' }))
    await read()
    clock.advance(minute)
    answer(() => new Fault(code, 'x'))
    await expect(read()).rejects.toMatchObject({ code })
  },
)

test('during a stop, stale data gives the stop as its reason', async () => {
  const { clock, answer, read } = cachedReads({ stopped: () => true })
  answer(() => ({ status: 'PROCESSING' }))
  await read()
  clock.advance(3 * second)
  answer(() => new Fault('upstream_penalty', 'x', { retryAfter: 300 }))
  expect((await read()).stale).toMatchObject({ reason: 'upstream_penalty', retryAfter: 300 })
})

test('"not found" is remembered for 5 s and not a moment longer, and never served stale', async () => {
  const { clock, asked, answer, read } = cachedReads()
  answer(() => new Fault('not_found', 'nothing', { upstream: { status: 404, detail: 'no such' } }))
  await expect(read()).rejects.toMatchObject({ code: 'not_found' })
  clock.advance(5 * second)
  await expect(read()).rejects.toMatchObject({ code: 'not_found', upstream: { detail: 'no such' } })
  expect(asked).toHaveLength(1)
  await expect(read({ fresh: true })).rejects.toMatchObject({ code: 'not_found' })
  expect(asked).toHaveLength(2)
  clock.advance(5 * second + 1)
  answer(gone)
  await expect(read()).rejects.toMatchObject({ code: 'upstream_timeout' })
})

test('fresh=1 skips fresh data but joins a read in flight', async () => {
  const { asked, answer, read } = cachedReads()
  answer(() => ({ status: 'COMPLETED' }))
  await read()
  const served = await Promise.all([read({ fresh: true }), read({ fresh: true }), read({ fresh: true })])
  expect(served.map(({ how }) => how)).toEqual(['call', 'shared', 'shared'])
  expect(served.map(({ forwarded }) => forwarded)).toEqual(['request', 'request', 'request'])
  expect(asked.map(({ priority }) => priority)).toEqual(['open', 'open'])
})

test('a page that joined a poll that gave way is read again', async () => {
  const { asked, answer, read } = cachedReads()
  let n = 0
  answer(() => (++n === 1 ? new Fault('budget_exhausted', 'x', { retryAfter: 5 }) : { status: 'PROCESSING' }))
  const [poll, open] = await Promise.allSettled([read({ purpose: 'poll' }), read()])
  expect(poll).toMatchObject({ status: 'rejected' })
  expect(open).toMatchObject({ status: 'fulfilled', value: { how: 'call' } })
  expect(asked).toHaveLength(2)
})

const stamped = (updated_at: string, n: number) => ({ status: 'PROCESSING', updated_at, n })

test.each([
  ['a second earlier', '2026-04-20T12:34:09Z'],
  ['a nanosecond earlier', '2026-04-20T12:34:10.123456788Z'],
  ['earlier by another offset', '2026-04-20T14:34:10.1+02:00'],
])('fault 44: a record updated %s never replaces a newer one', async (_name, earlier) => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped('2026-04-20T12:34:10.123456789Z', 1))
  await read()
  answer(() => stamped(earlier, 2))
  clock.advance(3 * second)
  const served = await read({ purpose: 'poll' })
  expect(JSON.parse(served.body.toString()).n).toBe(1)
  expect(served).toMatchObject({ how: 'stale', ageMs: 3000, stale: { reason: 'older_answer' } })
  expect(JSON.parse((await read({ fresh: true })).body.toString()).n).toBe(1)
})

test.each([
  ['the same', '2026-04-20T12:34:10.123456789Z'],
  ['a nanosecond later', '2026-04-20T12:34:10.123456790Z'],
  ['none', ''],
  ['one that cannot be read', 'yesterday'],
])('a record with %s as its time of update does', async (_name, time) => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped('2026-04-20T12:34:10.123456789Z', 1))
  await read()
  answer(() => stamped(time, 2))
  clock.advance(3 * second)
  expect(JSON.parse((await read({ purpose: 'poll' })).body.toString()).n).toBe(2)
})

test.each([
  ['in the year 9999', '9999-12-31T23:59:59Z'],
  ['two minutes after it was read', '2026-07-01T12:02:00Z'],
  ['a millisecond too far ahead', '2026-07-01T12:01:00.001Z'],
])('a record updated %s hides no later update', async (_name, absurd) => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped(absurd, 1))
  await read()
  for (const [n, time] of [
    [2, '2026-07-01T12:00:02Z'],
    [3, '2026-07-01T12:00:02Z'],
    [4, absurd],
    [5, ''],
  ] as const) {
    answer(() => stamped(time, n))
    clock.advance(3 * second)
    expect(JSON.parse((await read({ purpose: 'poll' })).body.toString()).n).toBe(n)
  }
})

test('a record without a time of update, which Go writes as the year 1, replaces one that has it', async () => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped('2026-04-20T12:34:10Z', 1))
  await read()
  answer(() => stamped('0001-01-01T00:00:00Z', 2))
  clock.advance(3 * second)
  expect(JSON.parse((await read({ purpose: 'poll' })).body.toString()).n).toBe(2)
})

test('a record updated within a minute after it was read is ordered: clocks differ a little', async () => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped('2026-07-01T12:01:00Z', 1))
  await read()
  answer(() => stamped('2026-07-01T12:00:59Z', 2))
  clock.advance(3 * second)
  expect(JSON.parse((await read({ purpose: 'poll' })).body.toString()).n).toBe(1)
})

test('an older record wins in the end if Paxos keeps returning it', async () => {
  const { clock, answer, read } = cachedReads()
  answer(() => stamped('2026-04-20T12:34:10Z', 1))
  await read()
  answer(() => stamped('2026-04-20T12:34:09Z', 2))
  clock.advance(15 * minute + 3 * second)
  expect(JSON.parse((await read()).body.toString()).n).toBe(2)
})

test('environments, endpoints and queries have separate entries', async () => {
  const { asked, answer, read } = cachedReads()
  answer(() => ({ status: 'COMPLETED' }))
  await read({}, 'orchestration', 'a')
  await read({}, 'orchestration', 'b')
  await read({}, 'transfer', 'a')
  expect(asked).toHaveLength(3)
})

test('a replica uses what another one has read', async () => {
  const entries = new Map<string, SharedEntry>()
  const [a, b] = [cachedReads({ shared: sharedCacheOf(entries) }), cachedReads({ shared: sharedCacheOf(entries) })]
  a.answer(() => ({ status: 'PROCESSING', by: 'a' }))
  await a.read()
  b.clock.advance(second)
  expect(await b.read()).toMatchObject({ how: 'hit', ageMs: 1000 })
  expect(b.asked).toHaveLength(0)
  // Too old for both, but better than nothing.
  b.clock.advance(minute)
  b.answer(gone)
  expect(await b.read()).toMatchObject({ how: 'stale', ageMs: 61_000 })
})

test.each<[string, SharedCache['get']]>([
  ['fails', () => Promise.reject(new Error('down'))],
  ['never answers', () => new Promise(() => undefined)],
  ['holds nonsense', async () => ({ body: Buffer.from('{"cut":'), readAt: new Date() })],
])('a shared cache that %s is a miss', async (_name, get) => {
  const { asked, answer, read } = cachedReads({
    shared: {
      get,
      set: () => Promise.reject(new Error('down')),
      refuse: async () => undefined,
      onRefused: () => undefined,
    },
  })
  answer(() => ({ status: 'PROCESSING' }))
  expect(await read()).toMatchObject({ how: 'call' })
  expect(asked).toHaveLength(1)
})
