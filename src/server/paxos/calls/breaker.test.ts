import { expect, test } from 'vitest'
import { Fault } from '../../fault.ts'
import { type FakeClock, fakeClock } from '../../testing/fake-clock.ts'
import { type Breaker, createBreaker } from './breaker.ts'

function make(): { clock: FakeClock; breaker: Breaker; call: (ok: boolean) => boolean; opened: number[] } {
  const clock = fakeClock()
  const opened: number[] = []
  const breaker = createBreaker(clock, ms => opened.push(ms))
  /** One call with this outcome; false when it was not let through. */
  const call = (ok: boolean) => {
    try {
      const ticket = breaker.enter()
      if (ok) ticket.succeeded()
      else ticket.failed()
      return true
    } catch (error) {
      expect(error).toBeInstanceOf(Fault)
      return false
    }
  }
  return { clock, breaker, call, opened }
}

test('opens at the tenth failure, not before', () => {
  const { call } = make()
  for (let i = 0; i < 10; i++) expect(call(false)).toBe(true)
  expect(call(true)).toBe(false)
})

test('half of ten is enough, four of ten are not', () => {
  const half = make()
  for (let i = 0; i < 10; i++) half.call(i % 2 === 0)
  expect(half.call(true)).toBe(false)
  const fewer = make()
  for (let i = 0; i < 10; i++) fewer.call(i >= 4)
  expect(fewer.call(true)).toBe(true)
})

test('calls older than 30 s do not count', () => {
  const { call, clock } = make()
  for (let i = 0; i < 9; i++) call(false)
  clock.advance(30_001)
  for (let i = 0; i < 9; i++) expect(call(false)).toBe(true)
  expect(call(true)).toBe(true)
})

test('open for 10 s, then one trial; each failed one doubles that, up to 60 s; a good one closes', () => {
  const { call, clock, opened } = make()
  for (let i = 0; i < 10; i++) call(false)
  for (const ms of [10_000, 20_000, 40_000, 60_000, 60_000]) {
    clock.advance(ms - 1)
    expect(call(true)).toBe(false)
    clock.advance(1)
    expect(call(false)).toBe(true)
    expect(call(true)).toBe(false)
  }
  expect(opened).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
  clock.advance(60_000)
  expect(call(true)).toBe(true)
  for (let i = 0; i < 9; i++) expect(call(false)).toBe(true)
})

test('during the trial the others are refused at once; a trial that was not made leaves room for the next', () => {
  const { breaker, call, clock } = make()
  for (let i = 0; i < 10; i++) call(false)
  clock.advance(10_000)
  const trial = breaker.enter()
  expect(call(true)).toBe(false)
  trial.unknown()
  expect(call(true)).toBe(true)
})

test('a call from before the breaker opened changes nothing', () => {
  const { breaker, call, clock } = make()
  const late = breaker.enter()
  for (let i = 0; i < 10; i++) call(false)
  late.succeeded()
  expect(call(true)).toBe(false)
  clock.advance(10_000)
  expect(call(true)).toBe(true)
})
