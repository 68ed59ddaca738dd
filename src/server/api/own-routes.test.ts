import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { noSignIn } from '../auth/auth.ts'
import { logTo } from '../observe/log.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { testSite } from '../testing/desk/site.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let draining = false

beforeEach(async () => {
  draining = false
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream, app: { isDraining: () => draining } })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

test('the session says when there is no sign-in', async () => {
  expect((await desk.get('/api/session')).text).toBe('{"mode":"none","subject":"local"}')
})

test('the status has the version and environments, without their settings', async () => {
  const { text } = await desk.get('/api/status')
  expect(JSON.parse(text)).toEqual({ version: '0.0.0', environments: [{ name: 'sandbox', penalty: null }] })
})

test('is alive always, and ready until it stops', async () => {
  for (const path of ['/livez', '/readyz']) expect((await desk.get(path)).status).toBe(200)
  draining = true
  expect((await desk.get('/livez')).status).toBe(200)
  const reply = await desk.get('/readyz')
  expect([reply.status, reply.problem.code]).toEqual([503, 'shutting_down'])
  expect(reply.headers.connection).toBe('close')
})

test('readiness sends nothing to Paxos', async () => {
  upstream.token = () => undefined
  expect((await desk.get('/readyz')).status).toBe(200)
  expect(upstream.tokenCalls).toHaveLength(0)
})

test('requests without a socket get the same response and log line', async () => {
  const lines: string[] = []
  const app = createApp({
    site: testSite,
    appConfig: { version: '1', defaultEnvironment: 'demo', environments: [], links: { explorers: {} } },
    upstreams: [],
    auth: noSignIn,
    publicUrl: undefined,
    loopbackOnly: true,
    isTrusted: () => false,
    log: logTo('info', { write: line => lines.push(line) }),
    isDraining: () => false,
  })
  expect((await app.inject('/livez')).statusCode).toBe(200)
  expect((await app.inject({ method: 'DELETE', url: '/' })).statusCode).toBe(405)
  expect((await app.inject({ url: '/', headers: { host: 'evil.example' } })).statusCode).toBe(403)
  await app.close()
  const said = lines.map(line => JSON.parse(line))
  expect(said.filter(({ msg }) => msg === 'request').map(({ status }) => status)).toEqual([200, 405, 403])
  expect(said.filter(({ msg }) => msg === 'audit')).toMatchObject([{ event: 'refused', reason: 'host_not_loopback' }])
})

const report = (type: string, body: string) => desk.ask('POST', '/api/csp-report', { 'content-type': type }, body)
const violations = () => desk.log().filter(line => line.event === 'csp_violation')

test('a violation is one line: the directive, the origin, and the kind of page without its ID or query', async () => {
  const body = {
    effectiveDirective: 'script-src-elem',
    blockedURL: 'https://evil.example/path/secret-path?q=secret-query',
    documentURL: 'http://localhost/production/orchestrations/secret-id?seen=secret-seen',
    sample: 'secret-sample',
    originalPolicy: 'secret-policy',
  }
  const reply = await report('application/reports+json', JSON.stringify([{ type: 'csp-violation', body }]))
  expect([reply.status, reply.text]).toEqual([204, ''])
  expect(violations()).toHaveLength(1)
  expect(violations()[0]).toMatchObject({
    directive: 'script-src-elem',
    blocked: 'https://evil.example',
    page: '/production/orchestrations',
  })
  expect(JSON.stringify(desk.log())).not.toContain('secret-')
})

test('accepts the older report format', async () => {
  const older = {
    'violated-directive': 'style-src secret-x',
    'blocked-uri': 'inline',
    'document-uri': 'http://localhost/demo',
  }
  await report('application/csp-report', JSON.stringify({ 'csp-report': older }))
  expect(violations()[0]).toMatchObject({ directive: 'style-src', blocked: 'inline', page: '/demo' })
  expect(JSON.stringify(desk.log())).not.toContain('secret-')
})

test.each(['', '{', '[]', '7', '[7,null]', '{"body":7}', '[{"body":{"blockedURL":7}}]', '{"__proto__":{"body":{}}}'])(
  'a report of %j is taken and says nothing',
  async body => {
    expect((await report('application/reports+json', body)).status).toBe(204)
    expect(violations()).toEqual([])
  },
)

test('reports are few, small and of a known type', async () => {
  const many = Array.from({ length: 50 }, () => ({ body: { effectiveDirective: 'img-src' } }))
  await report('application/reports+json', JSON.stringify(many))
  expect(violations()).toHaveLength(5)
  const large = await report('application/reports+json', `[${' '.repeat(8 * 1024)}]`)
  expect([large.status, large.problem.code]).toEqual([413, 'bad_request'])
  const other = await report('text/plain', 'x')
  expect([other.status, other.problem.code]).toEqual([415, 'bad_request'])
  const lineBreak = [{ body: { effectiveDirective: 'img-src\n{"level":60}' } }]
  await report('application/reports+json', JSON.stringify(lineBreak))
  expect(violations().at(-1)?.directive).toBe('img-src')
})
