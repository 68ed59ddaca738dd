/** One retry at most, for what a retry can mend, and never more than a tenth of the calls. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import {
  type Answerer,
  answerRecord,
  type FakeUpstream,
  sendJson,
  startFakeUpstream,
} from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let clock: FakeClock

beforeEach(async () => {
  upstream = await startFakeUpstream()
  clock = fakeClock()
  desk = await startDesk({ ...upstream, cache: 'off', clock, random: () => 0 })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

test('fault 11: a reset before the headers is retried once: exactly two calls', async () => {
  upstream.api = response => response.socket?.resetAndDestroy()
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_unavailable' })
  expect(upstream.apiCalls).toHaveLength(2)
})

test('fault 11: when the retry succeeds, the client gets the data', async () => {
  upstream.api = (response, request, n) => (n === 1 ? response.socket?.destroy() : answerRecord(response, request, n))
  expect((await desk.read()).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(2)
})

test('fault 11: exactly two calls even with more retries saved up', async () => {
  for (let i = 0; i < 40; i++) await desk.read(`id-${i}`)
  const before = upstream.apiCalls.length
  upstream.api = response => response.socket?.destroy()
  await desk.read()
  expect(upstream.apiCalls.length - before).toBe(2)
})

test.each([502, 503, 504])('a %i is retried once', async status => {
  upstream.api = (response, request, n) =>
    n === 1 ? sendJson(response, status, {}) : answerRecord(response, request, n)
  expect((await desk.read()).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(2)
})

test.each([
  [500, 502],
  [502, 502],
  [503, 503],
  [504, 502],
])('an upstream that stays at %i is a %i with its status', async (status, ours) => {
  upstream.api = response => sendJson(response, status, { detail: 'their stack trace' })
  const reply = await desk.read()
  expect(reply.status).toBe(ours)
  expect(reply.problem).toMatchObject({ code: 'upstream_unavailable', upstream: { status } })
  expect(reply.text).not.toContain('stack trace')
  expect(upstream.apiCalls).toHaveLength(status === 500 ? 1 : 2)
})

test.each([400, 403, 404, 409, 422, 429, 500])('a %i is never retried', async status => {
  upstream.api = response => sendJson(response, status, {})
  await desk.read()
  expect(upstream.apiCalls).toHaveLength(1)
})

test.each([
  [0, 100],
  [0.999, 399],
])('the pause before a retry is 100 to 400 ms: at jitter %d it is %d', async (jitter, ms) => {
  const other = await startDesk({ ...upstream, cache: 'off', random: () => jitter })
  const startedAt: number[] = []
  upstream.api = response => {
    startedAt.push(performance.now())
    sendJson(response, 503, {})
  }
  await other.read()
  await other.close()
  const [first = 0, second = 0] = startedAt
  expect(second - first).toBeGreaterThan(ms - 5)
  expect(second - first).toBeLessThan(ms + 1000)
})

test.each<[string, Answerer]>([
  ['a 503', response => sendJson(response, 503, {})],
  ['a reset', response => response.socket?.destroy()],
])('the retry after %s stays inside the deadline', async (_name, answer) => {
  const short = await startDesk({ ...upstream, cache: 'off', random: () => 0.99, timings: { totalMs: 200 } })
  upstream.api = answer
  const reply = await short.read()
  await short.close()
  expect(reply.problem).toMatchObject({ code: 'upstream_timeout' })
  expect(upstream.apiCalls).toHaveLength(1)
})

test('fault 22: a flapping upstream gets a tenth more requests at most', async () => {
  // One in three fails: too few for the breaker, and each of them worth a retry.
  upstream.api = (response, request, n) =>
    n % 3 === 0 ? sendJson(response, 503, {}) : answerRecord(response, request, n)
  const asked = 200
  for (let from = 0; from < asked; from += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, i) => desk.read(`id-${from + i}`)))
  }
  const retries = upstream.apiCalls.length - asked
  expect(retries).toBeGreaterThan(0)
  expect(retries).toBeLessThanOrEqual(asked / 10)
})

test.each<[string, Answerer]>([
  ['answers 503', response => sendJson(response, 503, {})],
  ['resets', response => response.socket?.destroy()],
  ['sends nonsense', response => response.writeHead(200).end('nonsense')],
])('fault 22: an upstream that fails throughout (%s) is left alone after ten calls', async (_name, answer) => {
  upstream.api = answer
  for (let i = 0; i < 50; i++) await desk.read(`id-${i}`)
  expect(upstream.apiCalls).toHaveLength(10)
  const reply = await desk.read()
  expect(reply.status).toBe(503)
  expect(reply.problem).toMatchObject({ code: 'upstream_unavailable', retryAfter: 10 })
})

test('the breaker is per endpoint, probes after 10 s, and waits longer when the probe fails', async () => {
  upstream.api = response => sendJson(response, 500, {})
  for (let i = 0; i < 15; i++) await desk.read(`id-${i}`)
  const opened = upstream.apiCalls.length
  expect(opened).toBe(10)

  upstream.api = answerRecord
  expect((await desk.get('/api/sandbox/v2/events')).status).toBe(200)

  upstream.api = response => sendJson(response, 500, {})
  clock.advance(10_000)
  await Promise.all(Array.from({ length: 10 }, (_, i) => desk.read(`id-${i}`)))
  expect(upstream.apiCalls).toHaveLength(opened + 2)
  expect((await desk.read()).problem.retryAfter).toBe(20)

  upstream.api = answerRecord
  clock.advance(20_000)
  expect((await desk.read()).status).toBe(200)
  expect((await desk.read('id-2')).status).toBe(200)
})
