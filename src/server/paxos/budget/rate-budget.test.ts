/** The rate budget by itself: what fits, who gives way, and how long to wait. */
import { expect, test } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createRateBudget, fillOf, fractionOf, type Lane, limits, type Priority } from './rate-budget.ts'

function make(fraction = 1) {
  const clock = fakeClock()
  const budget = createRateBudget({ clock, fraction })
  /** How many leave when `offered` come at once. */
  const leave = async (offered: number, priority: Priority, lane: Lane = 'orchestration', part = 1) => {
    const waits = await Promise.all(
      Array.from({ length: offered }, () => budget.take(lane, { priority, fraction: part })),
    )
    return waits.filter(ms => ms === 0).length
  }
  return { clock, budget, leave }
}

/** 10 s, half a second on the safe side. */
const windowMs = 10_500

test('an endpoint has 300 requests in any 10 s', async () => {
  const { clock, budget, leave } = make()
  expect(await leave(200, 'open')).toBe(200)
  clock.advance(6000)
  expect(await leave(200, 'open')).toBe(100)
  expect(await budget.take('orchestration', { priority: 'open', fraction: 1 })).toBe(windowMs - 6000)
  clock.advance(windowMs - 6001)
  expect(await leave(1, 'open')).toBe(0)
  clock.advance(1)
  // The first 200 have left the window, the 100 of six seconds later have not.
  expect(await leave(300, 'open')).toBe(200)
})

test('the limits of each lane by priority', () => {
  const limitOf = (lane: Lane, priority: Priority, fraction: number, part: number) =>
    fillOf(fractionOf(limits, part), lane, { priority, fraction })
  expect(limitOf('events', 'open', 1, 1)).toEqual({ limit: { calls: 300, windowMs }, size: 300 })
  expect(limitOf('events', 'poll', 0.25, 0.5)).toEqual({ limit: { calls: 30, windowMs }, size: 150 })
  expect(limitOf('all', 'follow', 1, 1)).toEqual({ limit: { calls: 427, windowMs }, size: 450 })
  expect(limitOf('token', 'poll', 0.25, 0.5)).toEqual({ limit: { calls: 6, windowMs: 120_000 }, size: 6 })
})

test('less than one request in 10 s is one in a longer time: the parts of many replicas add up to no more', async () => {
  const { clock, budget, leave } = make(1 / 1000)
  const taking = { priority: 'open', fraction: 1 } as const
  expect(await leave(5, 'open')).toBe(1)
  expect(await budget.take('orchestration', taking)).toBeCloseTo(35_000)
  clock.advance(34_999)
  expect(await leave(1, 'open')).toBe(0)
  clock.advance(1)
  // A refresh may fill 80 % of that: one in 43.75 s.
  expect(await leave(1, 'poll')).toBe(0)
  expect(await leave(1, 'open')).toBe(1)
})

test('endpoints do not take from one another', async () => {
  const { leave } = make()
  expect(await leave(400, 'open', 'orchestration')).toBe(300)
  expect(await leave(400, 'open', 'orchestrations')).toBe(300)
  expect(await leave(9, 'open', 'token')).toBe(6)
})

test('all endpoints together have 450 in any 10 s', async () => {
  expect(await make().leave(500, 'open', 'all')).toBe(450)
  expect(await make(0.25).leave(500, 'poll', 'all')).toBe(90)
})

test('above 80 % polls give way, above 95 % everything but page opens', async () => {
  const { leave } = make()
  expect(await leave(400, 'poll')).toBe(240)
  expect(await leave(400, 'follow')).toBe(45)
  expect(await leave(1, 'poll')).toBe(0)
  expect(await leave(400, 'open')).toBe(15)
})

test('a part of the budget, and of it what a penalty leaves', async () => {
  expect(await make(0.25).leave(400, 'open')).toBe(75)
  expect(await make(0.25).leave(400, 'open', 'events', 0.25)).toBe(18)
  expect(await make(0.001).leave(400, 'poll')).toBe(1)
})

test('tokens are one in 10 s, six at once, over a longer time where the budget is a part', async () => {
  const { clock, budget, leave } = make(0.5)
  expect(await leave(9, 'open', 'token')).toBe(6)
  expect(await budget.take('token', { priority: 'open', fraction: 1 })).toBe(120_000)
  clock.advance(120_000)
  expect(await leave(9, 'open', 'token')).toBe(6)
})
