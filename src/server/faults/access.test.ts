/** Who gets an answer at all: this machine only without sign-in, and never another site. */
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { trustNetworks } from '../http/door/forwarded.ts'
import { loopbackFault } from '../http/door/host-rules.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

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

const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'
const served = ['/', '/sandbox', '/sandbox/orchestrations/id-1', '/favicon.svg', '/api/status', '/api/session', record]

async function refusedEverywhere(headers: Record<string, string>) {
  for (const path of served) {
    const reply = await desk.get(path, headers)
    expect([reply.status, reply.problem.code], path).toEqual([403, 'forbidden'])
  }
  expect(upstream.apiCalls).toHaveLength(0)
}

test.each([
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-host', 'localhost'],
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-user', 'admin'],
  ['forwarded', 'for=127.0.0.1'],
  ['x-real-ip', '127.0.0.1'],
  ['via', '1.1 proxy'],
  ['cf-connecting-ip', '127.0.0.1'],
  ['cf-ray', '230b030023ae2822-SJC'],
  ['cdn-loop', 'cdn'],
  ['x-forwarded', 'for=127.0.0.1'],
  ['forwarded-for', '127.0.0.1'],
  ['client-ip', '127.0.0.1'],
  ['x-original-host', 'localhost'],
  ['x-original-forwarded-for', '127.0.0.1'],
  ['x-envoy-external-address', '127.0.0.1'],
  ['x-remote-addr', '127.0.0.1'],
  ['fastly-client-ip', '127.0.0.1'],
  ['x-azure-clientip', '127.0.0.1'],
  ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678'],
])('faults 37 and 55: without sign-in a request with %s is refused, whatever it says', async (name, value) => {
  await refusedEverywhere({ [name]: value })
})

test.each([
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  'localhost.',
  '127.0.0.1.nip.io',
  '128.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '[::2]',
  '[::ffff:10.0.0.1]',
  '2130706433',
  '127.1',
])('fault 55: DNS rebinding: the Host %s is refused', async host => {
  await refusedEverywhere({ host })
})

test.each(['localhost', 'LOCALHOST', 'localhost:8080', '127.0.0.1', '127.8.9.10:99', '[::1]', '[::1]:80'])(
  'the Host %s is loopback',
  async host => {
    expect((await desk.get(record, { host })).status).toBe(200)
  },
)

test.each(['10.0.0.1', '192.0.2.2', '::ffff:10.0.0.1', 'fd00::2', '0.0.0.0', undefined])(
  'fault 55: a peer at %s is refused',
  remoteAddress => {
    const request = { headers: { host: 'localhost' }, socket: { remoteAddress } } as IncomingMessage
    expect(loopbackFault(request)).toMatchObject({ code: 'forbidden', reason: 'peer_not_loopback' })
  },
)

test.each(['127.0.0.1', '127.3.4.5', '::1', '::ffff:127.0.0.1'])('a peer at %s is this machine', remoteAddress => {
  const request = { headers: { host: 'localhost' }, socket: { remoteAddress } } as IncomingMessage
  expect(loopbackFault(request)).toBeUndefined()
})

test('health answers probes under any host name', async () => {
  for (const path of ['/livez', '/readyz']) {
    expect((await desk.get(path, { host: 'pod.internal', 'x-forwarded-for': '10.0.0.1' })).status).toBe(200)
  }
})

test.each(['cross-site', 'same-site', 'none', 'anything', 'same-origin, same-origin'])(
  'fault 52: a request of Sec-Fetch-Site %s gets no data',
  async site => {
    for (const path of [record, '/api/status', '/api/session']) {
      const reply = await desk.get(path, { 'sec-fetch-site': site })
      expect([reply.status, reply.problem.code]).toEqual([403, 'forbidden'])
    }
    expect((await desk.ask('POST', '/api/csp-report', { 'sec-fetch-site': site })).status).toBe(403)
    expect(upstream.apiCalls).toHaveLength(0)
  },
)

test.each(['https://evil.example', 'null', 'http://localhost:1', 'https://localhost', ''])(
  'fault 52: a request with the Origin %j gets no data',
  async origin => {
    const reply = await desk.get(record, { origin, host: 'localhost' })
    expect([reply.status, reply.problem.code]).toEqual([403, 'forbidden'])
    expect(upstream.apiCalls).toHaveLength(0)
  },
)

test('our own page, a preload and a command line get their data', async () => {
  const own = `http://localhost:${desk.port}`
  for (const headers of [
    {},
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-site': 'same-origin', origin: own, host: `localhost:${desk.port}` },
  ]) {
    expect((await desk.get(record, headers)).status).toBe(200)
  }
})

test('a link from another site opens the page: it is the data that stays here', async () => {
  const reply = await desk.get('/sandbox/orchestrations/id-1', {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  })
  expect(reply.status).toBe(200)
})

test('no answer has CORS headers, and a preflight is a 405', async () => {
  const preflight = await desk.ask('OPTIONS', record, {
    'access-control-request-method': 'GET',
    origin: `http://127.0.0.1:${desk.port}`,
    host: `127.0.0.1:${desk.port}`,
  })
  expect(preflight.status).toBe(405)
  const replies = [preflight, ...(await Promise.all(served.map(path => desk.get(path))))]
  for (const { headers } of replies) {
    expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([])
  }
})

