import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import { type Revocation, type RevokedSessions, revokedInMemory } from './revoked-sessions.ts'

const hour = 3_600_000
/** Ends whatever was issued up to `upTo`, of which nothing is younger than 5. */
const until = (upTo: number, ttlMs = hour): Revocation => ({ upTo, issuedBy: Math.min(upTo, 5), ttlMs })
const all = until(Number.POSITIVE_INFINITY)

test('a session that was ended is, and others are not', async () => {
  const revoked = revokedInMemory(fakeClock())
  await revoked.revoke('id:a', all)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 5)).toBe(true)
  expect(await revoked.isRevoked(['id:b', 'sub:x'], 5)).toBe(false)
  expect(await revoked.isRevoked([], 5)).toBe(false)
})

test("a person's sessions end up to a moment; what was signed in later goes on", async () => {
  const revoked = revokedInMemory(fakeClock())
  await revoked.revoke('sub:x', until(100))
  await revoked.revoke('sub:x', until(50))
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 99)).toBe(true)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 100)).toBe(true)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 101)).toBe(false)
})

test('an entry goes when no session can be that old, and no sooner, whatever the wall clock does', async () => {
  const clock = fakeClock()
  const revoked = revokedInMemory(clock)
  await revoked.revoke('id:a', all)
  clock.jump(9 * hour)
  clock.advance(hour - 1)
  expect(await revoked.isRevoked(['id:a'], 5)).toBe(true)
  clock.advance(2)
  expect(await revoked.isRevoked(['id:a'], 5)).toBe(false)
})

test('a logout token is used once', async () => {
  const clock = fakeClock()
  const revoked = revokedInMemory(clock)
  expect(await revoked.isFirstUse('t1', 5, 1000)).toBe(true)
  expect(await revoked.isFirstUse('t1', 5, 1000)).toBe(false)
  expect(await revoked.isFirstUse('t2', 5, 1000)).toBe(true)
  clock.advance(1001)
  expect(await revoked.isFirstUse('t1', 5, 1000)).toBe(true)
})

/** Ends sessions one after the other: the first was issued at 1, the next at 2, and so on. */
async function endMany(revoked: RevokedSessions, count: number, from = 1) {
  for (let at = from; at < from + count; at++) {
    await revoked.revoke(`id:${at}`, { ...all, issuedBy: at })
  }
}

test('a session that was ended stays so, however many were ended since; younger ones that were not go on', async () => {
  const revoked = revokedInMemory(fakeClock(), { maxEntries: 1000 })
  await endMany(revoked, 5000)
  for (const at of [1, 2, 500, 2500, 4999, 5000]) expect(await revoked.isRevoked([`id:${at}`], at), `${at}`).toBe(true)
  expect(await revoked.isRevoked(['id:other', 'sub:x'], 5001)).toBe(false)
  // Of those that were never ended, only those as old as what was forgotten go.
  expect(await revoked.isRevoked(['id:other', 'sub:x'], 1)).toBe(true)
  expect(await revoked.isRevoked(['id:other', 'sub:x'], 4500)).toBe(false)
})

test('the usual room is for fifty thousand, and the oldest sessions are forgotten first, not the first ended', async () => {
  const forgotten: number[] = []
  const revoked = revokedInMemory(fakeClock(), { onForgotten: issuedBy => forgotten.push(issuedBy) })
  await revoked.revoke('id:young', { ...all, issuedBy: 1_000_000 })
  await endMany(revoked, 49_999)
  expect(forgotten).toEqual([])
  expect(await revoked.isRevoked(['id:other'], 1)).toBe(false)
  await endMany(revoked, 1, 50_000)
  expect(forgotten).toEqual([5001])
  expect(await revoked.isRevoked(['id:1'], 1)).toBe(true)
  expect(await revoked.isRevoked(['id:young'], 1_000_000)).toBe(true)
  expect(await revoked.isRevoked(['id:other'], 5002)).toBe(false)
})

test('what is over makes room first, and what was forgotten counts for as long as it would have', async () => {
  const clock = fakeClock()
  const revoked = revokedInMemory(clock, { maxEntries: 100 })
  await endMany(revoked, 100)
  clock.advance(hour)
  await endMany(revoked, 100, 101)
  expect(await revoked.isRevoked(['id:other'], 1)).toBe(false)
  await endMany(revoked, 1, 201)
  expect(await revoked.isRevoked(['id:other'], 110)).toBe(true)
  clock.advance(hour - 1)
  expect(await revoked.isRevoked(['id:other'], 110)).toBe(true)
  clock.advance(1)
  expect(await revoked.isRevoked(['id:other'], 110)).toBe(false)
})

test('any number of ended sessions takes bounded memory', async () => {
  const revoked = revokedInMemory(fakeClock(), { maxEntries: 10_000 })
  await endMany(revoked, 20_000)
  const before = heapUsed()
  await endMany(revoked, 200_000, 20_001)
  expect(heapUsed() - before).toBeLessThan(5_000_000)
})

test('a logout token that was used counts as used, however many came since', async () => {
  const revoked = revokedInMemory(fakeClock())
  for (let at = 1; at <= 20_101; at++) expect(await revoked.isFirstUse(`t${at}`, at, hour)).toBe(true)
  for (const at of [1, 2, 2000, 20_101]) expect(await revoked.isFirstUse(`t${at}`, at, hour), `${at}`).toBe(false)
  expect(await revoked.isFirstUse('new', 20_102, hour)).toBe(true)
})

/** After a collection. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}
