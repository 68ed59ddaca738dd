import { afterEach, expect, test } from 'vitest'
import { sentinels } from '../scenarios.ts'
import { askToken, openSimulator } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'
import { Limits } from './limits.ts'

let close = async () => {}
afterEach(() => close())

/** Two requests a second over ten seconds allow a burst of 20. */
async function open(options = {}) {
  const clock = testClock()
  const opened = await openSimulator({
    clock: clock.now,
    limitWindowMs: 10_000,
    requestsPerSecond: 2,
    throttleMs: 30_000,
    ...options,
  })
  close = opened.close
  const statuses = async (path: string, times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => opened.get(path)))
    return answers.map(({ status }) => status).sort()
  }
  return { ...opened, clock, statuses }
}

test('allows a burst up to the average, then refuses everything for a while', async () => {
  const { simulator, get, statuses, clock } = await open()
  expect(await statuses('/events', 20)).toEqual(Array(20).fill(200))
  // Another endpoint has its own count.
  expect((await get('/orchestration/rules')).status).toBe(200)
  const crossing = await get('/events')
  expect(crossing.status).toBe(429)
  expect(crossing.json).toMatchObject({ title: 'Too Many Requests', status: 429 })
  expect(crossing.headers.get('content-type')).toContain('application/problem+json')
  expect(crossing.headers.has('retry-after')).toBe(false)
  expect((await get('/orchestration/rules')).status).toBe(429)
  expect((await askToken(simulator)).status).toBe(429)
  clock.advance(29_999)
  // Requests during the penalty don't extend it.
  expect((await get('/transfer/transfers')).status).toBe(429)
  clock.advance(1)
  expect((await get('/transfer/transfers')).status).toBe(200)
  expect((await askToken(simulator)).status).toBe(200)
})

test('counts over a sliding window', async () => {
  const { statuses, clock, get } = await open()
  expect(await statuses('/events', 10)).toEqual(Array(10).fill(200))
  clock.advance(6000)
  expect(await statuses('/events', 10)).toEqual(Array(10).fill(200))
  clock.advance(4000)
  expect(await statuses('/events', 10)).toEqual(Array(10).fill(200))
  expect((await get('/events')).status).toBe(429)
})

test('allows 300 tokens in five minutes by default', async () => {
  const clock = testClock()
  const opened = await openSimulator({ clock: clock.now })
  close = opened.close
  // openSimulator requested the first one.
  const answers = await Promise.all(Array.from({ length: 299 }, () => askToken(opened.simulator)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await askToken(opened.simulator)).status).toBe(429)
  clock.advance(9_999)
  expect((await opened.get('/events')).status).toBe(429)
  clock.advance(1)
  expect((await opened.get('/events')).status).toBe(200)
})

test('allows 50 requests a second elsewhere by default', async () => {
  const opened = await openSimulator({ clock: testClock().now, limitWindowMs: 1000, tokensPerSecond: 10 })
  close = opened.close
  const answers = await Promise.all(Array.from({ length: 50 }, () => opened.get('/orchestration/rules?limit=1')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await opened.get('/orchestration/rules?limit=1')).status).toBe(429)
})

test('sends the configured Retry-After', async () => {
  const { get } = await open({ retryAfter: '999999999' })
  const path = `/orchestration/orchestrations/${sentinels['rate-limited'].id}`
  expect((await get(path)).headers.get('retry-after')).toBe('999999999')
  expect((await get('/events')).headers.get('retry-after')).toBe('999999999')
})

test('the rate-limited ID starts the penalty immediately', async () => {
  const { get, clock } = await open()
  expect((await get(`/orchestration/orchestrations/${sentinels['rate-limited'].id}`)).status).toBe(429)
  expect((await get('/events')).status).toBe(429)
  clock.advance(30_000)
  expect((await get('/events')).status).toBe(200)
})

test('counts and penalises addresses separately', () => {
  const limits = new Limits({ clock: () => 0, windowMs: 1000, throttleMs: 1000, retryAfter: undefined })
  limits.count('10.0.0.1', 'events', 1)
  expect(() => limits.count('10.0.0.1', 'events', 1)).toThrow('rate limit exceeded')
  expect(() => limits.checkPenalty('10.0.0.1')).toThrow('rate limit exceeded')
  limits.checkPenalty('10.0.0.2')
  limits.count('10.0.0.2', 'events', 1)
})

test('a long-lived window drops old requests', () => {
  let now = 0
  const limits = new Limits({ clock: () => now, windowMs: 1000, throttleMs: 1, retryAfter: undefined })
  for (let turn = 0; turn < 25; turn += 1) {
    for (let one = 0; one < 1000; one += 1) limits.count('10.0.0.1', 'events', 1000)
    expect(() => limits.count('10.0.0.1', 'events', 1000)).toThrow()
    now += 1001
  }
})
