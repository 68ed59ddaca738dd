/** What reaches the wire, on real sockets. */
import { Pool } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../testing/eventually.ts'
import { type RawUpstream, startRawUpstream } from '../../testing/upstream/raw-upstream.ts'
import { type Exchange, exchange, NotSent } from './transport.ts'

let upstream: RawUpstream
let pool: Pool

beforeEach(async () => {
  upstream = await startRawUpstream(socket =>
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'),
  )
  pool = new Pool(upstream.apiUrl.origin, { connections: 1, pipelining: 1 })
})
afterEach(async () => {
  await pool.destroy()
  await upstream.close()
})

const send = (more: Partial<Exchange> = {}, ms = 5000) =>
  exchange(pool, upstream.apiUrl, {
    method: 'GET',
    path: '/v2/events',
    headers: {},
    deadline: AbortSignal.timeout(ms),
    maxBytes: 100,
    ...more,
  })

test('a request that may not start any more when a connection is there is not sent, and leaves the connection open', async () => {
  let asked = 0
  const mayStart = () => {
    asked += 1
    return false
  }
  await expect(send({ mayStart })).rejects.toBeInstanceOf(NotSent)
  expect(asked).toBe(1)
  await eventually(() => upstream.openSockets()).toBe(1)
  expect((await send({ mayStart: () => true })).status).toBe(200)
  expect(upstream.requests).toHaveLength(1)
  expect(upstream.openSockets()).toBe(1)
})

test('a request whose time was over before a connection was there is not sent', async () => {
  const slow = new Pool('http://paxos.invalid', {
    connections: 1,
    connect: (_options, callback) => {
      setTimeout(async () => {
        const { connect } = await import('node:net')
        const socket = connect(Number(upstream.apiUrl.port), '127.0.0.1', () => callback(null, socket))
      }, 100)
    },
  })
  await expect(
    exchange(slow, new URL('http://paxos.invalid'), {
      method: 'GET',
      path: '/v2/events',
      headers: {},
      deadline: AbortSignal.timeout(10),
      maxBytes: 100,
    }),
  ).rejects.toMatchObject({ kind: 'timeout', reason: 'DEADLINE' })
  await eventually(() => upstream.openSockets()).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(upstream.requests).toEqual([])
  await slow.destroy()
})
