/** The token: fetched once, renewed in time, dropped alone, and never begged for. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import {
  type Answerer,
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
  desk = await startDesk({ ...upstream, cache: 'off', clock, random: () => 0 })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const second = 1000
const readMany = (n: number) => Promise.all(Array.from({ length: n }, (_, i) => desk.read(`id-${i}`)))
const statuses = (replies: readonly { readonly status: number }[]) => [...new Set(replies.map(({ status }) => status))]

/** Answers 401 to every token but these. */
const acceptOnly =
  (...numbers: number[]): Answerer =>
  (response, request, n) =>
    numbers.some(number => request.headers.authorization === `Bearer ${canaries.accessToken}-${number}`)
      ? answerRecord(response, request, n)
      : sendJson(response, 401, { title: 'Unauthorized' })

test('the token request is a form POST with the credentials and nothing of the client', async () => {
  await desk.read()
  const [call] = upstream.tokenCalls
  expect(call?.method).toBe('POST')
  expect(call?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'desk-client',
    client_secret: canaries.clientSecret,
    scope:
      'orchestration:read_orchestration orchestration:read_orchestration_rule transfer:read_transfer events:read_event',
  })
  expect(JSON.stringify(call?.headers)).not.toContain(canaries.authorization)
  expect(JSON.stringify(call?.headers)).not.toContain(canaries.cookie)
})

