/** Answers that are no whole answers: 502, nothing partial, nothing unpacked, memory bounded. */
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { startFakeUpstream } from '../testing/fake-upstream.ts'
import { type RawUpstream, startRawUpstream } from '../testing/raw-upstream.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function deskBefore(answer: (socket: Socket, n: number) => unknown) {
  const tokens = await startFakeUpstream()
  const upstream: RawUpstream = await startRawUpstream(answer)
  const desk: Desk = await startDesk({ apiUrl: upstream.apiUrl, tokenUrl: tokens.tokenUrl, cache: 'off' })
  closers.push(tokens.close, upstream.close, desk.close)
  return { desk, upstream }
}

const body = '{"id":"id-1","status":"PROCESSING","metadata":{"note":"partial-marker"}}'
const head = (length: number | undefined, extra = '') =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${length === undefined ? '' : `Content-Length: ${length}\r\n`}${extra}\r\n`

type Case = { readonly name: string; readonly answer: (socket: Socket) => unknown }

const cases: readonly Case[] = [
  {
    name: 'fault 4: a body cut short of its announced length',
    answer: socket => socket.end(head(body.length) + body.slice(0, -20)),
  },
  {
    name: 'fault 5: a body cut short without a length, which arrives as a clean 200',
    answer: socket => socket.end(head(undefined, 'Connection: close\r\n') + body.slice(0, -20)),
  },
  {
    name: 'fault 5: a chunked body without its last chunk',
    answer: socket =>
      socket.end(`${head(undefined, 'Transfer-Encoding: chunked\r\n')}${body.length.toString(16)}\r\n${body}\r\n`),
  },
  { name: 'fault 6: invalid JSON', answer: socket => socket.write(`${head(9)}{"id": 1,}`.slice(0, -1)) },
  { name: 'fault 6: JSON that is no object', answer: socket => socket.write(`${head(2)}[]`) },
  { name: 'fault 6: an empty body', answer: socket => socket.write(head(0)) },
  {
    name: 'fault 6: bytes that are no UTF-8',
    answer: socket => socket.write(Buffer.from(`${head(9)}{"a":"\xff"}`, 'latin1')),
  },
  {
    name: 'fault 7: text/html with status 200',
    answer: socket => socket.write(head(body.length).replace('application/json', 'text/html') + body),
  },
  {
    name: 'fault 7: no content type',
    answer: socket => socket.write(head(body.length).replace('Content-Type: application/json\r\n', '') + body),
  },
  {
    name: 'fault 10: a header of 70 kB',
    answer: socket => socket.write(head(body.length, `X-Padding: ${'x'.repeat(70_000)}\r\n`) + body),
  },
  { name: 'fault 10: a garbage status line', answer: socket => socket.write('SMTP ready when you are\r\n\r\n') },
  {
    name: 'fault 10: two lengths that differ',
    answer: socket => socket.write(head(body.length, 'Content-Length: 5\r\n') + body),
  },
  {
    name: 'fault 12: a reset in the middle of the body',
    answer: socket => {
      socket.write(head(body.length) + body.slice(0, 40))
      setTimeout(() => socket.resetAndDestroy(), 30)
    },
  },
  {
    name: 'fault 9: a body that says it is packed',
    answer: socket => socket.write(head(body.length, 'Content-Encoding: br\r\n') + body),
  },
  {
    name: 'a length and chunks at once, which two readers would read differently',
    answer: socket => socket.write(`${head(5, 'Transfer-Encoding: chunked\r\n')}0\r\n\r\n${body}`),
  },
]

test.each(cases)('$name is a 502 and never partial', async ({ answer }) => {
  const { desk, upstream } = await deskBefore(answer)
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_bad_response' })
  expect(reply.text).not.toContain('partial-marker')
  expect(reply.headers.etag).toBeUndefined()
  // Not tried again: what was sent wrong once will be wrong twice.
  expect(upstream.requests).toHaveLength(1)
})

test.each(cases.slice(0, 4))('$name is not remembered: the next answer is read anew', async ({ answer }) => {
  const { desk } = await deskBefore((socket, n) => (n === 1 ? answer(socket) : socket.write(head(body.length) + body)))
  expect((await desk.read()).status).toBe(502)
  expect((await desk.read()).text).toBe(body)
})

/** Writes as fast as the other side takes it, until it hangs up. */
function pour(socket: Socket, bytes: number) {
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  let left = bytes
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length
      if (!socket.write(chunk)) return
    }
  }
  socket.on('drain', more)
  more()
}

const megabyte = 1024 * 1024

test.each([
  { name: 'with its length announced', extra: `Content-Length: ${64 * megabyte}\r\n` },
  { name: 'without a length', extra: 'Connection: close\r\n' },
])('fault 8: a body of 64 MB $name is a 502, and the rest of it is not taken', async ({ extra }) => {
  const { desk, upstream } = await deskBefore(socket => {
    socket.write(head(undefined, extra))
    pour(socket, 64 * megabyte)
  })
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_bad_response' })
  await eventually(() => upstream.openSockets()).toBe(0)
  // What the kernel holds on both sides of a loopback connection is a few megabytes.
  expect(upstream.bytesSent()).toBeLessThan(24 * megabyte)
})

test('fault 8: a length above the limit is refused at the head, before any of the body came', async () => {
  const { desk, upstream } = await deskBefore(socket => socket.write(head(10 * megabyte)))
  const startedAt = performance.now()
  expect((await desk.read()).status).toBe(502)
  expect(performance.now() - startedAt).toBeLessThan(3000)
  await eventually(() => upstream.openSockets()).toBe(0)
})

test('one record may have 1 MiB and not a byte more, a list 4 MiB', async () => {
  const sized = (size: number) => `{"id":"${'x'.repeat(size - 9)}"}`
  let size = megabyte
  const { desk } = await deskBefore(socket => socket.write(head(size) + sized(size)))
  expect((await desk.read()).bytes).toHaveLength(megabyte)
  size = megabyte + 1
  expect((await desk.read()).status).toBe(502)
  size = 4 * megabyte
  expect((await desk.get('/api/sandbox/v2/orchestration/orchestrations')).bytes).toHaveLength(size)
  size = 4 * megabyte + 1
  expect((await desk.get('/api/sandbox/v2/orchestration/orchestrations')).status).toBe(502)
})

test('fault 9: a gzip bomb is refused by its encoding and never unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * megabyte, 0x20))
  const { desk, upstream } = await deskBefore(socket => {
    socket.write(head(bomb.length, 'Content-Encoding: gzip\r\n'))
    socket.write(bomb)
  })
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.bytes.length).toBeLessThan(1000)
  expect(upstream.requests[0]?.toLowerCase()).not.toContain('accept-encoding')
})
