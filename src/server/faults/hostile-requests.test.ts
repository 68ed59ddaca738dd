/** Requests that try to get somewhere else: none of them reaches the upstream. */
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#paxos/api.ts'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { framings, targets } from '../testing/faults/inbound-faults.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk

beforeAll(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream })
})
afterEach(() => {
  upstream.apiCalls.length = 0
  upstream.tokenCalls.length = 0
})
afterAll(async () => {
  await desk.close()
  await upstream.close()
})

const calls = () => upstream.apiCalls.length + upstream.tokenCalls.length
const record = '/api/sandbox/v2/orchestration/orchestrations'

/** Every way of writing "one up" and "a slash" that some server or router has been seen to accept. */
const ups = [
  '..',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '%252e%252e',
  '..;',
  '%c0%ae%c0%ae',
  '%u002e%u002e',
  '%uff0e%uff0e',
  '.%00.',
  '..%00',
]
const slashes = [
  '/',
  '%2f',
  '%2F',
  '%5c',
  '%5C',
  '\\',
  '%252f',
  '%255c',
  '//',
  '%c0%af',
  '%ef%bc%8f',
  '%e2%88%95',
  ';/',
]
const traversals = ups.flatMap(up =>
  slashes.flatMap(slash => [
    `${record}/${up}${slash}${up}${slash}oauth2${slash}token`,
    `${record}/id${slash}${up}${slash}${up}${slash}identity${slash}identities`,
    `/api/sandbox/v2/${up}${slash}v2${slash}profiles`,
    `/assets/${up}${slash}${up}${slash}package.json`,
    `/api/${up}${slash}sandbox/v2/profiles`,
  ]),
)

test(`fault 31: traversal in ${traversals.length} spellings makes no upstream call and finds no file`, async () => {
  for (let from = 0; from < traversals.length; from += 50) {
    const replies = await Promise.all(
      traversals.slice(from, from + 50).map(target => sendRaw(desk.port, rawGet(target))),
    )
    for (const [i, reply] of replies.entries()) {
      expect([400, 404], `${traversals[from + i]} got ${reply.head}`).toContain(reply.status)
      expect(reply.body).not.toContain('dependencies')
    }
  }
  expect(calls()).toBe(0)
})

test.each(targets.map(({ does, bytes }) => [does, bytes]))(
  'fault 31: a target with %s is refused before routing',
  async (_name, bytes) => {
    const reply = await sendRaw(desk.port, Buffer.from(bytes ?? '', 'latin1'))
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ status: 400, code: 'bad_request' })
    expect(reply.head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(reply.head.toLowerCase()).toContain('x-request-id: ')
    expect(calls()).toBe(0)
  },
)

test.each([
  'x'.repeat(65),
  'id.with.dots',
  'id%20space',
  'id;param',
  'id@host',
  'id:1',
  '%F0%9F%92%A9',
  "id'or'1",
  'id~',
])('an ID is letters, digits, dashes and underscores only: %j is refused', async id => {
  const reply = await desk.get(`${record}/${id}`)
  expect([reply.status, reply.problem.code]).toEqual([400, 'bad_request'])
  expect(calls()).toBe(0)
})

test('an ID of 64 allowed characters goes through unchanged', async () => {
  const id = `${'Az09_-'.repeat(10)}AAAA`
  expect((await desk.read(id)).status).toBe(200)
  expect(upstream.apiCalls.map(call => call.url)).toEqual([`/v2/orchestration/orchestrations/${id}`])
})

test('only the seven reads exist; everything else of Paxos is 404', async () => {
  const others = ['profiles', 'identity/identities', 'transfer/crypto-withdrawals', 'oauth2/token', 'orchestration', '']
  for (const path of [...others, 'orchestration/rules/some-id', 'orchestration/orchestrations/a/b', 'Events']) {
    expect((await desk.get(`/api/sandbox/v2/${path}`)).problem.code).toBe('not_found')
  }
  for (const path of [
    '/api/production/v2/events',
    '/api/sandbox/v1/events',
    '/api/sandbox/events',
    '/api',
    '/auth/register',
  ]) {
    expect((await desk.get(path)).problem.code).toBe('not_found')
  }
  expect(calls()).toBe(0)
  for (const { path } of Object.values(endpoints)) {
    expect((await desk.get(`/api/sandbox/v2${path.replace('{id}', 'some-id')}`)).status).toBe(200)
  }
  expect(upstream.apiCalls.map(call => call.url)).toEqual(
    Object.values(endpoints).map(({ path }) => `/v2${path.replace('{id}', 'some-id')}`),
  )
})

