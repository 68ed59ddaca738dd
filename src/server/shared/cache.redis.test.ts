/** What one replica read, another one finds: the same bytes, with their age, and never an older record for a newer. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readInstant } from '#domain/text/instant.ts'
import { Secret } from '../config/secret.ts'
import { patientStore } from '../testing/desk/replicas.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { createSharedCache, maxSharedBytes } from './cache.ts'
import { type SharedStore, SharedUnavailable } from './connection.ts'
import { createSeal } from './seal.ts'

let redis: TestRedis
let clocks: readonly FakeClock[]
let stores: readonly SharedStore[]
let here: ReturnType<typeof cacheOf>
let there: ReturnType<typeof cacheOf>

function cacheOf(store: SharedStore, clock: FakeClock, secret = 'secret') {
  const seal = createSeal(new Secret(secret), 'sandbox')
  return createSharedCache({ store, prefix: 'cache', seal, clock })
}

beforeEach(async () => {
  redis = await startRedis()
  clocks = [fakeClock(), fakeClock()]
  stores = await Promise.all([patientStore(redis), patientStore(redis)])
  ;[here, there] = stores.map((store, i) => cacheOf(store, clocks[i] as FakeClock)) as [typeof here, typeof there]
})
afterEach(async () => {
  for (const store of stores) store.close()
  await redis.close()
})

const hour = 3_600_000
const groups = ['a scope', 'everything']
const key = '["orchestration","id-1",[]]'

function entry(body: string, updatedAt: string | undefined, ageMs = 0) {
  const readAt = new Date((clocks[0]?.date().getTime() ?? 0) - ageMs)
  return { body: Buffer.from(body), readAt, updatedAt: readInstant(updatedAt) }
}
const found = async () => (await there.get(key, []))?.body.toString()

test('the bytes arrive as they were read, whatever they are', async () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256))
  await here.set(key, { body: bytes, readAt: new Date(), updatedAt: undefined }, hour)
  expect((await there.get(key, []))?.body.equals(bytes)).toBe(true)
  expect(await there.get('another', [])).toBeUndefined()
})

test('fault 63: the age is true, however far apart the wall clocks of two replicas are', async () => {
  clocks[1]?.jump(300_000)
  await here.set(key, entry('{}', undefined, 4000), hour)
  const got = await there.get(key, [])
  const ageMs = (clocks[1]?.date().getTime() ?? 0) - (got?.readAt.getTime() ?? 0)
  expect(ageMs).toBeGreaterThanOrEqual(4000)
  expect(ageMs).toBeLessThan(10_000)
})

test.each([
  ['an earlier second', '2026-04-20T12:30:00Z', '2026-04-20T12:30:01Z'],
  ['an earlier nanosecond', '2026-04-20T12:30:01.000000001Z', '2026-04-20T12:30:01.000000002Z'],
  ['another offset', '2026-04-20T14:30:00+02:00', '2026-04-20T12:30:01Z'],
])(
  'fault 44: a record of %s never replaces the newer one, in whatever order they come',
  async (_name, older, newer) => {
    await here.set(key, entry('newer', newer), hour)
    await there.set(key, entry('older', older), hour)
    expect(await found()).toBe('newer')
    await here.set(`${key}2`, entry('older', older), hour)
    await there.set(`${key}2`, entry('newer', newer), hour)
    expect((await here.get(`${key}2`, []))?.body.toString()).toBe('newer')
  },
)

test('fault 44: of many replicas that write at once, the newest record stays', async () => {
  const times = Array.from({ length: 60 }, (_, i) => (i * 37) % 60)
  await Promise.all(
    times.map((second, i) =>
      (i % 2 ? here : there).set(key, entry(`${second}`, `2026-04-20T12:30:${String(second).padStart(2, '0')}Z`), hour),
    ),
  )
  expect(await found()).toBe('59')
})

test('of two equal versions the one that was read later stays', async () => {
  await here.set(key, entry('read later', undefined, 1000), hour)
  await here.set(key, entry('read before', undefined, 60_000), hour)
  expect(await found()).toBe('read later')
  await here.set(key, entry('read now', undefined), hour)
  expect(await found()).toBe('read now')
})

test.each([
  ['without a time after one with', undefined, '2026-04-20T12:30:01Z'],
  ['with a time after one without', '2026-04-20T12:30:01Z', undefined],
])(
  'of two records, one of them without a time of update, the one read later stays: %s',
  async (_name, later, before) => {
    await here.set(key, entry('read before', before, 60_000), hour)
    await here.set(key, entry('read later', later, 1000), hour)
    expect(await found()).toBe('read later')
    await here.set(key, entry('read before', before, 60_000), hour)
    expect(await found()).toBe('read later')
  },
)

test('an entry expires', async () => {
  await here.set(key, entry('{}', undefined), 5000)
  const [name] = (await redis.ask('KEYS', 'cache:*')) as string[]
  expect(Number(await redis.ask('PTTL', name ?? ''))).toBeLessThanOrEqual(5000)
  await redis.ask('PEXPIRE', name ?? '', 0)
  expect(await there.get(key, [])).toBeUndefined()
})

test('an answer that is too large is not shared', async () => {
  await here.set(key, entry('x'.repeat(maxSharedBytes + 1), undefined), hour)
  expect(await redis.ask('DBSIZE')).toBe(0)
  await here.set(key, entry('x'.repeat(maxSharedBytes), undefined), hour)
  expect((await there.get(key, []))?.body).toHaveLength(maxSharedBytes)
})

test('nothing in Redis can be read or forged: neither requests nor responses', async () => {
  await here.set('["transfers",null,[["ref_ids",["canary-reference"]]]]', entry('canary-address', undefined), hour)
  await here.set(key, entry('canary-name', '2026-04-20T12:30:01Z'), hour)
  expect(await redis.dump()).not.toMatch(/canary|id-1|transfers/)
  expect(await cacheOf(stores[1] as SharedStore, clocks[1] as FakeClock, 'another').get(key, [])).toBeUndefined()
  for (const name of (await redis.ask('KEYS', 'cache:*')) as string[]) {
    await redis.ask('HSET', name, 'sealed', '{"amount":"1"}'.padEnd(100))
  }
  expect(await there.get(key, [])).toBeUndefined()
})

test('without Redis, reads and writes fail at once', async () => {
  await redis.kill()
  await expect(here.get(key, [])).rejects.toThrow('redis')
  await expect(here.set(key, entry('{}', undefined), hour)).rejects.toThrow('redis')
})

/** The only key in Redis. */
const nameOfOnly = async () => ((await redis.ask('KEYS', 'cache:*')) as string[])[0] ?? ''

