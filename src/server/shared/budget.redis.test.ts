/** One rate budget for all replicas, and what is left of it when Redis is not there. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Lane, Priority, RateBudget } from '../paxos/budget/rate-budget.ts'
import { patientStore } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { busiest } from '../testing/upstream/virtual-paxos.ts'
import { createSharedBudget } from './budget.ts'
import type { SharedStore } from './connection.ts'

const replicas = 4
/** 10 s, half a second on the safe side. */
const windowMs = 10_500

let redis: TestRedis
let clock: FakeClock
let stores: readonly SharedStore[]
let budgets: readonly RateBudget[]

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  stores = await Promise.all(Array.from({ length: replicas }, () => patientStore(redis, clock)))
  budgets = stores.map(store => createSharedBudget({ store, key: 'budget', clock, fraction: 1, replicas }))
})
afterEach(async () => {
  for (const store of stores) store.close()
  await redis.close()
})

const take = (priority: Priority = 'open', fraction = 1) =>
  Promise.all(budgets.map(budget => budget.take('orchestration', { priority, fraction })))
/** How many requests of one replica get through, which sends as long as it may. */
async function passedBy(budget: RateBudget | undefined, lane: Lane = 'orchestration') {
  let count = 0
  while ((await budget?.take(lane, { priority: 'open', fraction: 1 })) === 0) count += 1
  return count
}
/** A pool that nobody knows of yet is closed for a window. */
async function openPool() {
  for (const lane of ['orchestration', 'token'] as const) {
    await budgets[0]?.take(lane, { priority: 'open', fraction: 1 })
  }
  clock.advance(60_000)
}
/** How many get through of a number of rounds, in each of which every replica asks once. */
async function passed(rounds: number, priority: Priority = 'open', fraction = 1) {
  let count = 0
  for (let i = 0; i < rounds; i++) count += (await take(priority, fraction)).filter(waitMs => waitMs === 0).length
  return count
}

test('four replicas have one budget: 300 in 10 s, and the wait is until the oldest goes', async () => {
  expect(await passed(50)).toBe(200)
  clock.advance(4000)
  expect(await passed(50)).toBe(100)
  expect(await take()).toEqual(Array.from({ length: 4 }, () => windowMs - 4000))
  clock.advance(windowMs - 4001)
  expect(await passed(1)).toBe(0)
  clock.advance(1)
  expect(await passed(100)).toBe(200)
})

test('what lies in Redis is one window, and ends with it', async () => {
  for (let windows = 0; windows < 3; windows++) {
    expect(await passed(100)).toBe(300)
    clock.advance(windowMs)
  }
  expect(await redis.ask('LLEN', 'budget:orchestration')).toBe(300)
  expect(await redis.ask('LLEN', 'budget:orchestration:pool')).toBe(150)
  const leftMs = async (key: string) => Number(await redis.ask('PTTL', key))
  expect(await leftMs('budget:orchestration')).toBeGreaterThan(0)
  expect(await leftMs('budget:orchestration')).toBeLessThanOrEqual(windowMs)
  expect(await leftMs('budget:orchestration:pool')).toBeLessThanOrEqual(24 * 3_600_000)
})

test('lanes are counted apart, and tokens by their own window', async () => {
  await passed(75)
  const [first] = budgets
  expect(await first?.take('transfer', { priority: 'open', fraction: 1 })).toBe(0)
  const tokens = async () =>
    (await Promise.all(budgets.map(one => one.take('token', { priority: 'open', fraction: 1 })))).map(Boolean)
  expect(await tokens()).toEqual([false, false, false, false])
  expect(await tokens()).toEqual([false, false, true, true])
  clock.advance(60_000)
  expect(await tokens()).toEqual([false, false, false, false])
})

test('priorities apply to the shared count: polls stop at 80 %, follow-ups at 95 %, page opens at 100 %', async () => {
  await openPool()
  expect(await passed(100, 'poll')).toBe(240)
  expect(await passed(100, 'follow')).toBe(45)
  expect(await passed(100, 'open')).toBe(15)
})

test('after a stop all replicas together have a quarter', async () => {
  await openPool()
  expect(await passed(100, 'open', 0.25)).toBe(75)
})

test('one busy replica of four has its own 75 and the 150 of the pool, and the others the rest', async () => {
  await openPool()
  const [busy, ...others] = budgets
  expect(await passedBy(busy)).toBe(225)
  budgets = others
  expect(await passed(100)).toBe(75)
  clock.advance(windowMs)
  expect(await passedBy(busy)).toBe(225)
})

test('a pool without data lends nothing for one window', async () => {
  expect(await passedBy(budgets[0])).toBe(75)
  clock.advance(windowMs - 1)
  expect(await passedBy(budgets[0])).toBe(0)
  clock.advance(1)
  expect(await passedBy(budgets[0])).toBe(225)
  await redis.ask('FLUSHALL')
  clock.advance(windowMs)
  expect(await passedBy(budgets[0])).toBe(75)
})

test('fault 60: an exhausted budget is an answer, and no replica uses its own part instead', async () => {
  await openPool()
  expect(await passedBy(budgets[0])).toBe(225)
  expect(await passedBy(budgets[1])).toBe(75)
  // Three have room of their own, and all together have none.
  expect(await passed(10)).toBe(0)
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  // What was refused was given back.
  expect(await passed(100)).toBe(150)
})

test('with Redis gone each replica has a quarter by itself, and with Redis back they share again', async () => {
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  expect(await passed(100)).toBe(4 * 75)
  await redis.start()
  await eventually(() => stores.every(store => store.isUp())).toBe(true)
  // What left meanwhile is in the replicas' own windows.
  expect(await passed(100)).toBe(0)
  clock.advance(windowMs)
  expect(await passed(100)).toBe(300)
})

test('a Redis whose clock was set back does not stop anyone for longer than a window', async () => {
  const redisClock = fakeClock()
  const store = await patientStore(redis, redisClock)
  budgets = [createSharedBudget({ store, key: 'budget', clock, fraction: 1, replicas: 2 })]
  expect(await passed(400)).toBe(150)
  redisClock.advance(-300_000)
  clock.advance(windowMs)
  expect(await passed(400)).toBe(150)
  expect(await take()).toEqual([windowMs])
  store.close()
})

test('fault 27: 400 reads a second offered to four replicas never exceed 15,000 in any 300 s, 8,700 in fact', async () => {
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
  expect(busiest(sent)).toBe(8700)
  expect(busiest(sent, 10_000)).toBe(300)
})
