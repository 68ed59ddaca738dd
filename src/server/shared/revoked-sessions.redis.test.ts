/** A session that one replica ended is ended on all of them within a second, and stays so. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patientStore } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import type { SharedStore } from './connection.ts'
import { createSharedRevokedSessions, type SharedRevokedSessions } from './revoked-sessions.ts'

let redis: TestRedis
let clock: FakeClock
let stores: SharedStore[]
let started: SharedRevokedSessions[]

beforeEach(async () => {
  redis = await startRedis()
  clock = fakeClock()
  stores = []
  started = []
})
afterEach(async () => {
  for (const one of started) one.close()
  for (const store of stores) store.close()
  await redis.close()
})

async function start(maxEntries?: number): Promise<SharedRevokedSessions> {
  const store = await patientStore(redis)
  stores.push(store)
  const sessions = createSharedRevokedSessions(store, clock, maxEntries === undefined ? {} : { maxEntries })
  started.push(sessions)
  await sessions.refresh()
  return sessions
}

/** Puts an entry into the list as another replica would, under an ID of the test's choice; `first` runs just before. */
function append(id: string, key: string, until: number, first = ''): Promise<unknown> {
  const name = createHash('sha256').update(key).digest('base64url').slice(0, 27)
  const entry = [id, 'name', name, 'upTo', 'Infinity', 'until', until]
  return redis.ask('EVAL', `${first} return redis.call('XADD', KEYS[1], unpack(ARGV))`, 1, 'desk:1:revoked', ...entry)
}

const hour = 3_600_000
/** Ends whatever was issued up to `upTo`, of which nothing is younger than 5. */
const until = (upTo: number, ttlMs = hour) => ({ upTo, issuedBy: Math.min(upTo, 5), ttlMs })
const all = until(Number.POSITIVE_INFINITY)
const allFor = (ttlMs: number) => until(Number.POSITIVE_INFINITY, ttlMs)
const isUp = () => stores.every(store => store.isUp())

test('fault 46: what one replica ended, the other denies within 1 s, by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  expect(await here.isRevoked(['id:a'], 5)).toBe(true)
  expect(await there.isRevoked(['id:a'], 5)).toBe(false)
  vi.advanceTimersByTime(900)
  vi.useRealTimers()
  await eventually(() => there.isRevoked(['sub:x', 'id:a'], 5)).toBe(true)
  expect(await there.isRevoked(['sub:x', 'id:b'], 5)).toBe(false)
})

test("a person's sessions end up to a moment, and an earlier moment takes nothing back", async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('sub:x', until(100))
  await here.revoke('sub:x', until(50))
  await there.refresh()
  expect(await there.isRevoked(['sub:x'], 100)).toBe(true)
  expect(await there.isRevoked(['sub:x'], 101)).toBe(false)
  // Nor from what a Redis without data is told.
  await redis.ask('FLUSHALL')
  await here.refresh()
  expect(await (await start()).isRevoked(['sub:x'], 100)).toBe(true)
})

test('a replica that starts later knows what was ended before', async () => {
  const here = await start()
  for (let i = 0; i < 1500; i++) await here.revoke(`id:${i}`, all)
  const later = await start()
  expect(await later.isRevoked(['id:0'], 5)).toBe(true)
  expect(await later.isRevoked(['id:1499'], 5)).toBe(true)
})

test('an entry goes when no session can be that old, in Redis too', async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  await there.refresh()
  clock.advance(hour - 10_000)
  expect(await there.isRevoked(['id:a'], 5)).toBe(true)
  clock.advance(10_001)
  expect(await there.isRevoked(['id:a'], 5)).toBe(false)
  const listMs = async () => Number(await redis.ask('PTTL', 'desk:1:revoked'))
  expect(await listMs()).toBeLessThanOrEqual(hour)
  expect(await listMs()).toBeGreaterThan(hour / 2)
  // One that is remembered for less does not take the others with it.
  await here.revoke('id:b', allFor(1000))
  expect(await listMs()).toBeGreaterThan(hour / 2)
})

test('expired entries leave the list without hiding later ones', async () => {
  for (let i = 1; i <= 300; i++) await append(`${i}-1`, `id:old-${i}`, i)
  const here = await start()
  await here.revoke('id:a', all)
  expect(await (await start()).isRevoked(['id:a'], 5)).toBe(true)
  // Nor does one that is over take anything back.
  await append('*', 'id:a', 300)
  expect(await (await start()).isRevoked(['id:a'], 5)).toBe(true)
  // Redis drops them by the node, which is a hundred entries.
  expect(Number(await redis.ask('XLEN', 'desk:1:revoked'))).toBeLessThan(200)
})

test('a replica that reads an entry later forgets it at the same time', async () => {
  await (await start()).revoke('id:a', allFor(600_000))
  clock.advance(300_000)
  const later = await start()
  clock.advance(590_000)
  expect(await later.isRevoked(['id:a'], 5)).toBe(true)
  // Redis goes by the machine's clock, for which no time has passed.
  clock.advance(10_001)
  expect(await later.isRevoked(['id:a'], 5)).toBe(false)
})

test('what was told is not told again while Redis keeps it', async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  for (const one of [there, here, there, here]) await one.refresh()
  expect(await redis.ask('XLEN', 'desk:1:revoked')).toBe(1)
})

test('fault 57: sessions go on without Redis, and those ended meanwhile are written once it is back', async () => {
  const [here, there] = [await start(), await start()]
  await redis.kill()
  await eventually(() => stores.some(store => store.isUp())).toBe(false)
  await here.revoke('id:a', all)
  expect(await here.isRevoked(['id:a'], 5)).toBe(true)
  expect(await there.isRevoked(['id:a'], 5)).toBe(false)
  await redis.start()
  await eventually(isUp).toBe(true)
  await eventually(() => there.isRevoked(['id:a'], 5)).toBe(true)
})

