/** What an answer says about its age, to browsers, to tools, to the app and to the log. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let clock: FakeClock

beforeEach(async () => {
  upstream = await startFakeUpstream()
  clock = fakeClock()
  desk = await startDesk({ ...upstream, clock, random: () => 0 })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const second = 1000
const path = '/api/sandbox/v2/orchestration/orchestrations/id-1'
const said = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => [
  headers.age,
  headers['cache-status'],
  headers['x-stale'],
]
/** What was being renewed is there. */
const renewed = () => eventually(async () => (await desk.read()).headers['cache-status']).toMatch(/; hit; ttl=\d/)
const requests = () => desk.log().filter(line => line.msg === 'request')

test('fresh, stale and read anew: each answer says so, and when it was read at Paxos', async () => {
  const first = await desk.read()
  expect(said(first)).toEqual(['0', 'orchestration-desk; fwd=miss; ttl=2', 'no'])
  expect(first.headers['x-read-at']).toBe('2026-07-01T12:00:00.000Z')
  expect(first.headers['cache-control']).toBe('private, no-cache')
  clock.advance(1500)
  const hit = await desk.read()
  expect(said(hit)).toEqual(['1', 'orchestration-desk; hit; ttl=0', 'no'])
  expect(hit.headers['x-read-at']).toBe('2026-07-01T12:00:00.000Z')
  clock.advance(1500)
  expect(said(await desk.read())).toEqual(['3', 'orchestration-desk; hit; ttl=-1; detail=revalidating', 'revalidating'])
  await renewed()
  clock.advance(60 * second)
  const anew = await desk.read()
  expect(said(anew)).toEqual(['0', 'orchestration-desk; fwd=stale; ttl=2', 'no'])
  expect(anew.headers['x-read-at']).toBe('2026-07-01T12:01:03.000Z')
  expect(said(await desk.get(`${path}?fresh=1`))).toEqual(['0', 'orchestration-desk; fwd=request; ttl=2', 'no'])
  const lines = requests().map(({ cache, stale, dataAgeMs }) => [cache, stale, dataAgeMs])
  expect(lines.slice(0, 3)).toEqual([
    ['call', undefined, 0],
    ['hit', undefined, 1500],
    ['stale', 'revalidating', 3000],
  ])
  expect(lines.slice(-2)).toEqual([
    ['call', undefined, 0],
    ['call', undefined, 0],
  ])
})

test('while Paxos throttles, cached data is served, marked with the reason and the seconds', async () => {
  const before = await desk.read()
  upstream.api = response => sendJson(response, 429, {})
  clock.advance(60 * second)
  const throttled = await desk.read()
  expect([throttled.status, throttled.text]).toEqual([200, before.text])
  expect(said(throttled)).toEqual([
    '60',
    'orchestration-desk; hit; ttl=-58; detail=upstream_penalty',
    'upstream_penalty;retry-after=305;status=503',
  ])
  const sent = upstream.apiCalls.length
  clock.advance(100 * second)
  const later = await desk.read()
  expect(later.headers['x-stale']).toBe('upstream_penalty;retry-after=205;status=503')
  expect(later.headers['x-read-at']).toBe('2026-07-01T12:00:00.000Z')
  expect(upstream.apiCalls).toHaveLength(sent)
  expect((await desk.read('never-read')).problem).toMatchObject({ code: 'upstream_penalty', retryAfter: 205 })
})

test('a failing Paxos is marked with the status it answered', async () => {
  await desk.read()
  upstream.api = response => sendJson(response, 500, {})
  clock.advance(60 * second)
  expect((await desk.read()).headers['x-stale']).toBe('upstream_unavailable;status=500')
  upstream.api = answerRecord
  expect((await desk.read()).headers['x-stale']).toBe('no')
})

