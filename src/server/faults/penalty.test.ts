/** Any 429 of the upstream stops everything that goes there, for as long as Paxos throttles. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import {
  answerRecord,
  type FakeUpstream,
  grantToken,
  sendJson,
  startFakeUpstream,
} from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let clock: FakeClock

beforeEach(async () => {
  upstream = await startFakeUpstream()
  clock = fakeClock()
  // Jitter at its least: 5 s for the real minimum. No batches, which would be a way around the budget of single reads.
  desk = await startDesk({ ...upstream, cache: 'off', clock, random: () => 0, connection: { batching: false } })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const throttle = (retryAfter?: string) => {
  upstream.api = response => sendJson(response, 429, {}, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
}
const calls = () => upstream.apiCalls.length + upstream.tokenCalls.length
const minute = 60_000

test('fault 16: after a 429 no call is sent for 300 s, whatever is requested', async () => {
  throttle()
  const first = await desk.read()
  expect(first.status).toBe(503)
  expect(first.problem).toMatchObject({ code: 'upstream_penalty', retryAfter: 305 })
  upstream.api = answerRecord
  const sent = calls()
  for (const waited of [0, 100_000, 204_900]) {
    clock.advance(waited)
    const paths = ['orchestration/orchestrations/id-2', 'transfer/transfers/id-3', 'orchestration/rules', 'events']
    const replies = await Promise.all(paths.map(path => desk.get(`/api/sandbox/v2/${path}`)))
    for (const reply of replies) expect(reply.problem).toMatchObject({ code: 'upstream_penalty' })
  }
  expect(calls()).toBe(sent)
  clock.advance(100)
  expect((await desk.read()).status).toBe(200)
})

test.each([
  { name: 'a longer one', header: '900', waits: 905 },
  { name: 'a shorter one', header: '3', waits: 305 },
  { name: 'zero', header: '0', waits: 305 },
  { name: 'a negative one', header: '-60', waits: 305 },
  { name: 'words', header: 'soon', waits: 305 },
  { name: 'a list', header: '900, 1200', waits: 305 },
  { name: 'a fraction', header: '900.5', waits: 305 },
  { name: 'eleven digits', header: '99999999999', waits: 3605 },
  { name: 'four hundred digits', header: '9'.repeat(400), waits: 3605 },
  { name: 'a date in the year 9999', header: 'Fri, 31 Dec 9999 23:59:59 GMT', waits: 3605 },
  { name: 'a week', header: '604800', waits: 3605 },
  { name: 'a date ten minutes from the answer', header: 'Wed, 01 Jul 2026 12:10:00 GMT', waits: 605 },
  { name: 'a date in the past', header: 'Wed, 01 Jul 1998 12:10:00 GMT', waits: 305 },
])('fault 17: Retry-After with $name waits $waits s', async ({ header, waits }) => {
  upstream.api = response =>
    sendJson(response, 429, {}, { 'retry-after': header, date: 'Wed, 01 Jul 2026 12:00:00 GMT' })
  expect((await desk.read()).problem.retryAfter).toBe(waits)
  upstream.api = answerRecord
  const sent = calls()
  clock.advance(waits * 1000 - 1)
  expect((await desk.read()).status).toBe(503)
  expect(calls()).toBe(sent)
  clock.advance(1)
  expect((await desk.read()).status).toBe(200)
})

test("fault 17: a date is read against the sender's own clock, whatever ours says", async () => {
  clock.jump(30 * minute)
  upstream.api = response =>
    sendJson(
      response,
      429,
      {},
      { 'retry-after': 'Wed, 01 Jul 2026 12:10:00 GMT', date: 'Wed, 01 Jul 2026 12:00:00 GMT' },
    )
  expect((await desk.read()).problem.retryAfter).toBe(605)
})

test('the jitter is 5 to 15 s', async () => {
  const late = await startDesk({ ...upstream, cache: 'off', clock, random: () => 0.999 })
  throttle()
  expect((await late.read()).problem.retryAfter).toBe(315)
  await late.close()
})

test('fault 18: a 429 on the token stops everything too, and does not count against the credentials', async () => {
  upstream.token = response => sendJson(response, 429, {})
  expect((await desk.read()).problem).toMatchObject({ code: 'upstream_penalty', retryAfter: 305 })
  upstream.token = grantToken
  clock.advance(304_000)
  expect((await desk.read()).problem).toMatchObject({ code: 'upstream_penalty' })
  expect(calls()).toBe(1)
  clock.advance(1000)
  expect((await desk.read()).status).toBe(200)
})

test('tokens are stopped too: one that expires during the wait is not renewed until it ends', async () => {
  upstream.token = (response, _request, n) => sendJson(response, 200, { access_token: `short-${n}`, expires_in: 60 })
  throttle()
  await desk.read()
  clock.advance(200_000)
  expect((await desk.read()).problem.code).toBe('upstream_penalty')
  expect(upstream.tokenCalls).toHaveLength(1)
})

test('fault 19: after the wait one probe is sent, and the others wait for it', async () => {
  throttle()
  await desk.read()
  let release = () => {}
  upstream.api = (response, request, n) => {
    release = () => void answerRecord(response, request, n)
  }
  clock.advance(305_000)
  const probe = desk.read('probe')
  await eventually(() => upstream.apiCalls.length).toBe(2)
  const others = await Promise.all(['a', 'b', 'c'].map(id => desk.read(id)))
  for (const other of others) expect(other.problem).toMatchObject({ code: 'upstream_penalty', retryAfter: 2 })
  expect(upstream.apiCalls).toHaveLength(2)
  upstream.api = answerRecord
  release()
  expect((await probe).status).toBe(200)
  expect((await desk.read('a')).status).toBe(200)
})

test('fault 19: then a quarter of the budget for 60 s, per endpoint, then all of it', async () => {
  throttle()
  await desk.read()
  upstream.api = answerRecord
  clock.advance(305_000)
  await desk.read('probe')
  const burst = async (from: number) => {
    const before = upstream.apiCalls.length
    const replies = await Promise.all(Array.from({ length: 100 }, (_, i) => desk.read(`id-${from + i}`)))
    const refused = replies.filter(reply => reply.status === 503)
    for (const reply of refused) expect(reply.problem).toMatchObject({ code: 'budget_exhausted', retryAfter: 11 })
    return upstream.apiCalls.length - before
  }
  // The probe was one of the 75.
  expect(await burst(0)).toBe(74)
  expect((await desk.get('/api/sandbox/v2/events')).status).toBe(200)
  clock.advance(10_500)
  expect(await burst(100)).toBe(75)
  clock.advance(50_000)
  expect(await burst(200)).toBe(100)
})

test('fault 20: each failed probe doubles the wait, up to 30 min', async () => {
  throttle()
  const waits: (number | undefined)[] = []
  for (let i = 0; i < 5; i++) {
    const { problem } = await desk.read()
    waits.push(problem.retryAfter)
    clock.advance((problem.retryAfter ?? 0) * 1000)
  }
  expect(waits).toEqual([305, 605, 1205, 1805, 1805])
  expect(upstream.apiCalls).toHaveLength(5)
})

test('fault 20: a 429 during the quarter budget doubles too; after it the count restarts', async () => {
  throttle()
  await desk.read()
  clock.advance(305_000)
  upstream.api = answerRecord
  await desk.read()
  throttle()
  expect((await desk.read()).problem.retryAfter).toBe(605)
  clock.advance(605_000)
  upstream.api = answerRecord
  await desk.read()
  clock.advance(minute)
  await desk.read()
  throttle()
  expect((await desk.read()).problem.retryAfter).toBe(305)
})

test('many 429s to requests sent together are one stop, not many doublings', async () => {
  throttle()
  const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => desk.read(`id-${i}`)))
  for (const reply of replies) expect(reply.problem.retryAfter).toBe(305)
  expect(desk.log().filter(line => line.event === 'penalty_start')).toHaveLength(1)
  const audited = desk.log().filter(line => line.msg === 'audit' && line.event === 'penalty')
  expect(audited).toMatchObject([{ environment: 'sandbox' }])
})

test('a probe without an answer decides nothing: the next request is the probe', async () => {
  throttle()
  await desk.read()
  clock.advance(305_000)
  upstream.api = response => sendJson(response, 200, [])
  await desk.read()
  // An answer, if a useless one, so Paxos no longer throttles.
  expect((await desk.read()).status).toBe(502)

  throttle()
  await desk.read()
  clock.advance(605_000)
  upstream.api = response => response.socket?.destroy()
  const before = upstream.apiCalls.length
  expect((await desk.read()).problem.code).toBe('upstream_unavailable')
  expect(upstream.apiCalls.length).toBeGreaterThan(before)
  upstream.api = answerRecord
  expect((await desk.read()).status).toBe(200)
})

test('the status reports the end of the wait, and only during it', async () => {
  const status = async () => JSON.parse((await desk.get('/api/status')).text)
  expect(await status()).toEqual({ version: '0.0.0', environments: [{ name: 'sandbox', penalty: null }] })
  throttle()
  await desk.read()
  expect(await status()).toMatchObject({ environments: [{ penalty: { until: '2026-07-01T12:05:05.000Z' } }] })
  clock.advance(305_000)
  expect(await status()).toMatchObject({ environments: [{ penalty: null }] })
})

test('an environment with a shorter minimum waits in proportion', async () => {
  const demo = await startDesk({ ...upstream, cache: 'off', clock, random: () => 0.5, penaltyMs: 10_000 })
  throttle()
  expect((await demo.read()).problem.retryAfter).toBe(11)
  clock.advance(10_400)
  upstream.api = answerRecord
  expect((await demo.read()).status).toBe(200)
  await demo.close()
})

test('fault 63: a wall clock that jumps changes nothing about the wait', async () => {
  throttle()
  await desk.read()
  upstream.api = answerRecord
  clock.jump(5 * minute)
  expect((await desk.read()).problem.retryAfter).toBe(305)
  clock.jump(-10 * minute)
  clock.advance(305_000)
  expect((await desk.read()).status).toBe(200)
})
