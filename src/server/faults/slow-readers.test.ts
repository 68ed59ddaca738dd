/** Clients that don't read their responses: what waits for them is bounded, and others are still served. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type InboundLimits, inboundLimits } from '../http/limits.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

vi.setConfig({ testTimeout: 60_000 })

const megabyte = 1000 * 1000
const list = '/api/sandbox/v2/orchestration/orchestrations?ref_id=ref-'
/** Nearly the largest possible. The kernel's buffers hold about one of them. */
const largeList = { items: [{ id: 'id-1', note: 'x'.repeat(4.1 * megabyte) }] }
/** All clients are one person here, who would be told to slow down. */
const personLimit = { take: () => ({ allowed: true, remaining: 1, retryMs: 0 }) }

let upstream: FakeUpstream
let desk: Desk
const sockets: Socket[] = []

beforeEach(async () => {
  upstream = await startFakeUpstream()
  upstream.api = response => sendJson(response, 200, largeList)
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await desk.close()
  await upstream.close()
})

async function start(limits: Partial<InboundLimits>) {
  desk = await startDesk({ ...upstream, app: { personLimit, limits: { ...inboundLimits, ...limits } } })
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

/** Pipelines requests for these paths and reads nothing. */
async function ask(...paths: readonly string[]): Promise<Socket> {
  const socket = connect(desk.port, '127.0.0.1').pause()
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(paths.map(get).join(''))
  return socket
}

/** Reads until that many responses have arrived or the connection closes. */
async function readAll(socket: Socket, answers: number): Promise<string> {
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
  })
  socket.resume()
  await eventually(() => socket.closed || text.split('HTTP/1.1 ').length - 1 === answers).toBe(true)
  return text
}

const closed = async (reason: string) =>
  Number(new RegExp(`desk_connections_closed_total{reason="${reason}"} (\\d+)`).exec(await desk.metrics())?.[1] ?? 0)
const unsentBytes = async () => Number(/^desk_unsent_bytes (\d+)$/m.exec(await desk.metrics())?.[1])

test('a pipelined request waits until the previous response has been sent', async () => {
  await start({})
  const socket = await ask(...[1, 2, 3, 4, 5, 6].map(n => list + n))
  await eventually(unsentBytes).toBeGreaterThan(4 * megabyte)
  expect(upstream.apiCalls.length).toBeLessThan(4)
  const text = await readAll(socket, 6)
  expect(text.match(/HTTP\/1.1 200 OK/g)).toHaveLength(6)
  expect(upstream.apiCalls.map(({ url }) => url.at(-1))).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(await unsentBytes()).toBe(0)
})

test('answers ten pipelined requests in order', async () => {
  await start({})
  upstream.api = (response, { url }) => sendJson(response, 200, { items: [{ id: url.split('ref-').pop() }] })
  const paths = Array.from({ length: 10 }, (_, n) => (n % 3 === 0 ? `/nothing-${n}` : `${list}${n}`))
  const text = await readAll(await ask(...paths, '/livez'), paths.length + 1)
  expect([...text.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual([
    ...paths.map(path => (path.startsWith('/nothing') ? 404 : 200)),
    200,
  ])
  const ids = paths.filter(path => path.startsWith(list)).map(path => path.slice(list.length))
  expect([...text.matchAll(/"id":"(\d+)"/g)].map(([, id]) => id)).toEqual(ids)
})

test.each([
  ['on one connection', { waitingOnOne: 5 }, 1, 10],
  ['on all of them', { waitingOnAll: 20 }, 6, 5],
])('disconnects a client that pipelines too many requests: %s', async (_where, limits, clients, requests) => {
  await start(limits)
  for (let n = 0; n < clients; n++) await ask(list + n, ...Array.from({ length: requests }, () => '/livez'))
  await eventually(() => closed('pipelined')).toBeGreaterThan(0)
  expect((await desk.get('/livez')).status).toBe(200)
})

test('disconnects a client that pipelines a thousand small requests in one write', async () => {
  await start({})
  await ask(...Array.from({ length: 1000 }, () => '/'))
  await eventually(() => closed('pipelined')).toBe(1)
})

test.each([
  ['never reads', 0],
  ['reads a byte now and then', 1],
])('disconnects a client that %s', async (_what, bytes) => {
  await start({ sendMs: 500, sendBytesPerSecond: 4 * megabyte, checkEveryMs: 100 })
  const socket = await ask(list, list, list)
  await eventually(() => {
    socket.read(bytes)
    return closed('slow_reader')
  }).toBe(1)
  expect(await unsentBytes()).toBe(0)
})

test('a slow but steady reader gets the whole list', async () => {
  // The real limits, 40 times as fast: a reader at 50 kB/s where 20 kB/s are required.
  await start({ sendMs: 750, sendBytesPerSecond: 800_000, checkEveryMs: 25 })
  const socket = await ask(list, list, list)
  let length = 0
  socket.on('data', chunk => {
    length += chunk.length
    socket.pause()
    setTimeout(() => socket.resume(), chunk.length / 2000)
  })
  socket.resume()
  await expect.poll(() => length, { timeout: 25_000 }).toBeGreaterThan(12.3 * megabyte)
  expect(await closed('slow_reader')).toBe(0)
})

test('bounds all unsent responses: slow readers make room, otherwise a large response is refused', async () => {
  await start({ unsentBytes: 10 * megabyte })
  await ask(...[1, 1, 1].map(n => list + n))
  await ask(...[2, 2, 2].map(n => list + n))
  await eventually(unsentBytes).toBeGreaterThan(8 * megabyte)
  const { status, problem, headers } = await desk.get(`${list}3`)
  expect([status, problem.code, headers.connection]).toEqual([503, 'overloaded', 'close'])
  expect(headers.etag).toBeUndefined()
  // Small responses are never refused.
  expect((await desk.get('/livez')).status).toBe(200)
  await eventually(async () => (await desk.get(`${list}3`)).status).toBe(200)
  expect(await closed('slow_reader')).toBe(1)
})

test('counts a list that many clients wait for once', async () => {
  await start({ unsentBytes: 10 * megabyte })
  for (let n = 0; n < 20; n++) await ask(list, list, list)
  await eventually(async () => Number(/^desk_connections (\d+)$/m.exec(await desk.metrics())?.[1])).toBeGreaterThan(19)
  expect((await desk.get(list)).status).toBe(200)
  expect(await unsentBytes()).toBeLessThan(4.2 * megabyte)
  expect(await closed('slow_reader')).toBe(0)
})
