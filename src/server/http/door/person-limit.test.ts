import { expect, test } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createPersonLimit } from './person-limit.ts'

test('sixty at once, then twenty a second, each person for themselves', () => {
  const clock = fakeClock()
  const limit = createPersonLimit(clock)
  const allowed = (person: string, n: number) =>
    Array.from({ length: n }, () => limit.take(person)).filter(taken => taken.allowed).length
  expect(allowed('ann', 500)).toBe(60)
  expect(allowed('bob', 60)).toBe(60)
  clock.advance(1000)
  expect(allowed('ann', 500)).toBe(20)
  clock.advance(3_600_000)
  expect(allowed('ann', 500)).toBe(60)
})

test('it says how many are left, and how long until there is one', () => {
  const clock = fakeClock()
  const limit = createPersonLimit(clock)
  expect(limit.take('ann')).toEqual({ allowed: true, remaining: 59, retryMs: 0 })
  for (let i = 0; i < 59; i++) limit.take('ann')
  expect(limit.take('ann')).toEqual({ allowed: false, remaining: 0, retryMs: 50 })
  clock.advance(20)
  expect(limit.take('ann').retryMs).toBeCloseTo(30)
})

test('who refuses is not charged: waiting as told is enough', () => {
  const clock = fakeClock()
  const limit = createPersonLimit(clock)
  for (let i = 0; i < 1000; i++) limit.take('ann')
  clock.advance(limit.take('ann').retryMs)
  expect(limit.take('ann').allowed).toBe(true)
})