const lineBreaks = ['%0d%0a', '%0D%0A', '%0a', '%0d', '%E5%98%8A%E5%98%8D', '%25%30%61', '\\r\\n', '%u000a']
test(`fault 32: line breaks in ${lineBreaks.length} spellings add no header, neither here nor upstream`, async () => {
  for (const br of lineBreaks) {
    for (const target of [
      `${record}/id${br}X-Evil:%20yes`,
      `${record}?ref_id=a${br}X-Evil:%20yes`,
      `/sandbox/orchestrations/id${br}X-Evil:%20yes`,
      `/sandbox/rules/?x=${br}X-Evil:%20yes`,
      `/${br}X-Evil:%20yes`,
    ]) {
      const reply = await sendRaw(desk.port, rawGet(target))
      expect(reply.head.toLowerCase(), target).not.toMatch(/^x-evil/m)
    }
  }
  for (const call of upstream.apiCalls) expect(Object.keys(call.headers)).not.toContain('x-evil')
})

test.each(framings.map(({ does, bytes }) => [does, bytes]))(
  'fault 33: %s is a 400 and ends the connection',
  async (_name, bytes) => {
    const startedAt = performance.now()
    const reply = await sendRaw(desk.port, Buffer.from(bytes ?? '', 'latin1'), 3000)
    expect(performance.now() - startedAt, 'closed by the server').toBeLessThan(2500)
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'bad_request' })
    for (const header of ['x-request-id', 'x-content-type-options', 'content-security-policy']) {
      expect(reply.head.toLowerCase()).toContain(`${header}: `)
    }
    // One answer: what follows on the connection is not taken for another request.
    expect(reply.all.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  },
)

