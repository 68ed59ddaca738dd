/** What Paxos refuses is told to the next reader, on real sockets: no old answer covers it up. */
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
const minute = 60 * second
const api = '/api/sandbox/v2'
const orchestration = `${api}/orchestration/orchestrations`
const finished = { status: 'COMPLETED' }
const insufficient = { detail: 'insufficient scopes: found [a:b], required one of [orchestration:read_orchestration]' }

const answerAll = (status: number, body: unknown) => {
  upstream.api = response => sendJson(response, status, body)
}
const open = (path: string) => desk.get(path)
const poll = (path: string) => desk.get(path, { 'x-desk-purpose': 'poll' })
const outcome = ({ status, headers }: { status: number; headers: Readonly<Record<string, string>> }) => [
  status,
  headers['x-stale'],
]

test.each([
  ['rules', `${api}/orchestration/rules`, 6 * minute],
  ['a finished orchestration', `${orchestration}/id-1`, 11 * minute],
  ['a finished transfer', `${api}/transfer/transfers/id-1`, 11 * minute],
  ['a list', `${orchestration}?status=FAILED`, 4 * second],
  ['events', `${api}/events`, 4 * second],
])(
  '%s: a 403 that a renewal met is the next answer, to pages that open and to refreshes',
  async (_name, path, staleMs) => {
    answerAll(200, finished)
    expect((await open(path)).status).toBe(200)
    clock.advance(staleMs)
    answerAll(403, { detail: 'no' })
    expect(outcome(await open(path))).toEqual([200, 'revalidating'])
    await eventually(async () => (await open(path)).status).toBe(502)
    expect((await open(path)).problem).toMatchObject({ code: 'upstream_forbidden', upstream: { status: 403 } })
    expect((await poll(path)).problem).toMatchObject({ code: 'upstream_forbidden' })
    answerAll(200, finished)
    expect(outcome(await open(path))).toEqual([200, 'no'])
  },
)

test('a 403 that a refresh met ends what pages that open were shown', async () => {
  answerAll(200, finished)
  await open(`${orchestration}/id-1`)
  clock.advance(11 * minute)
  answerAll(403, { detail: 'no' })
  expect((await poll(`${orchestration}/id-1`)).status).toBe(502)
  expect((await open(`${orchestration}/id-1`)).status).toBe(502)
})

test.each([
  [400, { detail: 'bad id' }, 400],
  [403, insufficient, 502],
  [404, { detail: 'gone' }, 404],
])('refreshes that are refused together (%i) end what was read before of each', async (status, body, told) => {
  const paths = ['a', 'b', 'c'].map(id => `${orchestration}/${id}`)
  answerAll(200, finished)
  await Promise.all(paths.map(open))
  clock.advance(11 * minute)
  answerAll(status, body)
  for (const reply of await Promise.all(paths.map(poll))) expect(reply.status).toBe(told)
  upstream.api = response => response.socket?.destroy()
  clock.advance(6 * second)
  for (const reply of await Promise.all(paths.map(open))) expect(reply.problem.code).toBe('upstream_unavailable')
})

test('a missing scope that a list met ends the serving of single records that need it, still fresh', async () => {
  answerAll(200, finished)
  await open(`${orchestration}/id-1`)
  await open(`${api}/transfer/transfers/id-1`)
  clock.advance(second)
  answerAll(403, insufficient)
  await open(`${orchestration}?status=FAILED`)
  const { problem } = await open(`${orchestration}/id-1`)
  expect(problem).toMatchObject({ code: 'upstream_forbidden', scope: 'orchestration:read_orchestration' })
  expect(outcome(await open(`${api}/transfer/transfers/id-1`))).toEqual([200, 'no'])
})

test.each(['API refuses a token just fetched', 'token endpoint refuses the client'])(
  'when the %s, nothing that was read with these credentials is served',
  async which => {
    upstream.token = (response, _request, n) => sendJson(response, 200, { access_token: `t-${n}`, expires_in: 60 })
    answerAll(200, finished)
    const paths = [`${orchestration}/id-1`, `${api}/transfer/transfers/id-1`, `${api}/orchestration/rules`]
    for (const path of paths) await open(path)
    clock.advance(2 * minute)
    if (which.startsWith('API')) answerAll(401, {})
    else upstream.token = response => sendJson(response, 401, { error: 'invalid_client' })
    expect((await open(`${orchestration}/another`)).problem.code).toBe('upstream_credentials')
    for (const path of paths) expect((await open(path)).problem.code).toBe('upstream_credentials')
    upstream.token = (response, _request, n) => sendJson(response, 200, { access_token: `t-${n}`, expires_in: 3600 })
    answerAll(200, finished)
    clock.advance(5 * minute)
    for (const path of paths) expect(outcome(await open(path))).toEqual([200, 'no'])
  },
)

test('a single dropped token is not a refusal: cached data is still served', async () => {
  answerAll(200, finished)
  await open(`${orchestration}/id-1`)
  clock.advance(second)
  upstream.api = (response, request, n) => (n === 2 ? sendJson(response, 401, {}) : answerRecord(response, request, n))
  expect((await open(`${orchestration}/id-2`)).status).toBe(200)
  expect((await open(`${orchestration}/id-1`)).headers['cache-status']).toContain('hit')
  expect(upstream.apiCalls).toHaveLength(3)
})

test.each([
  ['keeps failing', 500, 'upstream_unavailable;status=500'],
  ['sends nonsense', 200, 'upstream_bad_response;status=200'],
])('a Paxos that %s while an answer is renewed is why the next one is stale', async (_name, status, stale) => {
  const path = `${orchestration}/id-1`
  answerAll(200, finished)
  await open(path)
  clock.advance(11 * minute)
  upstream.api = response => response.writeHead(status, { 'content-type': 'text/html' }).end('<p>')
  expect(outcome(await open(path))).toEqual([200, 'revalidating'])
  await eventually(async () => outcome(await open(path))).toEqual([200, stale])
})
