/** A 429 to one replica is a 429 to all, for as long as it lasts, whatever starts anew meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Permit } from '../paxos/budget/penalty.ts'
import { patientStore } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import type { SharedStore } from './connection.ts'
import { createSharedPenalty, type SharedPenalty } from './penalty.ts'

let redis: TestRedis
let clock: FakeClock
let stores: SharedStore[]

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  stores = []
})
afterEach(async () => {
  for (const store of stores) store.close()
  await redis.close()
})

/** `own` is the replica's clock; that of Redis is always the one of the tests. */
async function start(own: FakeClock = clock): Promise<SharedPenalty> {
  const store = await patientStore(redis, clock)
  stores.push(store)
  // Jitter at its least: 5 s.
  const options = { environment: 'sandbox', minimumMs: 300_000, clock: own, random: () => 0 }
  return createSharedPenalty(options, store, 'penalty')
}
const startThree = () => Promise.all([start(), start(), start()])

/** What an attempt does: 'sent' with its permit, or the seconds to wait. */
async function attempt(penalty: SharedPenalty): Promise<Permit | number> {
  try {
    await penalty.check()
    return await penalty.enter()
  } catch (error) {
    return (error as { retryAfter: number }).retryAfter
  }
}
async function sent(penalty: SharedPenalty): Promise<Permit> {
  const permit = await attempt(penalty)
  if (typeof permit === 'number') throw new Error(`refused for ${permit} s`)
  return permit
}
const outcomes = async (penalties: readonly SharedPenalty[]) =>
  (await Promise.all(penalties.map(attempt))).map(outcome => (typeof outcome === 'number' ? outcome : 'sent'))
/** A 429 of which Redis knows. */
async function throttle(penalty: SharedPenalty, retryAfterMs?: number) {
  const permit = await sent(penalty)
  permit.throttled(retryAfterMs)
  await penalty.refresh()
}

test('fault 16: a 429 to one replica stops them all at once, for as long', async () => {
  const [a, b, c] = await startThree()
  expect(await outcomes([a, b, c])).toEqual(['sent', 'sent', 'sent'])
  await throttle(a)
  expect(await outcomes([b, c, a])).toEqual([305, 305, 305])
  clock.advance(304_000)
  expect(await outcomes([a, b, c])).toEqual([1, 1, 1])
})

test('the stop lies in Redis for a day: longer than any, and not for ever', async () => {
  const [a] = await startThree()
  await throttle(a)
  const leftMs = Number(await redis.ask('PTTL', 'penalty'))
  expect(leftMs).toBeGreaterThan(23 * 3_600_000)
  expect(leftMs).toBeLessThanOrEqual(24 * 3_600_000)
})

test('fault 17: what Retry-After asks of one, all do', async () => {
  const [a, b] = await startThree()
  await throttle(a, 900_000)
  expect(await outcomes([b])).toEqual([905])
})

test('an idle replica learns of a stop as well, and says so', async () => {
  const [a, b] = await startThree()
  await throttle(a)
  await b.refresh()
  expect(b.remainingMs()).toBe(305_000)
})

test('fault 19: of all replicas one sends the probe, then all have a quarter, then all of it', async () => {
  const [a, b, c] = await startThree()
  await throttle(a)
  await outcomes([b, c])
  clock.advance(305_000)
  const permits = await Promise.all([a, b, c, a, b, c].map(attempt))
  const probes = permits.filter(permit => typeof permit !== 'number')
  expect(probes).toHaveLength(1)
  expect(permits.filter(permit => permit === 2)).toHaveLength(5)
  probes[0]?.answered()
  await a.refresh()
  expect(await outcomes([a, b, c])).toEqual(['sent', 'sent', 'sent'])
  expect([a, b, c].map(penalty => penalty.budgetFraction())).toEqual([0.25, 0.25, 0.25])
  clock.advance(60_000)
  expect(await outcomes([a, b, c])).toEqual(['sent', 'sent', 'sent'])
  expect([a, b, c].map(penalty => penalty.budgetFraction())).toEqual([1, 1, 1])
})

test('fault 20: a failed probe of one replica doubles the wait of all', async () => {
  const [a, b, c] = await startThree()
  await throttle(a)
  clock.advance(305_000)
  await throttle(b)
  expect(await outcomes([a, b, c])).toEqual([605, 605, 605])
  clock.advance(605_000)
  await throttle(c)
  expect(await outcomes([a, b, c])).toEqual([1205, 1205, 1205])
})

test('429s to several replicas at the same moment are one stop, not many doublings', async () => {
  const [a, b, c] = await startThree()
  const permits = await Promise.all([sent(a), sent(b), sent(c)])
  for (const permit of permits) permit.throttled(undefined)
  await Promise.all([a.refresh(), b.refresh(), c.refresh()])
  expect(await outcomes([a, b, c])).toEqual([305, 305, 305])
  clock.advance(305_000)
  await throttle(a)
  expect(await outcomes([b])).toEqual([605])
})