test('single flight: fifty cold requests are one token call', async () => {
  expect(statuses(await readMany(50))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(1)
  expect(upstream.apiCalls).toHaveLength(50)
})

test('fault 13: a token revoked with fifty requests in flight costs one token call, and all get their data', async () => {
  await desk.read()
  const waiting: (() => void)[] = []
  upstream.api = (response, request, n) => {
    const answer = () => void acceptOnly(2)(response, request, n)
    // The first 32, which is as many as go out at once, are all refused at the same moment.
    if (n > 1 + 32) return answer()
    waiting.push(answer)
    if (waiting.length === 32) for (const refuse of waiting) refuse()
  }
  expect(statuses(await readMany(50))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(2)
  expect(upstream.apiCalls.length).toBeGreaterThanOrEqual(1 + 32 + 50)
})

test('a late 401 to an old token does not drop the new one', async () => {
  await desk.read()
  let answerLate = () => {}
  upstream.api = (response, request, n) => {
    if (request.url.endsWith('/late')) answerLate = () => void sendJson(response, 401, {})
    else acceptOnly(2)(response, request, n)
  }
  const late = desk.read('late')
  await eventually(() => upstream.apiCalls.length).toBe(2)
  expect((await desk.read('id-2')).status).toBe(200)
  upstream.api = acceptOnly(2)
  answerLate()
  expect((await late).status).toBe(200)
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('fault 14: a 401 to a new token holds everything for 30 s', async () => {
  upstream.api = acceptOnly()
  const first = await desk.read()
  expect(first.status).toBe(502)
  expect(first.problem).toMatchObject({ code: 'upstream_credentials', retryAfter: 30, upstream: { status: 401 } })
  expect(upstream.apiCalls).toHaveLength(2)
  expect(upstream.tokenCalls).toHaveLength(2)
  clock.advance(29 * second)
  for (const reply of await readMany(20))
    expect(reply.problem).toMatchObject({ code: 'upstream_credentials', retryAfter: 1 })
  expect(upstream.apiCalls).toHaveLength(2)
  expect(upstream.tokenCalls).toHaveLength(2)
  upstream.api = answerRecord
  clock.advance(second)
  expect((await desk.read()).status).toBe(200)
  expect(desk.log().filter(line => line.event === 'token_refused')).toHaveLength(1)
})

test('fault 23: a token endpoint that is down is asked again after 2, then up to 4, …, at most 60 s', async () => {
  upstream.token = response => response.socket?.destroy()
  const waits: (number | undefined)[] = []
  for (let i = 0; i < 8; i++) {
    const { status, problem } = await desk.read()
    expect([status, problem.code]).toEqual([502, 'upstream_unavailable'])
    waits.push(problem.retryAfter)
    const sent = upstream.tokenCalls.length
    clock.advance((problem.retryAfter ?? 0) * second - 1)
    await readMany(5)
    expect(upstream.tokenCalls).toHaveLength(sent)
    clock.advance(1)
  }
  // Half of 2, 4, 8, … 60 s at this jitter, but never under 2.
  expect(waits).toEqual([2, 2, 4, 8, 16, 30, 30, 30])
  upstream.token = grantToken
  expect((await desk.read()).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(1)
})

test.each<[string, Answerer]>([
  ['an empty body', response => response.writeHead(200, { 'content-type': 'application/json' }).end()],
  ['an empty object', response => sendJson(response, 200, {})],
  ['no JSON', response => response.writeHead(200).end('access granted')],
  ['a token that is not text', response => sendJson(response, 200, { access_token: 7, expires_in: 60 })],
  [
    'a token with a line break',
    response => sendJson(response, 200, { access_token: 'a\r\nX-Evil: 1', expires_in: 60 }),
  ],
  ['a token of another type', response => sendJson(response, 200, { access_token: 'abc', token_type: 'mac' })],
  ['a body of 100 kB', response => sendJson(response, 200, { access_token: 'abc', padding: 'x'.repeat(100_000) })],
])('fault 24: a token answer with %s is a failure, not a token', async (_name, answer) => {
  upstream.token = answer
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_bad_response', retryAfter: 2 })
  expect(upstream.apiCalls).toHaveLength(0)
})

test.each([-1, 0, Number.NaN, 1e12, '3600', null, undefined])(
  'fault 25: expires_in of %s counts as 60 s',
  async expires_in => {
    upstream.token = (response, _request, n) =>
      sendJson(response, 200, { access_token: `token-${n}`, token_type: 'Bearer', expires_in })
    await desk.read()
    clock.advance(29 * second)
    await desk.read()
    expect(upstream.tokenCalls).toHaveLength(1)
    clock.advance(31 * second)
    await desk.read()
    expect(upstream.tokenCalls).toHaveLength(2)
    expect(upstream.apiCalls.at(-1)?.headers.authorization).toBe('Bearer token-2')
  },
)

test.each([
  [401, { error: 'invalid_client' }],
  [400, { error: 'invalid_client' }],
  [400, { error: 'invalid_scope' }],
  [401, 'not even JSON'],
])('fault 26: credentials refused (%i %j) are said once, loudly, and tried again every 5 min', async (status, body) => {
  upstream.token = response => sendJson(response, status, body)
  const first = await desk.read()
  expect(first.status).toBe(502)
  expect(first.problem).toMatchObject({ code: 'upstream_credentials', retryAfter: 300, upstream: { status } })
  await readMany(10)
  clock.advance(299 * second)
  await readMany(10)
  expect(upstream.tokenCalls).toHaveLength(1)
  const loud = desk.log().filter(line => line.event === 'credentials_refused')
  expect(loud).toHaveLength(1)
  expect(loud[0]?.level).toBe(50)
  clock.advance(second)
  await readMany(10)
  expect(upstream.tokenCalls).toHaveLength(2)
  upstream.token = grantToken
  clock.advance(300 * second)
  expect((await desk.read()).status).toBe(200)
})

test('a token endpoint that answers 503 or hangs is a temporary failure', async () => {
  upstream.token = response => sendJson(response, 503, { error: 'invalid_client' })
  expect((await desk.read()).problem).toMatchObject({ code: 'upstream_unavailable', retryAfter: 2 })
  const hasty = await startDesk({ ...upstream, cache: 'off', clock, timings: { tokenMs: 200 } })
  upstream.token = () => undefined
  const reply = await hasty.read()
  expect(reply.status).toBe(504)
  expect(reply.problem).toMatchObject({ code: 'upstream_timeout', retryAfter: 2 })
  await hasty.close()
})

test('a read that waits for a slow token fails at the deadline, and the token is kept for the next', async () => {
  const hasty = await startDesk({ ...upstream, cache: 'off', clock, timings: { totalMs: 150 } })
  let grant = () => {}
  upstream.token = (response, request, n) => {
    grant = () => void grantToken(response, request, n)
  }
  expect((await hasty.read()).problem.code).toBe('upstream_timeout')
  const next = hasty.read()
  grant()
  expect((await next).status).toBe(200)
  expect(upstream.tokenCalls).toHaveLength(1)
  await hasty.close()
})

test('a redirect from the token endpoint is not followed', async () => {
  upstream.token = response => response.writeHead(307, { location: `${upstream.apiUrl}/stolen` }).end()
  expect((await desk.read()).problem.code).toBe('upstream_unavailable')
  expect(upstream.apiCalls).toHaveLength(0)
})

test.each([
  [0, 0.5],
  [0.999, 0.8],
])('a token is renewed in the background at 50 to 80 % of its life (jitter %d)', async (jitter, share) => {
  const other = await startDesk({ ...upstream, cache: 'off', clock, random: () => jitter })
  await other.read()
  clock.advance(3600 * second * share - second * 10)
  await other.read()
  expect(upstream.tokenCalls).toHaveLength(1)
  clock.advance(second * 10)
  upstream.token = () => undefined
  // The old one serves meanwhile: nobody waits.
  expect((await other.read()).status).toBe(200)
  await eventually(() => upstream.tokenCalls.length).toBe(2)
  expect(upstream.apiCalls.at(-1)?.headers.authorization).toBe(`Bearer ${canaries.accessToken}-1`)
  await other.close()
})

test('an expired token is never sent, even when no other is available', async () => {
  await desk.read()
  upstream.token = response => sendJson(response, 503, {})
  clock.advance(3599 * second)
  expect((await desk.read()).status).toBe(502)
  expect(upstream.apiCalls).toHaveLength(1)
})

test('when renewing fails the old token is used until it expires', async () => {
  await desk.read()
  upstream.token = response => sendJson(response, 503, {})
  clock.advance(2000 * second)
  for (let i = 0; i < 5; i++) expect((await desk.read()).status).toBe(200)
  // One try, then the backoff.
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('fault 63: a wall clock that jumps neither ends a token nor keeps it alive', async () => {
  await desk.read()
  clock.jump(7_200_000)
  await desk.read()
  expect(upstream.tokenCalls).toHaveLength(1)
  clock.jump(-14_400_000)
  clock.advance(3600 * second)
  await desk.read()
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('an early token renewal leaves the probe after a 429 to a waiting request', async () => {
  await desk.read()
  upstream.api = response => sendJson(response, 429, {})
  await desk.read()
  clock.advance(2_000_000)
  upstream.api = answerRecord
  expect((await desk.read()).status).toBe(200)
  await desk.read()
  await eventually(() => upstream.tokenCalls.length).toBe(2)
})
