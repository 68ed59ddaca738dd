/** What Paxos says, and what the page is told. */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { selfSigned } from '../testing/network/self-signed.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream, cache: 'off' })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const problem = (status: number, detail: string) => ({
  type: `https://developer.paxos.com/docs/api/errors#${status}`,
  title: 'Their title',
  status,
  detail,
  request_id: 'their-request',
  meta: { internal: 'their-secret-meta' },
})

test('fault 15: 400 and 404 keep their status and carry what Paxos said', async () => {
  for (const [status, code] of [
    [400, 'bad_request'],
    [404, 'not_found'],
  ] as const) {
    upstream.api = response =>
      sendJson(response, status, problem(status, 'created_at.gte is odd'), {
        'content-type': 'application/problem+json',
      })
    const reply = await desk.read()
    expect(reply.status).toBe(status)
    expect(reply.problem).toMatchObject({
      code,
      upstream: { status, title: 'Their title', detail: 'created_at.gte is odd', requestId: 'their-request' },
    })
    expect(reply.text).not.toContain('their-secret-meta')
  }
})

test('fault 15: 403 is a 502 with the missing scope, and a code other than that of our 403', async () => {
  const detail = 'insufficient scopes: found [a:b], required one of [orchestration:read_orchestration]'
  upstream.api = response => sendJson(response, 403, problem(403, detail))
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({
    code: 'upstream_forbidden',
    scope: 'orchestration:read_orchestration',
    upstream: { status: 403, type: 'https://developer.paxos.com/docs/api/errors#403', title: 'Their title', detail },
  })
})

test('fault 15: a 403 for another reason has no scope', async () => {
  upstream.api = response => sendJson(response, 403, problem(403, 'This profile is closed.'))
  const { problem: said } = await desk.read()
  expect(said).toMatchObject({ code: 'upstream_forbidden', upstream: { detail: 'This profile is closed.' } })
  expect(said.scope).toBeUndefined()
})

test.each(['not json', '', '[1]', '{"detail":7}', '{"__proto__":{"title":"x"}}'])(
  'fault 15: a refusal whose body is %j is mapped by its status alone',
  async body => {
    upstream.api = response => response.writeHead(404, { 'content-type': 'text/html' }).end(body)
    const reply = await desk.read()
    expect(reply.status).toBe(404)
    expect(reply.problem.upstream).toEqual({ status: 404 })
  },
)

test('fault 15: words of any length are cut, and an endless refusal is not read', async () => {
  upstream.api = response => sendJson(response, 404, problem(404, 'x'.repeat(50_000)))
  expect((await desk.read()).problem.upstream?.detail).toHaveLength(2000)
  upstream.api = response => sendJson(response, 404, problem(404, 'x'.repeat(500_000)))
  expect((await desk.read()).problem.upstream).toEqual({ status: 404 })
})

test('a status that this server does not know is a 502', async () => {
  for (const status of [204, 206, 409, 418, 422, 451]) {
    upstream.api = response => response.writeHead(status).end()
    const reply = await desk.read()
    expect(reply.status).toBe(502)
    expect(reply.problem).toMatchObject({ code: 'upstream_bad_response', upstream: { status } })
  }
})

test.each([301, 302, 303, 307, 308])(
  'fault 30: a %i elsewhere is not followed, and no token goes there',
  async status => {
    const elsewhere = await startFakeUpstream()
    upstream.api = response =>
      response.writeHead(status, { location: `${elsewhere.apiUrl}/latest/meta-data/iam` }).end()
    const reply = await desk.read()
    expect(reply.status).toBe(502)
    expect(reply.problem).toMatchObject({ code: 'upstream_bad_response', upstream: { status } })
    expect(elsewhere.apiCalls).toHaveLength(0)
    expect(reply.headers.location).toBeUndefined()
    expect(upstream.apiCalls).toHaveLength(1)
    await elsewhere.close()
  },
)

test.each([
  ['a name that does not exist', new URL('https://no-such-host.invalid/v2'), /ENOTFOUND|EAI_AGAIN/],
  ['a port where nobody listens', new URL('http://127.0.0.1:1/v2'), /ECONNREFUSED/],
])('fault 29: %s is a 502 with the cause in the log only', async (_name, apiUrl, cause) => {
  const other = await startDesk({ apiUrl, tokenUrl: upstream.tokenUrl })
  const reply = await other.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_unavailable' })
  expect(reply.text).not.toMatch(cause)
  expect(String(other.log().find(line => line.msg === 'request')?.reason)).toMatch(cause)
  await other.close()
})

