import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const record = '/api/sandbox/v2/orchestration/orchestrations'
const lines = () => desk.log().filter(line => line.msg === 'request')

test('one line per request, with what an operator needs', async () => {
  const reply = await desk.get(`${record}/some-secret-id`)
  expect(lines()).toHaveLength(1)
  const { time, ms, dataAgeMs, ...rest } = lines()[0] ?? {}
  expect(rest).toEqual({
    level: 30,
    msg: 'request',
    requestId: reply.headers['x-request-id'],
    traceId: reply.headers['x-request-id']?.replaceAll('-', ''),
    method: 'GET',
    route: '/api/:environment/v2/orchestration/orchestrations/:id',
    status: 200,
    environment: 'sandbox',
    cache: 'call',
    subject: 'local',
  })
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(ms).toBeTypeOf('number')
  expect(dataAgeMs).toBeTypeOf('number')
})

test('a failure has its code, its cause and what Paxos answered', async () => {
  upstream.api = response => sendJson(response, 500, { detail: 'their-secret-detail' })
  await desk.read()
  expect(lines()[0]).toMatchObject({
    status: 502,
    code: 'upstream_unavailable',
    reason: 'status_500',
    upstreamStatus: 500,
  })
})

test('every kind of request has a line, also what was refused, aborted or no HTTP', async () => {
  await desk.get('/')
  await desk.get('/sandbox/rules/r-1')
  await desk.get('/nothing/here')
  await desk.ask('DELETE', `${record}/id-1`)
  await desk.get('/api/%2f')
  await desk.get('/api/status', { 'sec-fetch-site': 'cross-site' })
  await sendRaw(desk.port, 'NONSENSE\r\n\r\n')
  expect(lines().map(({ route, status, code, reason }) => [route, status, code, reason])).toEqual([
    ['/', 302, undefined, undefined],
    ['/:environment/rules/:id', 200, undefined, undefined],
    ['(none)', 404, 'not_found', undefined],
    ['/api/:environment/v2/orchestration/orchestrations/:id', 405, 'method_not_allowed', undefined],
    ['(none)', 400, 'bad_request', undefined],
    ['/api/status', 403, 'forbidden', 'cross_site'],
    ['(unreadable)', 400, 'bad_request', 'HPE_INVALID_METHOD'],
  ])
})

test('no ID, query, header, cookie, body, amount, name or metadata in any line', async () => {
  upstream.api = response =>
    sendJson(response, 200, {
      id: 'secret-id',
      source_amount: '98765.4321',
      metadata: { customer: 'secret-name' },
    })
  await desk.get(`${record}/secret-id`, { 'user-agent': 'secret-agent', 'x-anything': 'secret-header' })
  await desk.get(`${record}?ref_id=secret-ref`)
  await desk.get(`${record}?secret-parameter=secret-value`)
  await desk.get('/sandbox/orchestrations/secret-id?seen=secret-seen')
  upstream.api = response =>
    sendJson(response, 404, { title: 'secret-title', detail: 'secret-detail', type: 'secret-type' })
  await desk.get(`${record}/secret-id?fresh=1`)
  upstream.api = response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"secret-body')
  await desk.get(`${record}/secret-id?fresh=1`)
  await sendRaw(desk.port, 'GET /secret-path HTTP/1.1\r\nHost: localhost\r\nBad Header: secret-header\r\n\r\n')
  expect(lines()).toHaveLength(7)
  // Who read which ID is what audit lines are for, and all that they say of an orchestration.
  const text = JSON.stringify(desk.log()).replaceAll('"ids":["secret-id"]', '')
  expect(text).not.toContain('secret-')
  expect(text).not.toContain('98765')
})

test('a fault of our own is named by its request ID only, and the log has the rest', async () => {
  const broken = {
    name: 'sandbox',
    penaltyUntil: () => undefined,
    read: () => Promise.reject(new TypeError('x is not y')),
  }
  const other = await startDesk({ ...upstream, app: { upstreams: [broken] } })
  const reply = await other.read()
  expect(reply.status).toBe(500)
  expect(reply.problem.code).toBe('internal')
  expect(reply.text).not.toContain('x is not y')
  const line = other.log().find(({ msg }) => msg === 'internal error')
  expect(line?.requestId).toBe(reply.problem.requestId)
  expect(String(line?.stack)).toContain('x is not y')
  expect(other.log().filter(({ msg }) => msg === 'request')[0]).toMatchObject({ level: 50, code: 'internal' })
  await other.close()
})

test('the search for planted secrets finds them: the token and the client secret are sent, and nowhere else', async () => {
  await desk.read()
  expect(upstream.apiCalls[0]?.headers.authorization).toContain(canaries.accessToken)
  expect(upstream.tokenCalls[0]?.body).toContain(canaries.clientSecret)
})