test('fault 59: replicas write the list again to a Redis that comes back empty or is emptied', async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  await there.refresh()
  await redis.kill()
  await redis.start()
  await eventually(isUp).toBe(true)
  await there.refresh()
  expect(await (await start()).isRevoked(['id:a'], 5)).toBe(true)
  // The position read so far means nothing in the list of another Redis, whose clock is behind.
  await here.refresh()
  await append('5-1', 'id:c', Date.now() + hour, "redis.call('FLUSHALL')")
  await here.refresh()
  expect(await here.isRevoked(['id:c'], 5)).toBe(true)
  const fresh = await start()
  expect(await fresh.isRevoked(['id:a'], 5)).toBe(true)
  await fresh.revoke('id:b', all)
  await here.refresh()
  expect(await here.isRevoked(['id:b'], 5)).toBe(true)
})

test('a logout token is used once, on whichever replica', async () => {
  const [here, there] = [await start(), await start()]
  expect(await here.isFirstUse('t1', 5, hour)).toBe(true)
  expect(await there.isFirstUse('t1', 5, hour)).toBe(false)
  expect(await there.isFirstUse('t2', 5, hour)).toBe(true)
  await redis.kill()
  expect(await here.isFirstUse('t1', 5, hour)).toBe(false)
  expect(await here.isFirstUse('t3', 5, hour)).toBe(true)
})

/** Ends sessions one after the other: the first was issued at 1, the next at 2, and so on. */
async function endMany(sessions: SharedRevokedSessions, count: number) {
  for (let at = 1; at <= count; at++) await sessions.revoke(`id:${at}`, { ...all, issuedBy: at })
}

test('what a replica had to forget stays ended, there, on the others and on one that starts later', async () => {
  const [here, there] = [await start(100), await start(100)]
  await endMany(here, 250)
  await here.refresh()
  await there.refresh()
  for (const one of [here, there, await start(100), await start()]) {
    for (const at of [1, 2, 100, 249, 250]) expect(await one.isRevoked([`id:${at}`], at), `${at}`).toBe(true)
    expect(await one.isRevoked(['id:other'], 1)).toBe(true)
    expect(await one.isRevoked(['id:other'], 251)).toBe(false)
  }
})

test('what was forgotten while Redis could not be reached is made known when it can', async () => {
  const store = await patientStore(redis)
  stores.push(store)
  let reachable = true
  const run: SharedStore['run'] = (...command) =>
    reachable ? store.run(...command) : Promise.reject(new Error('down'))
  const here = createSharedRevokedSessions({ ...store, run }, clock, { maxEntries: 100 })
  started.push(here)
  await here.refresh()
  reachable = false
  await endMany(here, 250)
  reachable = true
  await here.refresh()
  const there = await start()
  for (const at of [1, 100, 250]) expect(await there.isRevoked([`id:${at}`], at), `${at}`).toBe(true)
  expect(await there.isRevoked(['id:other'], 251)).toBe(false)
})

test('the list in Redis is bounded, and what falls off it stays ended on a replica that starts later', async () => {
  // Many replicas that each told a little of it, and know no more.
  const here = await start(50)
  here.close()
  for (let at = 1; at <= 250; at++) await append(`${at * 1000}-1`, `id:${at}`, Date.now() + hour)
  await here.revoke('id:251', { ...all, issuedBy: 251 })
  expect(Number(await redis.ask('XLEN', 'desk:1:revoked'))).toBeLessThanOrEqual(251 - 20 + 1)
  const later = await start()
  for (const at of [1, 2, 20, 100, 250, 251]) expect(await later.isRevoked([`id:${at}`], at), `${at}`).toBe(true)
  expect(await later.isRevoked(['id:other'], 22)).toBe(false)
})

test('replicas write a list again that a full Redis dropped', async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  await there.refresh()
  await redis.ask('DEL', 'desk:1:revoked')
  await there.refresh()
  expect(await (await start()).isRevoked(['id:a'], 5)).toBe(true)
})

test('replicas write a list again that another replica restarted unnoticed', async () => {
  const [here, there] = [await start(), await start()]
  await here.revoke('id:a', all)
  await there.refresh()
  await redis.ask('DEL', 'desk:1:revoked')
  await there.revoke('id:b', all)
  await here.refresh()
  const later = await start()
  expect([await later.isRevoked(['id:a'], 5), await later.isRevoked(['id:b'], 5)]).toEqual([true, true])
})

test('an entry that is soon over takes none of the others with it', async () => {
  const here = await start()
  for (let at = 0; at < 300; at++) await here.revoke(`id:${at}`, all)
  await here.revoke('id:short', allFor(1))
  const later = await start()
  for (const at of [0, 99, 299]) expect(await later.isRevoked([`id:${at}`], 5), `${at}`).toBe(true)
})

test('after a loss, replicas that know the same fill the list once', async () => {
  const replicas = [await start(), await start(), await start()] as const
  for (let at = 0; at < 50; at++) await replicas[0].revoke(`id:${at}`, all)
  for (const one of replicas) await one.refresh()
  await redis.ask('FLUSHALL')
  for (const one of [...replicas, ...replicas]) await one.refresh()
  expect(await redis.ask('XLEN', 'desk:1:revoked')).toBe(50)
})

test('no identifier of a person lies in Redis', async () => {
  const here = await start()
  await here.revoke('sub:jane@example.com', all)
  await here.isFirstUse('canary-jti', 5, hour)
  expect(Buffer.from(await redis.dump()).toString()).not.toMatch(/jane|canary/)
})