test('a refused entry is gone for every replica, and one read before the refusal does not come back', async () => {
  await here.set(key, entry('{}', undefined, 1000), hour)
  here.refuse(key)
  await here.refresh()
  expect(await there.get(key, groups)).toBeUndefined()
  // On its way while it was refused.
  await there.set(key, entry('{}', undefined, 500), hour)
  expect(await there.get(key, groups)).toBeUndefined()
  expect(await redis.ask('HEXISTS', await nameOfOnly(), 'sealed')).toBe(0)
  await pause(5)
  await there.set(key, entry('read after', undefined), hour)
  expect(await found()).toBe('read after')
})

test('a refusal of an entry is remembered for a minute', async () => {
  here.refuse(key)
  await here.refresh()
  const leftMs = Number(await redis.ask('PTTL', await nameOfOnly()))
  expect(leftMs).toBeGreaterThan(0)
  expect(leftMs).toBeLessThanOrEqual(60_000)
})

/** A replica whose way to Redis can be cut. */
function cuttable() {
  const store = stores[0] as SharedStore
  let isCut = false
  const run: SharedStore['run'] = (...command) =>
    isCut ? Promise.reject(new SharedUnavailable('cut')) : store.run(...command)
  const cache = cacheOf({ ...store, run }, clocks[0] as FakeClock)
  cache.onRefused(groups, () => undefined)
  return {
    cache,
    cut: () => {
      isCut = true
    },
    mend: () => {
      isCut = false
    },
  }
}

test('a refusal that could not be written to Redis is written when it is back', async () => {
  const { cache, cut, mend } = cuttable()
  await here.set(key, entry('{}', undefined, 1000), hour)
  cut()
  cache.refuse(key)
  await cache.refresh()
  expect(await found()).toBe('{}')
  mend()
  await cache.refresh()
  expect(await there.get(key, groups)).toBeUndefined()
})

test('without Redis a refusal fails nothing', async () => {
  const { cache, cut } = cuttable()
  cut()
  await expect(cache.refresh()).resolves.toBeUndefined()
  cache.refuse(key)
  await expect(cache.refresh()).resolves.toBeUndefined()
})

test('an entry read after a refusal stays, however late that is written', async () => {
  const { cache, cut, mend } = cuttable()
  cut()
  cache.refuse(key)
  clocks[0]?.advance(60_000)
  await there.set(key, entry('read after', undefined, 1000), hour)
  mend()
  await cache.refresh()
  expect(await found()).toBe('read after')
})

test('more pending refusals than are kept refuse everything', async () => {
  const { cache, cut, mend } = cuttable()
  await here.set(key, entry('{}', undefined, 1000), hour)
  cut()
  for (let n = 0; n <= 1000; n++) cache.refuse(`id-${n}`)
  mend()
  await cache.refresh()
  expect(await there.get(key, groups)).toBeUndefined()
})

test('a refused group invalidates its entries for every replica, and each learns how long ago that was', async () => {
  const told: [string, number][] = []
  there.onRefused(groups, (group, ageMs) => told.push([group, ageMs]))
  here.onRefused(groups, () => undefined)
  await here.set(key, entry('{}', undefined, 1000), hour)
  await here.set('another', entry('{}', undefined, 1000), hour)
  await there.refresh()
  expect(told).toEqual([])
  here.refuse('a scope')
  await here.refresh()
  expect(await there.get(key, groups)).toBeUndefined()
  expect(await there.get(key, ['another scope', 'everything'])).toBeDefined()
  await there.refresh()
  expect(told.map(([group]) => group)).toEqual(['a scope'])
  expect(told[0]?.[1]).toBeGreaterThanOrEqual(0)
  here.refuse('everything')
  await here.refresh()
  expect(await there.get('another', ['another scope', 'everything'])).toBeUndefined()
  await pause(5)
  await there.set(key, entry('read after', undefined), hour)
  expect((await there.get(key, groups))?.body.toString()).toBe('read after')
})
