/** One rate budget for all replicas, and what is left of it when Redis is not there. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRateBudget, type Priority, type RateBudget } from '../paxos/rate-budget.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/redis.ts'
import { patientStore } from '../testing/replicas.ts'
import { createSharedBudget } from './budget.ts'
import type { SharedStore } from './connection.ts'

const replicas = 4

let redis: TestRedis
let clock: FakeClock
let stores: readonly SharedStore[]
let budgets: readonly RateBudget[]
/** What each replica would fall back on, watched. */
let own: readonly RateBudget[]

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  stores = await Promise.all(Array.from({ length: replicas }, () => patientStore(redis, clock)))
  own = stores.map(() => createRateBudget({ clock, share: 1 / replicas }))
  for (const budget of own) vi.spyOn(budget, 'take')
  budgets = stores.map((store, i) =>
    createSharedBudget({ store, key: 'budget', clock, share: 1, replicas }, own[i] as RateBudget),
  )
})
afterEach(async () => {
  for (const store of stores) store.close()
  await redis.close()
})

const take = (priority: Priority = 'open', share = 1) =>
  Promise.all(budgets.map(budget => budget.take('orchestration', { priority, share })))
/** How many get through of a number of rounds, in each of which every replica asks once. */
async function passed(rounds: number, priority: Priority = 'open', share = 1) {
  let count = 0
  for (let i = 0; i < rounds; i++) count += (await take(priority, share)).filter(waitMs => waitMs === 0).length
  return count
}

test('four replicas have one budget: 300 in 10 s, and the wait is until the oldest goes', async () => {
  expect(await passed(50)).toBe(200)
  clock.advance(4000)
  expect(await passed(50)).toBe(100)
  expect(await take()).toEqual([6000, 6000, 6000, 6000])
  clock.advance(5999)
  expect(await passed(1)).toBe(0)
  clock.advance(1)
  expect(await passed(100)).toBe(200)
})

test('what lies in Redis is one window, and ends with it', async () => {
  for (let windows = 0; windows < 3; windows++) {
    expect(await passed(100)).toBe(300)
    clock.advance(10_000)
  }
  expect(await redis.ask('LLEN', 'budget:orchestration')).toBe(300)
  const leftMs = Number(await redis.ask('PTTL', 'budget:orchestration'))
  expect(leftMs).toBeGreaterThan(0)
  expect(leftMs).toBeLessThanOrEqual(10_000)
})

test('lanes are counted apart, and tokens by their own window', async () => {
  await passed(75)
  const [first] = budgets
  expect(await first?.take('transfer', { priority: 'open', share: 1 })).toBe(0)
  const tokens = async () =>
    (await Promise.all(budgets.map(one => one.take('token', { priority: 'open', share: 1 })))).map(Boolean)
  expect(await tokens()).toEqual([false, false, false, false])
  expect(await tokens()).toEqual([false, false, true, true])
  clock.advance(60_000)
  expect(await tokens()).toEqual([false, false, false, false])
})

test('priorities hold on the shared count: polls stop at 80 %, what follows at 95 %, page opens at all', async () => {
  expect(await passed(100, 'poll')).toBe(240)
  expect(await passed(100, 'follow')).toBe(45)
  expect(await passed(100, 'open')).toBe(15)
})

test('after a stop all replicas together have a quarter', async () => {
  expect(await passed(100, 'open', 0.25)).toBe(75)
})

test('fault 60: an exhausted budget is an answer: the insurance is not asked', async () => {
  expect(await passed(100)).toBe(300)
  for (const budget of own) expect(budget.take).not.toHaveBeenCalled()
})

test('with Redis gone each replica has a quarter by itself, and with Redis back they share again', async () => {
  // With the fallback that they have by themselves.
  budgets = stores.map(store => createSharedBudget({ store, key: 'budget', clock, share: 1, replicas }))
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  expect(await passed(100)).toBe(4 * 75)
  await redis.start()
  await eventually(() => stores.every(store => store.isUp())).toBe(true)
  expect(await passed(100)).toBe(300)
})

test('a Redis whose clock was set back does not stop anyone for longer than a window', async () => {
  await passed(75)
  clock.advance(-300_000)
  expect(await passed(100)).toBe(300)
  expect(await take()).toEqual([10_000, 10_000, 10_000, 10_000])
})

test('fault 27: 400 reads a second offered to four replicas never exceed 15,000 in any 300 s, 9,000 in fact', async () => {
  const sent: number[] = []
  const endsAt = clock.now() + 400_000
  // A tenth of a second at a time: each replica asks for ten, until it is refused.
  for (; clock.now() < endsAt; clock.advance(100)) {
    for (let offered = 0; offered < 10; offered++) {
      const passed = (await take()).filter(waitMs => waitMs === 0)
      for (const _ of passed) sent.push(clock.now())
      if (passed.length === 0) break
    }
  }
  let busiest = 0
  let first = 0
  for (const [n, at] of sent.entries()) {
    while ((sent[first] ?? 0) <= at - 300_000) first += 1
    busiest = Math.max(busiest, n - first + 1)
  }
  expect(busiest).toBe(9000)
})
