import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk

beforeAll(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream })
})
afterAll(async () => {
  await desk.close()
  await upstream.close()
})

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const paths = [
  '/',
  '/sandbox',
  '/nowhere',
  '/sandbox/',
  '/assets/index-1a2b3c.js',
  '/assets/none.js',
  '/favicon.svg',
  '/api/status',
  '/api/session',
  '/api/nope',
  '/api/sandbox/v2/events',
  '/api/sandbox/v2/events?x=1',
  '/livez',
  '/readyz',
  '/auth/login',
]

test.each(paths)('%s has the headers that every answer has, and none that tells what runs here', async path => {
  const { headers } = await desk.get(path)
  expect(headers).toMatchObject(everywhere)
  expect(headers['permissions-policy']).toMatch(/^([a-z-]+=\(\), )+[a-z-]+=\(\)$/)
  expect(headers['permissions-policy']).not.toContain('clipboard')
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';/)
  expect(headers['cache-control']).toBeDefined()
  expect(headers.server).toBeUndefined()
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('answers to invalid HTTP have them too', async () => {
  const { head } = await sendRaw(desk.port, 'NONSENSE\r\n\r\n')
  for (const [name, value] of Object.entries(everywhere)) expect(head).toContain(`${name}: ${value}`)
})

test('the policy of the page is exactly the agreed one', async () => {
  const { headers } = await desk.get('/sandbox')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; report-to csp",
  )
  expect(headers['reporting-endpoints']).toBe('csp="/api/csp-report"')
})

test.each(['/api/status', '/api/sandbox/v2/events', '/api/nope'])('the policy of %s lets nothing run', async path => {
  const { headers } = await desk.get(path)
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
})

test('HSTS is there over https', async () => {
  const secure = await startDesk({ ...upstream, app: { publicUrl: new URL('https://desk.example.com') } })
  const { headers } = await secure.get('/livez')
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  await secure.close()
})

test("a request ID of the client's is not taken over", async () => {
  const { headers } = await desk.get('/livez', { 'x-request-id': 'mine', 'request-id': 'mine' })
  expect(headers['x-request-id']).not.toBe('mine')
})

test('an unknown expectation is ignored like any unknown header', async () => {
  const reply = await sendRaw(desk.port, rawGet('/livez', ['Expect: the-unexpected']))
  expect(reply.status).toBe(200)
  expect(reply.head).toContain('x-request-id')
})
