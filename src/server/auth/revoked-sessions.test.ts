import { expect, test } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { revokedInMemory } from './revoked-sessions.ts'

const hour = 3_600_000

test('a session that was ended is, and others are not', async () => {
  const revoked = revokedInMemory(fakeClock())
  await revoked.revoke('id:a', Number.POSITIVE_INFINITY, hour)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 5)).toBe(true)
  expect(await revoked.isRevoked(['id:b', 'sub:x'], 5)).toBe(false)
  expect(await revoked.isRevoked([], 5)).toBe(false)
})

test("a person's sessions end up to a moment; what was signed in later goes on", async () => {
  const revoked = revokedInMemory(fakeClock())
  await revoked.revoke('sub:x', 100, hour)
  await revoked.revoke('sub:x', 50, hour)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 99)).toBe(true)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 100)).toBe(true)
  expect(await revoked.isRevoked(['id:a', 'sub:x'], 101)).toBe(false)
})

test('an entry goes when no session can be that old, and no sooner, whatever the wall clock does', async () => {
  const clock = fakeClock()
  const revoked = revokedInMemory(clock)
  await revoked.revoke('id:a', Number.POSITIVE_INFINITY, hour)
  clock.jump(9 * hour)
  clock.advance(hour - 1)
  expect(await revoked.isRevoked(['id:a'], 5)).toBe(true)
  clock.advance(2)
  expect(await revoked.isRevoked(['id:a'], 5)).toBe(false)
})

test('a logout token is used once', async () => {
  const clock = fakeClock()
  const revoked = revokedInMemory(clock)
  expect(await revoked.isFirstUse('t1', 1000)).toBe(true)
  expect(await revoked.isFirstUse('t1', 1000)).toBe(false)
  expect(await revoked.isFirstUse('t2', 1000)).toBe(true)
  clock.advance(1001)
  expect(await revoked.isFirstUse('t1', 1000)).toBe(true)
})
