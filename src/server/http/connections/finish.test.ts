import { type AddressInfo, connect, type Socket } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noMetrics } from '../../observe/metrics.ts'
import { eventually } from '../../testing/eventually.ts'
import { inboundLimits } from '../limits.ts'
import { createConnections } from './connections.ts'
import { finishConnections } from './finish.ts'
import { connectionGuard } from './guard.ts'

const largeBytes = 32 * 1024 * 1024

let app: FastifyInstance
let sockets: Socket[]
let connected: number
let largeAsked: boolean
/** Answers what waits at /slow. */
let release: () => void

beforeEach(async () => {
  sockets = []
  connected = 0
  largeAsked = false
  // Nothing but the code under test ends a connection before the test is over.
  app = fastify({
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    keepAliveTimeout: 60_000,
    requestTimeout: 60_000,
  })
  app.server.on('connection', () => {
    connected += 1
  })
  const now = () => performance.now()
  const connections = createConnections(now)
  const log = pino({ level: 'silent' })
  app.register(connectionGuard, { connections, limits: inboundLimits, log, metrics: noMetrics, now })
  app.register(finishConnections, { connections })
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  app.get('/', async () => 'hello')
  app.get('/slow', async () => {
    await released
    return 'slow'
  })
  app.get('/large', async () => {
    largeAsked = true
    return Buffer.alloc(largeBytes)
  })
  app.post('/', async () => 'posted')
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  release()
  for (const socket of sockets) socket.destroy()
  await app.close()
})

/** A client that sends this and reads on, until it is told not to. */
async function client(text: string) {
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let received = ''
  let error: unknown
  socket.on('data', chunk => {
    received += chunk.toString('latin1', 0, 1000)
  })
  socket.on('error', cause => {
    error = cause
  })
  const before = connected
  await new Promise(resolve => socket.once('connect', resolve))
  await eventually(() => connected).toBeGreaterThan(before)
  socket.write(text)
  return { socket, received: () => received, error: () => error }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

/** Milliseconds until everything is closed. */
async function closeTime(): Promise<number> {
  const startedAt = performance.now()
  await app.close()
  return performance.now() - startedAt
}

test.each([
  ['sends nothing', ''],
  ['sends half a request line', 'GET / HT'],
  ['sends half a head', 'GET / HTTP/1.1\r\nHost: loc'],
  [
    'sends half a body',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nhalf',
  ],
  ['sends half a chunk', 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha'],
  ['has been answered and waits', get('/')],
  ['sends half of a second request', `${get('/')}GET / HT`],
])('a client that %s holds nothing up', async (_, text) => {
  const { received } = await client(text)
  if (text.startsWith(get('/'))) await eventually(received).toContain('hello')
  expect(await closeTime()).toBeLessThan(3000)
})

async function largeClient() {
  const { socket, ...rest } = await client('')
  let bytes = 0
  socket.on('data', chunk => {
    bytes += chunk.length
  })
  socket.pause()
  socket.write(get('/large'))
  await eventually(() => largeAsked).toBe(true)
  return { socket, bytes: () => bytes, ...rest }
}

test('a client that does not read its response is cut off', async () => {
  await largeClient()
  expect(await closeTime()).toBeLessThan(3000)
})

test('a client that is still reading its response gets all of it', async () => {
  const { socket, bytes, error } = await largeClient()
  const closing = app.close()
  await new Promise(resolve => setTimeout(resolve, 300))
  socket.resume()
  await closing
  await eventually(bytes).toBeGreaterThan(largeBytes)
  expect(error()).toBeUndefined()
})

test('a request that has arrived is answered, however long that takes', async () => {
  const slow = await client(get('/slow'))
  const silent = await client('')
  let closed = false
  const closing = app.close().then(() => {
    closed = true
  })
  await eventually(() => silent.socket.destroyed).toBe(true)
  await new Promise(resolve => setTimeout(resolve, 1000))
  expect([closed, slow.received()]).toEqual([false, ''])
  release()
  await closing
  await eventually(slow.received).toContain('slow')
  expect(slow.error()).toBeUndefined()
})

test('a connection that was just accepted may still ask', async () => {
  const { socket, received, error } = await client('')
  const closing = app.close()
  await new Promise(resolve => setTimeout(resolve, 100))
  socket.write(get('/'))
  await closing
  await eventually(received).toContain('hello')
  expect(error()).toBeUndefined()
})