test('fault 33: a second request hidden in a body is not answered', async () => {
  const hidden = 'GET /api/sandbox/v2/events HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const reply = await sendRaw(
    desk.port,
    `GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  )
  expect(reply.all.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(calls()).toBe(0)
})

test('fault 34: an address over 8 KiB is a 414', async () => {
  const target = (length: number) => `/livez?${'x'.repeat(length - 7)}`
  expect((await sendRaw(desk.port, rawGet(target(8192)))).status).toBe(200)
  expect((await sendRaw(desk.port, rawGet(target(8193)))).status).toBe(414)
  // Only the app's own pages may have longer ones: the browser reads them, and says what of them is rubbish.
  for (const page of [
    '/sandbox?',
    '/sandbox/rules?',
    '/sandbox/orchestrations?',
    '/sandbox/orchestrations/x',
    '/sandbox/transfers/',
  ]) {
    const long = (length: number) => page + 'x'.repeat(length - page.length)
    expect((await sendRaw(desk.port, rawGet(long(12_288)))).status).toBe(200)
    expect((await sendRaw(desk.port, rawGet(long(12_289)))).status).toBe(414)
  }
  for (const other of ['/sandbox/settings?', '/sandbox/orchestrations/a/b', '/api/orchestrations/'])
    expect((await sendRaw(desk.port, rawGet(other + 'x'.repeat(8192)))).status).toBe(414)
  expect(
    (await sendRaw(desk.port, rawGet(`/api/sandbox/v2/orchestration/orchestrations?${'x'.repeat(8192)}`))).status,
  ).toBe(414)
})

test('fault 34: a 431 comes on a connection that has served before as well', async () => {
  const socket = connect(desk.port, '127.0.0.1')
  let text = ''
  socket.on('data', data => {
    text += data.toString()
  })
  socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await eventually(() => text).toContain('"ok":true')
  socket.write(rawGet('/livez', [`Cookie: a=${'x'.repeat(20_000)}`]))
  await eventually(() => text).toContain('HTTP/1.1 431')
  socket.destroy()
})

const methods = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'QUERY',
  'MKCOL',
  'REPORT',
]
test.each(methods)('fault 35: %s of an API path is a 405 that names GET', async method => {
  const reply = await desk.ask(method, `${record}/id-1`)
  expect(reply.status).toBe(405)
  expect(reply.headers.allow).toBe('GET')
  if (method !== 'HEAD') expect(reply.problem.code).toBe('method_not_allowed')
  expect(calls()).toBe(0)
})

test('fault 35: CONNECT is refused', async () => {
  const reply = await sendRaw(desk.port, 'CONNECT api.paxos.com:443 HTTP/1.1\r\nHost: api.paxos.com:443\r\n\r\n')
  expect(reply.all).toBe('')
})

test('fault 35: method overrides are ignored, and the upstream sees GET only', async () => {
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    expect((await desk.get(`${record}/id-1`, { [name]: 'DELETE' })).status).toBe(200)
  }
  expect((await desk.get(`${record}/id-1?_method=DELETE`)).status).toBe(400)
  expect((await desk.ask('POST', '/sandbox', { 'content-type': 'text/plain' }, 'x')).headers.allow).toBe('GET, HEAD')
  expect(new Set(upstream.apiCalls.map(call => call.method))).toEqual(new Set(['GET']))
})

test.each(['PUT /api/status', 'POST /nothing/here', 'POST /sandbox', 'POST /api/csp-report'])(
  'a large body to %s is refused without being taken',
  async target => {
    const socket = connect(desk.port, '127.0.0.1')
    let text = ''
    let closed = false
    socket.on('data', data => {
      text += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      closed = true
    })
    socket.write(
      `${target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000000\r\n\r\n`,
    )
    await eventually(() => closed).toBe(true)
    expect(text).toMatch(/^HTTP\/1\.1 (404|405|413|415) /)
  },
)

test("fault 36: the client's own credentials and identity headers do not reach the upstream", async () => {
  await desk.get(`${record}/id-1`, {
    authorization: `Bearer ${canaries.authorization}`,
    cookie: `a=${canaries.cookie}`,
    'x-user': 'admin',
    'x-goog-iap-jwt-assertion': 'a.b.c',
    'x-remote-user': 'root',
    'proxy-authorization': `Basic ${canaries.authorization}`,
  })
  const sent = JSON.stringify([upstream.apiCalls, upstream.tokenCalls.map(call => call.headers)])
  for (const text of [canaries.authorization, canaries.cookie, 'admin', 'a.b.c', 'root'])
    expect(sent).not.toContain(text)
})

const manyIds = (n: number) => Array.from({ length: n }, (_, i) => `orchestration_id=id-${i}`).join('&')

test.each([
  ['101 ids', manyIds(101)],
  ['one id 101 times', Array(101).fill('orchestration_id=same').join('&')],
  ['an unknown parameter', 'admin=1'],
  ['__proto__', '__proto__=1'],
  ['__proto__ with brackets', '__proto__[x]=1'],
  ['constructor', 'constructor=1'],
  ['toString', 'toString=1'],
  ['brackets', 'orchestration_id[]=1'],
  ['a limit twice', 'limit=1&limit=2'],
  ['a limit of 0', 'limit=0'],
  ['a limit of 1001', 'limit=1001'],
  ['a limit that is not a number', 'limit=1e2'],
  ['an order', 'order=desc'],
  ['a cursor of 513 characters', `page_cursor=${'a'.repeat(513)}`],
  ['a cursor with a space', 'page_cursor=a%20b'],
  ['a date that is none', 'created_at.gte=yesterday'],
  ['a day that is none', 'created_at.gte=2026-02-30T00:00:00Z'],
  ['an hour that is none', 'created_at.gte=2026-02-20T24:00:00Z'],
  ['a plus that is a space', 'created_at.gte=2026-02-20T12:00:00+01:00'],
  ['an empty value', 'ref_id='],
  ['no value', 'ref_id'],
  ['no name', '=x'],
  ['an empty pair', 'ref_id=a&&ref_id=b'],
  ['a control character', 'ref_id=a%1b'],
  ['a text of 257 characters', `ref_id=${'a'.repeat(257)}`],
  ['half an escape', 'ref_id=%e'],
])('fault 38: a query with %s is a 400', async (_name, query) => {
  const reply = await desk.get(`${record}?${query}`)
  expect([reply.status, reply.problem.code]).toEqual([400, 'bad_request'])
  expect(calls()).toBe(0)
})

test('fault 38: allowed parameters go through, lists deduplicated, encoded again', async () => {
  const query = [
    ...Array(3).fill('orchestration_id=same'),
    'ref_id=a%2Fb%26c%3Dd%C3%A9',
    'created_at.gte=2026-02-28T23:59:59.123456789%2B01:00',
    'limit=1000',
    'order=ASC',
    `page_cursor=${'a'.repeat(512)}`,
  ].join('&')
  expect((await desk.get(`${record}?${query}`)).status).toBe(200)
  expect(upstream.apiCalls[0]?.url).toBe(
    `/v2/orchestration/orchestrations?orchestration_id=same&ref_id=a%2Fb%26c%3Dd%C3%A9&created_at.gte=2026-02-28T23%3A59%3A59.123456789%2B01%3A00&limit=1000&order=ASC&page_cursor=${'a'.repeat(512)}`,
  )
  expect((await desk.get(`${record}?${manyIds(100)}`)).status).toBe(200)
  expect((await desk.get('/api/sandbox/v2/events?limit=101')).status).toBe(400)
  expect((await desk.get(`${record}/id-1?limit=1`)).status).toBe(400)
})