test('fault 29: an invalid certificate gets no token', async () => {
  const seen: string[] = []
  const server = createServer(selfSigned(), (request, response) => {
    seen.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const urls of [
    { apiUrl: new URL(`${origin}/v2`), tokenUrl: upstream.tokenUrl },
    { apiUrl: upstream.apiUrl, tokenUrl: new URL(`${origin}/oauth2/token`) },
  ]) {
    const other = await startDesk(urls)
    const reply = await other.read()
    expect(reply.status).toBe(502)
    expect(reply.problem).toMatchObject({ code: 'upstream_unavailable' })
    await other.close()
  }
  expect(seen).toEqual([])
  await new Promise(resolve => server.close(resolve))
})

test('requests carry exactly these headers, and nothing of the client', async () => {
  await desk.get('/api/sandbox/v2/events?type=orchestration.completed', {
    'x-request-id': 'from-client',
    tracestate: 'vendor=secret',
    'user-agent': 'client-agent',
    'accept-language': 'de',
    'x-client-version': 'a',
    'if-none-match': '"x"',
    range: 'bytes=0-10',
  })
  const [call] = upstream.apiCalls
  const names = call?.rawHeaders.filter((_, index) => index % 2 === 0).map(name => name.toLowerCase())
  expect(names?.sort()).toEqual(
    ['accept', 'authorization', 'connection', 'host', 'traceparent', 'user-agent', 'x-request-id'].sort(),
  )
  expect(call?.headers).toMatchObject({
    accept: 'application/json',
    authorization: `Bearer ${canaries.accessToken}-1`,
    'user-agent': 'orchestration-desk/0.0.0',
  })
  const id = call?.headers['x-request-id']
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(call?.headers.traceparent).toMatch(new RegExp(`^00-${String(id).replaceAll('-', '')}-[0-9a-f]{16}-00$`))
})

test.each(['00', '01'])(
  "a caller's trace goes on at Paxos, in the log and in a problem document: flag %s",
  async flag => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const read = (id: string, traceparent: string) =>
      desk.get(`/api/sandbox/v2/orchestration/orchestrations/${id}`, { traceparent })
    upstream.api = response => sendJson(response, 500, {})
    const reply = await read('id-1', `00-${trace}-00f067aa0ba902b7-${flag}`)
    expect(reply.problem).toMatchObject({ traceId: trace, requestId: reply.headers['x-request-id'] })
    const [call] = upstream.apiCalls
    expect(call?.headers['x-request-id']).toBe(reply.headers['x-request-id'])
    expect(call?.headers.traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-${flag}$`))
    await eventually(() => desk.log()).toContainEqual(expect.objectContaining({ msg: 'request', traceId: trace }))

    const own = await read('id-2', `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`)
    expect(own.problem?.traceId).toBe(own.problem?.requestId.replaceAll('-', ''))
  },
)

test("responses carry Paxos's status and body, and our headers", async () => {
  upstream.api = response =>
    sendJson(
      response,
      200,
      { id: 'id-1' },
      {
        'set-cookie': 'paxos=1',
        server: 'paxos',
        'x-powered-by': 'paxos',
        'cache-control': 'public, max-age=99999',
        'access-control-allow-origin': '*',
        'x-request-id': 'theirs',
      },
    )
  const { headers } = await desk.read()
  for (const name of ['set-cookie', 'server', 'x-powered-by', 'access-control-allow-origin']) {
    expect(headers[name]).toBeUndefined()
  }
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(headers['x-request-id']).not.toBe('theirs')
  expect(headers['x-read-at']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(headers.date).toBeDefined()
})

test('the same bytes have the same ETag and answer 304; others do not', async () => {
  const path = '/api/sandbox/v2/orchestration/orchestrations/id-1'
  const first = await desk.read()
  const etag = first.headers.etag ?? ''
  expect(etag).toMatch(/^"[\w-]{27}"$/)
  for (const candidates of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await desk.get(path, { 'if-none-match': candidates })
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag])
    expect(again.headers['x-read-at']).toBeDefined()
  }
  upstream.api = response => sendJson(response, 200, { id: 'id-1', status: 'COMPLETED' })
  const changed = await desk.get(path, { 'if-none-match': etag })
  expect(changed.status).toBe(200)
  expect(changed.headers.etag).not.toBe(etag)
})