test('a public demo answers to its own name and keeps other sites out', async () => {
  const publicUrl = new URL('https://desk.example.com')
  const open = await startDesk({ ...upstream, app: { loopbackOnly: false, publicUrl } })
  const own = { host: 'desk.example.com', 'x-forwarded-for': '198.51.100.7' }
  expect((await open.get(record, own)).status).toBe(200)
  expect((await open.get(record, { ...own, origin: 'https://desk.example.com' })).status).toBe(200)
  expect((await open.get(record, { ...own, host: 'evil.example' })).status).toBe(403)
  expect((await open.get(record, { ...own, origin: 'http://desk.example.com' })).status).toBe(403)
  expect((await open.get(record, { ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await open.get('/sandbox', own)).headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  await open.close()
})

/** A server with a public name, and whether it answers one that asks with these headers. */
async function answers(publicUrl: string, headers: Record<string, string>) {
  const open = await startDesk({
    ...upstream,
    app: { loopbackOnly: false, publicUrl: new URL(publicUrl), isTrusted: trustNetworks(['127.0.0.0/8']) },
  })
  const reply = await open.get(record, headers)
  await open.close()
  return reply.status
}

const name = 'https://desk.example.com'

test.each([
  { host: 'desk.example.com:443' },
  { host: 'desk.example.com.' },
  { host: 'DESK.example.com.:443' },
  { host: 'desk.example.com:443', origin: 'https://desk.example.com' },
  { host: 'desk.example.com', origin: 'https://desk.example.com:443' },
  { host: 'desk.example.com.', origin: 'https://desk.example.com.' },
  { host: 'desk.example.com', origin: 'HTTPS://DESK.EXAMPLE.COM' },
  { host: 'inner:8080', 'x-forwarded-host': 'desk.example.com:443' },
  { host: 'inner:8080', 'x-forwarded-host': 'desk.example.com., inner.local:8080' },
  { host: 'inner:8080', 'x-forwarded-host': 'Desk.Example.com,desk.example.com' },
])('a server knows its own name in %j', async headers => {
  expect(await answers(name, headers)).toBe(200)
})

test.each([
  { host: 'desk.example.com:444' },
  { host: 'desk.example.com:80' },
  { host: 'desk.example.com.evil.example' },
  { host: 'evil.example:443' },
  { host: 'desk.example.com', 'x-forwarded-host': 'evil.example' },
  { host: 'desk.example.com', 'x-forwarded-host': 'evil.example, desk.example.com' },
  { host: 'desk.example.com', 'x-forwarded-host': 'desk.example.com/x' },
  { host: 'desk.example.com', 'x-forwarded-host': '' },
  { host: 'desk.example.com', origin: 'http://desk.example.com:443' },
  { host: 'desk.example.com', origin: 'https://desk.example.com:444' },
  { host: 'desk.example.com', origin: 'https://desk.example.com, https://evil.example' },
  { host: 'desk.example.com', origin: 'https://desk.example.com/' },
  { host: 'desk.example.com', origin: 'null' },
])('a server refuses what is not its own name in %j', async headers => {
  expect(await answers(name, headers)).toBe(403)
})

test.each([
  ['https://[2001:db8::1]', '[2001:DB8:0:0::1]:443', 200],
  ['https://[2001:db8::1]', '[2001:db8::2]', 403],
  ['https://desk.example.com:8443', 'desk.example.com:8443', 200],
  ['https://desk.example.com:8443', 'desk.example.com', 403],
  ['https://desk.example.com.', 'desk.example.com', 200],
  ['http://localhost:8080', 'localhost:80', 200],
])('at %s the Host %s gets %i', async (publicUrl, host, status) => {
  expect(await answers(publicUrl, { host })).toBe(status)
})

test('a raw request of HTTP/1.0 needs a Host like any other, but for health', async () => {
  const ask = async (path: string, ...lines: string[]) =>
    (await sendRaw(desk.port, [`GET ${path} HTTP/1.0`, ...lines, '', ''].join('\r\n'))).status
  expect(await ask('/api/status')).toBe(400)
  expect(await ask('/api/status', 'Host: a b')).toBe(400)
  expect(await ask('/nothing')).toBe(400)
  for (const path of ['/livez', '/readyz', '/livez?from=haproxy']) {
    expect(await ask(path)).toBe(200)
    for (const host of ['', 'desk_backend', '10.0.0.7:8080', '[fd00::7]:8080', 'localhost.', 'a b', 'a/b']) {
      expect(await ask(path, `Host: ${host}`), host).toBe(200)
    }
    expect(await ask(path, 'Host: a', 'Host: b')).toBe(400)
  }
  expect((await sendRaw(desk.port, 'HEAD /livez HTTP/1.0\r\n\r\n')).status).toBe(200)
  expect((await sendRaw(desk.port, rawGet('/api/status'))).status).toBe(200)
})