test('a restart forgets nothing: neither the stop nor how many there were', async () => {
  const [a] = await startThree()
  await throttle(a)
  clock.advance(305_000)
  await throttle(a)
  clock.advance(300_000)
  const restarted = await start()
  expect(await outcomes([restarted])).toEqual([305])
  clock.advance(305_000)
  await throttle(restarted)
  expect(await outcomes([a])).toEqual([1205])
})

test('a probe that was killed with its replica is that of another one after 15 s', async () => {
  const [a, b] = await startThree()
  await throttle(a)
  clock.advance(305_000)
  await sent(a)
  expect(await outcomes([b])).toEqual([2])
  clock.advance(15_000)
  const permit = await sent(b)
  permit.answered()
  await b.refresh()
  expect(await outcomes([a, b])).toEqual(['sent', 'sent'])
})

test('a probe without an answer decides nothing: the next request, of any replica, is the probe', async () => {
  const [a, b, c] = await startThree()
  await throttle(a)
  clock.advance(305_000)
  const probe = await sent(a)
  probe.unanswered()
  await a.refresh()
  const permits = await Promise.all([b, c].map(attempt))
  expect(permits.filter(permit => typeof permit === 'number')).toEqual([2])
})

test('a stop outlives a Redis that comes back empty: who knows of it tells it again', async () => {
  const [a, b] = await startThree()
  await throttle(a)
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  expect(await outcomes([a])).toEqual([305])
  await redis.start()
  await eventually(() => stores.every(store => store.isUp())).toBe(true)
  await a.refresh()
  const fresh = await start()
  expect(await outcomes([a, b, fresh])).toEqual([305, 305, 305])
})

test('without Redis each replica uses its own 429s, and shares them once Redis is back', async () => {
  const [a, b] = await startThree()
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  await throttle(a)
  expect(await outcomes([a, b])).toEqual([305, 'sent'])
  await redis.start()
  await eventually(() => stores.every(store => store.isUp())).toBe(true)
  await a.refresh()
  expect(await outcomes([a, b])).toEqual([305, 305])
})

test.each([
  [900_000, undefined],
  [undefined, 900_000],
])('of two stops the longer one goes on, whichever Redis knew first: %s, then %s', async (earlier, later) => {
  const [a, b] = await startThree()
  const [first, second] = await Promise.all([sent(a), sent(b)])
  first.throttled(earlier)
  await a.refresh()
  second.throttled(later)
  await b.refresh()
  expect(await outcomes([b])).toEqual([905])
  await a.refresh()
  expect(await outcomes([a])).toEqual([905])
})

test('a stop goes on, whatever else Redis was told meanwhile and for how long that is to last', async () => {
  const [a] = await startThree()
  const permit = await sent(a)
  const ramp = { phase: 'ramp', until: clock.now() + 400_000, strikes: 1, stop: 'x', probe: 'y' }
  await redis.ask('SET', 'penalty', JSON.stringify(ramp))
  permit.throttled(undefined)
  await a.refresh()
  expect(await outcomes([a])).toEqual([305])
})

test('a stop that is over does not come back by a replica that slept through its end', async () => {
  const [a, b] = await startThree()
  await throttle(a)
  await b.refresh()
  clock.advance(305_000)
  const probe = await sent(a)
  probe.answered()
  await a.refresh()
  expect(await outcomes([b, a])).toEqual(['sent', 'sent'])
  expect([a.budgetFraction(), b.budgetFraction()]).toEqual([0.25, 0.25])
})

test('fault 63: replicas whose clocks began at other times agree on the end of a stop', async () => {
  const early = fakeClock()
  const late = fakeClock()
  late.advance(86_400_000)
  early.advance(-900_000)
  const [a, b, c] = [await start(early), await start(late), await start()]
  await throttle(a)
  expect(await outcomes([a, b, c])).toEqual([305, 305, 305])
  for (const one of [clock, early, late]) one.advance(304_000)
  expect(await outcomes([b, c])).toEqual([1, 1])
})

test('while requests are stopped, reads do not query Redis', async () => {
  const [a] = await startThree()
  await throttle(a)
  const asked = stores.map(store => vi.spyOn(store, 'run'))
  expect(await outcomes([a, a])).toEqual([305, 305])
  for (const run of asked) expect(run).not.toHaveBeenCalled()
})

test('an invalid state in Redis is overwritten', async () => {
  const [a, b] = await startThree()
  await redis.ask('SET', 'penalty', '{"phase":"closed"}')
  expect(await outcomes([a])).toEqual(['sent'])
  await throttle(a)
  expect(await outcomes([b])).toEqual([305])
})

test('a stop longer than possible is cut', async () => {
  const [a] = await startThree()
  const until = clock.now() + 365 * 24 * 3_600_000
  await redis.ask('SET', 'penalty', JSON.stringify({ phase: 'stopped', until, strikes: 1, stop: 'x', probe: '' }))
  expect(await outcomes([a])).toEqual([3900])
})
