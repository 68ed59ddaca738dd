/** Clients that take their time or too much room. */
import { connect } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { noSignIn } from '../auth/auth.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { testSite } from '../testing/desk/site.ts'
import { eventually } from '../testing/eventually.ts'
import { sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { inboundLimits } from './limits.ts'

let upstream: FakeUpstream
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  const limits = { ...inboundLimits, headersMs: 300, requestMs: 600, checkEveryMs: 100 }
  desk = await startDesk({ ...upstream, app: { limits } })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

test('the limits are set on the server itself', async () => {
  // Read back from a real one: an option that is spelt wrong is silently ignored.
  const { server } = createApp({
    site: testSite,
    appConfig: { version: '0', defaultEnvironment: 'demo', environments: [], links: { explorers: {} } },
    upstreams: [],
    auth: noSignIn,
    publicUrl: undefined,
    loopbackOnly: true,
    isTrusted: () => false,
    log: pino({ level: 'silent' }),
    isDraining: () => false,
  })
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    timeout: 30_000,
    keepAliveTimeout: 65_000,
    maxConnections: 1000,
  })
})

test.each([
  ['its headers', 'GET /livez HTTP/1.1\r\nHost: local'],
  [
    'its body',
    'POST /api/csp-report HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[',
  ],
])('a client that never finishes %s gets a 408 and is let go', async (_name, text) => {
  const startedAt = performance.now()
  const reply = await sendRaw(desk.port, text)
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect(reply.status).toBe(408)
  expect(JSON.parse(reply.body)).toMatchObject({ code: 'bad_request', status: 408 })
})

test('a client that sends one byte now and then is no better off', async () => {
  const socket = connect(desk.port, '127.0.0.1')
  let text = ''
  socket.on('data', data => {
    text += data.toString()
  })
  socket.on('error', () => undefined)
  socket.write('GET /livez HTTP/1.1\r\nX-Slow: ')
  const timer = setInterval(() => socket.write('x'), 50)
  await eventually(() => text).toContain('HTTP/1.1 408')
  clearInterval(timer)
  socket.destroy()
})
