/** Calls out through a company's proxy: what passes it, what doesn't, and what becomes of a proxy that is in trouble. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Secret } from './config/secret.ts'
import { createOutbound, type Outbound } from './outbound.ts'
import { startChild, writeSite } from './testing/desk/child.ts'
import { type Desk, startDesk } from './testing/desk/desk.ts'
import { eventually } from './testing/eventually.ts'
import { type FakeClock, fakeClock } from './testing/fake-clock.ts'
import { type ConnectProxy, startConnectProxy } from './testing/network/connect-proxy.ts'
import { startTlsFront, type TlsFront } from './testing/network/tls-front.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from './testing/upstream/fake-upstream.ts'

const password = 'canary-proxy-password'

let upstream: FakeUpstream
let front: TlsFront
let proxy: ConnectProxy
let outbound: Outbound
let desk: Desk
let clock: FakeClock

const apiUrl = new URL('https://api.paxos.test/v2')
const tokenUrl = new URL('https://oauth.paxos.test/oauth2/token')

const outboundBy = (more: { noProxy?: string; user?: string; http?: boolean } = {}) => {
  const url = new Secret(`http://${more.user ?? `desk:${password}`}@127.0.0.1:${proxy.port}`)
  return createOutbound({
    httpsProxy: more.http ? undefined : url,
    httpProxy: more.http ? url : undefined,
    noProxy: more.noProxy,
  })
}

beforeEach(async () => {
  clock = fakeClock()
  upstream = await startFakeUpstream()
  front = await startTlsFront('*.paxos.test', Number(upstream.apiUrl.port))
  proxy = await startConnectProxy(host => (host.endsWith('.paxos.test') ? front.port : undefined))
  outbound = outboundBy()
  desk = await start(outbound)
})
afterEach(async () => {
  await desk.close()
  await outbound.close()
  await proxy.close()
  await front.close()
  await upstream.close()
})

const start = (through: Outbound, timings: { connectMs?: number; totalMs?: number } = {}) =>
  startDesk({ apiUrl, tokenUrl, clock, cache: 'off', timings, connection: { outbound: through } })

const targets = () => proxy.tunnels.map(({ target }) => target)

test('Paxos is called through tunnels of the proxy, with the credentials for the proxy and no others', async () => {
  expect((await desk.read()).status).toBe(200)
  expect((await desk.read()).status).toBe(200)
  expect(targets()).toEqual(['oauth.paxos.test:443', 'api.paxos.test:443'])
  for (const { headers } of proxy.tunnels) {
    expect(headers['proxy-authorization']).toBe(`Basic ${Buffer.from(`desk:${password}`).toString('base64')}`)
    expect(JSON.stringify(headers)).not.toMatch(/bearer|client/i)
  }
  for (const { headers } of [...upstream.apiCalls, ...upstream.tokenCalls]) {
    expect(JSON.stringify(headers)).not.toContain('proxy')
    expect(headers.host).toMatch(/paxos\.test$/)
  }
  // One connection after the other was used again, and none speaks HTTP/2.
  expect(front.sockets.map(socket => socket.alpnProtocol)).toEqual(['http/1.1', 'http/1.1'])
  expect(proxy.forwarded).toEqual([])
})

test('HTTP_PROXY alone is for https as well', async () => {
  const through = outboundBy({ http: true })
  const other = await start(through)
  expect((await other.read()).status).toBe(200)
  expect(targets()).toContain('api.paxos.test:443')
  await other.close()
  await through.close()
})

test('a user name with special characters, percent-encoded, is decoded for the proxy', async () => {
  const through = outboundBy({ user: 'corp%5Cdesk:p%40ss%3A%25' })
  const other = await start(through)
  await other.read()
  expect(proxy.tunnels[0]?.headers['proxy-authorization']).toBe(
    `Basic ${Buffer.from('corp\\desk:p@ss:%').toString('base64')}`,
  )
  await other.close()
  await through.close()
})

test.each(['127.0.0.1', 'localhost'])('%s is called directly, whatever the proxy', async host => {
  const through = outboundBy({ http: true })
  const local = (url: URL) => new URL(url.href.replace('127.0.0.1', host))
  const own = await startDesk({
    apiUrl: local(upstream.apiUrl),
    tokenUrl: local(upstream.tokenUrl),
    connection: { outbound: through },
  })
  expect((await own.read()).status).toBe(200)
  expect(proxy.tunnels).toEqual([])
  expect(proxy.forwarded).toEqual([])
  await own.close()
  await through.close()
})

test.each(['oauth.paxos.test,api.paxos.test', '.paxos.test', '*.paxos.test', '*', 'paxos.test:443'])(
  'NO_PROXY=%s: those are called directly',
  async noProxy => {
    const through = outboundBy({ noProxy })
    const other = await start(through)
    // Such names don't exist: a call that doesn't go through the proxy finds nobody.
    const { problem } = await other.read()
    expect(problem.code).toBe('upstream_unavailable')
    expect(proxy.tunnels).toEqual([])
    await other.close()
    await through.close()
  },
)

test.each([
  ['refuses the credentials', 407, 'PROXY_407'],
  ['does not allow the host', 403, 'PROXY_403'],
  ['finds no such host', 502, 'PROXY_502'],
  ['closes the connection', 'drop', 'UND_ERR_PRX_CONN'],
] as const)('a proxy that %s is why Paxos is unavailable, and the log says so', async (_name, mode, reason) => {
  proxy.mode = mode
  const reply = await desk.read()
  expect(reply.problem).toMatchObject({ code: 'upstream_unavailable', status: 502 })
  const line = desk.log().find(({ msg }) => msg === 'request')
  expect(line).toMatchObject({ code: 'upstream_unavailable', reason })
  proxy.mode = 'open'
  clock.advance(60_000)
  expect((await desk.read()).status).toBe(200)
})

test('a missing proxy is named as the cause', async () => {
  const port = proxy.port
  await proxy.close()
  expect((await desk.read()).problem).toMatchObject({ code: 'upstream_unavailable' })
  expect(desk.log().find(({ msg }) => msg === 'request')).toMatchObject({ reason: 'ECONNREFUSED' })
  proxy = await startConnectProxy(() => front.port)
  expect(JSON.stringify(desk.log())).not.toContain(String(port))
})

test('a proxy that never answers costs no more than the deadline, and no connection after it', async () => {
  const through = outboundBy()
  const hasty = await start(through, { connectMs: 300, totalMs: 1000 })
  proxy.mode = target => (target.startsWith('api.') ? 'hang' : 'open')
  const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => hasty.read(`id-${i}`)))
  for (const { problem } of replies) expect(problem.code).toBe('upstream_timeout')
  proxy.mode = 'open'
  await eventually(async () => {
    clock.advance(120_000)
    return (await hasty.read()).status
  }).toBe(200)
  await hasty.close()
  await through.close()
})

test('not more than 32 tunnels to Paxos at once', async () => {
  upstream.api = (response, request, n) => void setTimeout(() => answerRecord(response, request, n), 50)
  const replies = await Promise.all(Array.from({ length: 100 }, (_, i) => desk.read(`id-${i}`)))
  for (const { status } of replies) expect(status).toBe(200)
  expect(targets().filter(target => target.startsWith('api.')).length).toBeLessThanOrEqual(32)
})

test('a redirect that came through the proxy is not followed', async () => {
  upstream.api = response => sendJson(response, 302, {}, { location: 'https://evil.test/' })
  expect((await desk.read()).problem.code).toBe('upstream_bad_response')
  expect(targets()).toEqual(['oauth.paxos.test:443', 'api.paxos.test:443'])
})

test('the password of the proxy is in no answer, log line or metric', async () => {
  await desk.read()
  proxy.mode = 407
  await desk.read('other')
  proxy.mode = 'drop'
  await desk.read('third')
  const said = [JSON.stringify(desk.log()), await desk.metrics()]
  for (const text of said) expect(text).not.toContain(password)
})

test('a body that drips through the proxy ends at the deadline', async () => {
  const through = outboundBy()
  const hasty = await start(through, { totalMs: 500 })
  await hasty.read()
  upstream.api = response => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => clearInterval(timer))
  }
  expect((await hasty.read('slow')).problem.code).toBe('upstream_timeout')
  await hasty.close()
  await through.close()
})

test('the program takes the proxy from its environment, and prints no password of it', async () => {
  const site = writeSite()
  const certificate = join(site.directory, 'authority.pem')
  writeFileSync(certificate, front.cert)
  const child = startChild(
    {
      PORT: '0',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: 'secret',
      PAXOS_SANDBOX_API_URL: apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: tokenUrl.href,
      NODE_EXTRA_CA_CERTS: certificate,
      // In small letters, as it is often set.
      https_proxy: `desk:${password}@127.0.0.1:${proxy.port}`,
      LOG_LEVEL: 'trace',
    },
    ['--dist', site.directory],
  )
  const path = '/api/sandbox/v2/orchestration/orchestrations/id-1'
  expect((await fetch((await child.url) + path)).status).toBe(200)
  expect(targets()).toEqual(['oauth.paxos.test:443', 'api.paxos.test:443'])
  child.process.kill('SIGTERM')
  await child.exitCode
  expect(child.stdout() + child.stderr()).not.toContain(password)
  site.remove()
})

test('the demo never goes through a proxy', async () => {
  const site = writeSite()
  const deadEnd = 'http://127.0.0.1:9'
  const variables = { PORT: '0', HTTPS_PROXY: deadEnd, HTTP_PROXY: deadEnd }
  const child = startChild(variables, ['--dist', site.directory])
  expect((await fetch(`${await child.url}/api/demo/v2/orchestration/orchestrations?limit=1`)).status).toBe(200)
  child.process.kill('SIGTERM')
  await child.exitCode
  site.remove()
})
