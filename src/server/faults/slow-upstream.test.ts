/** Upstreams that take their time: nobody waits longer than the deadline, and the socket is given back. */
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Timings } from '../paxos/connect.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { drip, head as headOf } from '../testing/faults/answers.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { type RawUpstream, startRawUpstream } from '../testing/upstream/raw-upstream.ts'

async function deskBefore(
  answer: (socket: Socket) => unknown,
  timings: Partial<Timings> = {},
  protocol: 'http:' | 'https:' = 'http:',
) {
  const tokens: FakeUpstream = await startFakeUpstream()
  const upstream: RawUpstream = await startRawUpstream(answer)
  const desk: Desk = await startDesk({
    apiUrl: new URL(upstream.apiUrl.href.replace('http:', protocol)),
    tokenUrl: tokens.tokenUrl,
    timings,
  })
  onTestFinished(async () => {
    await desk.close()
    await Promise.all([upstream.close(), tokens.close()])
  })
  return { desk, upstream, tokens }
}

/** No socket is left. (Not `eventually`, which knows no tests side by side.) */
const closed = (upstream: RawUpstream) => vi.waitFor(() => expect(upstream.openSockets()).toBe(0), 8000)

async function timesOut(desk: Desk, upstream: RawUpstream, withinMs: number) {
  const startedAt = performance.now()
  const reply = await desk.read()
  expect(performance.now() - startedAt).toBeLessThan(withinMs)
  expect(reply.status).toBe(504)
  expect(reply.problem).toMatchObject({ code: 'upstream_timeout' })
  // A timeout is never tried again.
  expect(upstream.requests).toHaveLength(1)
  await closed(upstream)
}

const head = headOf(1000)
/** Only the deadline of the whole can end these: each byte comes well within the deadlines of the parts. */
const wholeOnly = { totalMs: 400, headersMs: 60_000, bodyIdleMs: 60_000 }

// Side by side: they mostly wait.
describe.concurrent('an upstream that takes its time', () => {
  test('fault 1: an upstream that never answers is a 504 at the deadline', async () => {
    const { desk, upstream } = await deskBefore(() => undefined, { ...wholeOnly })
    await timesOut(desk, upstream, 3000)
  })

  test('fault 1: the deadline for headers alone ends it as well', async () => {
    const { desk, upstream } = await deskBefore(() => undefined, { totalMs: 60_000, headersMs: 300 })
    await timesOut(desk, upstream, 3000)
  })

  test('fault 2: headers dripped byte by byte are a 504 at the deadline', async () => {
    const { desk, upstream } = await deskBefore(socket => drip(socket, head, 20), wholeOnly)
    await timesOut(desk, upstream, 3000)
  })

  test('fault 3: a body at one byte per moment is a 504 at the deadline', async () => {
    const answer = (socket: Socket) => {
      socket.write(head)
      drip(socket, '{"id":"', 20)
    }
    const { desk, upstream } = await deskBefore(answer, wholeOnly)
    await timesOut(desk, upstream, 3000)
  })

  test('fault 3: a body that stops ends at the deadline for silence', async () => {
    const { desk, upstream } = await deskBefore(socket => socket.write(`${head}{"id":`), {
      totalMs: 60_000,
      bodyIdleMs: 300,
    })
    await timesOut(desk, upstream, 3000)
  })

  test('faults 1 to 3: with the real deadlines a drip ends within 8.5 s', { timeout: 20_000 }, async () => {
    const answer = (socket: Socket) => {
      socket.write(head)
      drip(socket, '{"id":"', 1000)
    }
    const { desk, upstream } = await deskBefore(answer)
    const reply = await desk.read()
    expect(reply.problem).toMatchObject({ status: 504, code: 'upstream_timeout' })
    // By the server's own watch: on a busy test machine the question is late as well.
    await vi.waitFor(() => expect(desk.log().at(-1)?.msg).toBe('request'))
    const took = Number(desk.log().at(-1)?.ms)
    expect(took).toBeGreaterThan(7500)
    expect(took).toBeLessThan(8500)
    await closed(upstream)
  })

  test.each([
    ['says nothing', () => undefined, 'http:', 'UND_ERR_HEADERS_TIMEOUT', 5000],
    ['stops in the body', (socket: Socket) => socket.write(`${head}{"id":`), 'http:', 'UND_ERR_BODY_TIMEOUT', 5000],
    ['says nothing to the handshake', () => undefined, 'https:', 'UND_ERR_CONNECT_TIMEOUT', 2000],
  ] as const)(
    'faults 1 and 3: with the real deadlines an upstream that %s ends sooner than the whole',
    { timeout: 20_000 },
    async (_name, answer, protocol, reason, afterMs) => {
      const { desk } = await deskBefore(answer, {}, protocol)
      expect((await desk.read()).problem).toMatchObject({ status: 504, code: 'upstream_timeout' })
      await vi.waitFor(() => expect(desk.log().at(-1)).toMatchObject({ msg: 'request', reason }))
      const took = Number(desk.log().at(-1)?.ms)
      // The library looks at its timers every half second.
      expect(took).toBeGreaterThan(afterMs - 600)
      expect(took).toBeLessThan(afterMs + 2500)
    },
  )

  test('fault 1: with the real deadlines a token that drips ends after 5 s', { timeout: 20_000 }, async () => {
    const { desk, tokens, upstream } = await deskBefore(() => undefined)
    tokens.token = response => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 500)
      response.on('close', () => clearInterval(timer))
    }
    expect((await desk.read()).problem).toMatchObject({ status: 504, code: 'upstream_timeout' })
    await vi.waitFor(() => expect(desk.log().at(-1)?.msg).toBe('request'))
    const took = Number(desk.log().at(-1)?.ms)
    expect(took).toBeGreaterThan(4500)
    expect(took).toBeLessThan(7500)
    expect(upstream.requests).toHaveLength(0)
  })

  test('an answer that fails slowly is not waited for: an error body that drips is a 504 too', async () => {
    const answer = (socket: Socket) => {
      socket.write('HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n')
      drip(socket, '{"title":"', 20)
    }
    const { desk, upstream } = await deskBefore(answer, wholeOnly)
    await timesOut(desk, upstream, 3000)
  })

  test.each([301, 401, 429, 503])(
    'a %i whose body drips counts at once, and its connection is not kept',
    async status => {
      const answer = (socket: Socket) => {
        socket.write(`HTTP/1.1 ${status} Whatever\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`)
        drip(socket, '{"title":"', 20)
      }
      const { desk, upstream } = await deskBefore(answer, { totalMs: 60_000, bodyIdleMs: 60_000 })
      const startedAt = performance.now()
      expect((await desk.read()).status).toBeGreaterThanOrEqual(500)
      expect(performance.now() - startedAt).toBeLessThan(5000)
      await closed(upstream)
    },
  )

  test('an upstream that takes the connection and then says nothing to the handshake ends at the deadline for connecting', async () => {
    const { desk } = await deskBefore(() => undefined, { connectMs: 300, totalMs: 60_000 }, 'https:')
    const startedAt = performance.now()
    expect((await desk.read()).problem).toMatchObject({ status: 504, code: 'upstream_timeout' })
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })

  test('the next request after a timeout gets a new connection', async () => {
    let n = 0
    const { desk, upstream } = await deskBefore(socket => {
      n += 1
      if (n === 1) return
      const body = '{"id":"id-2"}'
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    }, wholeOnly)
    expect((await desk.read('id-1')).status).toBe(504)
    await sleep(20)
    expect((await desk.read('id-2')).text).toBe('{"id":"id-2"}')
    expect(upstream.requests).toHaveLength(2)
  })
})