test('the same bytes are a 304 with the age of now, from the cache or not, stale or not', async () => {
  const { headers } = await desk.read()
  const again = () => desk.get(path, { 'if-none-match': headers.etag ?? '' })
  clock.advance(second)
  const hit = await again()
  expect([hit.status, hit.text, ...said(hit)]).toEqual([304, '', '1', 'orchestration-desk; hit; ttl=1', 'no'])
  clock.advance(2 * second)
  const stale = await again()
  expect([stale.status, stale.headers['x-stale'], stale.headers['x-read-at']]).toEqual([
    304,
    'revalidating',
    '2026-07-01T12:00:00.000Z',
  ])
  await renewed()
  clock.advance(60 * second)
  const anew = await again()
  expect([anew.status, anew.headers['x-stale'], anew.headers['x-read-at']]).toEqual([
    304,
    'no',
    '2026-07-01T12:01:03.000Z',
  ])
  expect(headers.etag).toMatch(/^"[\w-]{27}"$/)
})

test('fresh=1 is for this server: it is not forwarded, and no other spelling works', async () => {
  const lists = '/api/sandbox/v2/orchestration/orchestrations'
  await desk.get(`${path}?fresh=1`)
  await desk.get(`${lists}?status=FAILED&fresh=1&limit=5`)
  expect(upstream.apiCalls.map(({ url }) => url)).toEqual([
    '/v2/orchestration/orchestrations/id-1',
    '/v2/orchestration/orchestrations?status=FAILED&limit=5',
  ])
  // It is the same data with or without it.
  expect((await desk.get(`${lists}?limit=5&status=FAILED`)).headers['cache-status']).toMatch(/; hit;/)
  for (const query of ['fresh=0', 'fresh', 'fresh=1&fresh=1', 'fresh=true', 'Fresh=1']) {
    expect((await desk.get(`${path}?${query}`)).problem.code).toBe('bad_request')
  }
})

test('without access nothing comes out of the cache either', async () => {
  await desk.read()
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { via: '1.1 proxy' },
  ]) {
    const reply = await desk.get(path, headers as Record<string, string>)
    expect(reply.problem.code).toBe('forbidden')
    expect(reply.text).not.toContain('PROCESSING')
    expect(reply.headers['x-read-at']).toBeUndefined()
  }
})

test('neither a truncated answer nor a refusal is cached', async () => {
  upstream.api = response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"id-1","sta')
  expect((await desk.read()).status).toBe(502)
  upstream.api = response => sendJson(response, 403, { detail: 'no' })
  expect((await desk.read()).status).toBe(502)
  upstream.api = response => sendJson(response, 400, { detail: 'no' })
  expect((await desk.read()).status).toBe(400)
  upstream.api = answerRecord
  expect((await desk.read()).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(4)
})

test('an orchestration that Paxos does not know is requested again after 5 s', async () => {
  upstream.api = response => sendJson(response, 404, { detail: 'no such orchestration' })
  expect((await desk.read()).status).toBe(404)
  expect((await desk.read()).problem).toMatchObject({ code: 'not_found', upstream: { status: 404 } })
  expect(upstream.apiCalls).toHaveLength(1)
  upstream.api = answerRecord
  clock.advance(5 * second + 1)
  expect((await desk.read()).status).toBe(200)
})

test.each([
  ['resets', true],
  ['answers 503', false],
])(
  'fault 21: bursts before an upstream that %s now and then: one tenth more calls at most, never more than the budget',
  async (_name, reset) => {
    const own = await startDesk({ ...upstream, clock, random: () => 0, cache: 'off', connection: { batching: false } })
    // One in three fails, which the breaker lets pass.
    upstream.api = (response, request, n) => {
      if (n % 3 !== 0) return answerRecord(response, request, n)
      return reset ? response.socket?.destroy() : sendJson(response, 503, {})
    }
    let asked = 0
    for (let burst = 0; burst < 5; burst++) {
      const replies = await Promise.all(Array.from({ length: 80 }, () => own.read(`id-${asked++}`)))
      expect(replies.every(({ status }) => [200, 502, 503].includes(status))).toBe(true)
    }
    const retries = Number(/^desk_upstream_retries_total\{.*\} (\d+)$/m.exec(await own.metrics())?.[1])
    await own.close()
    // The clock stands: all of this is within one window of 300.
    expect(upstream.apiCalls.length).toBeLessThanOrEqual(300)
    expect(upstream.apiCalls.length).toBeGreaterThan(250)
    expect(retries).toBeGreaterThan(0)
    expect(retries).toBeLessThanOrEqual(asked / 10)
  },
)
