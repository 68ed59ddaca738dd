/** Incomplete answers: 502, nothing partial, nothing unpacked, memory bounded. */
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { body, good, head, pour } from '../testing/faults/answers.ts'
import { broken } from '../testing/faults/broken.ts'
import { answerOf } from '../testing/faults/upstream-faults.ts'
import { startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { type RawAnswer, type RawUpstream, startRawUpstream } from '../testing/upstream/raw-upstream.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function deskBefore(answer: RawAnswer, cache: 'on' | 'off' = 'off') {
  const tokens = await startFakeUpstream()
  const upstream: RawUpstream = await startRawUpstream(answer)
  const desk: Desk = await startDesk({ apiUrl: upstream.apiUrl, tokenUrl: tokens.tokenUrl, cache })
  closers.push(tokens.close, upstream.close, desk.close)
  return { desk, upstream }
}

test.each(broken)('fault $faults: $does is a 502 and never partial', async fault => {
  const { desk, upstream } = await deskBefore(answerOf({ api: fault.api ?? good }))
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.problem).toMatchObject({ code: 'upstream_bad_response' })
  expect(reply.text).not.toContain('partial-marker')
  expect(reply.headers.etag).toBeUndefined()
  // Not tried again: what was sent wrong once will be wrong twice.
  expect(upstream.requests).toHaveLength(1)
})

test.each(broken)('fault $faults: $does is not remembered: the next answer is read anew', async ({ api = good }) => {
  const { desk } = await deskBefore((socket, n, head) => (n === 1 ? api(socket, n, head) : good(socket)), 'on')
  expect((await desk.read()).status).toBe(502)
  expect((await desk.read()).text).toBe(body)
})

test.each(broken)('fault $faults: $does takes nothing from what is known: that is shown, and marked', async fault => {
  const { api = good } = fault
  const { desk } = await deskBefore((socket, n, head) => (n === 1 ? good(socket) : api(socket, n, head)), 'on')
  await desk.read()
  const reply = await desk.get('/api/sandbox/v2/orchestration/orchestrations/id-1?fresh=1')
  expect([reply.status, reply.text.slice(0, 200)]).toEqual([200, body])
  expect(reply.headers['x-stale']).toMatch(/^upstream_bad_response;status=\d{3}$/)
})

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
  // Unpacked it would be a good answer.
  const bomb = gzipSync(body.padEnd(50 * megabyte))
  const { desk, upstream } = await deskBefore(socket => {
    socket.write(head(bomb.length, 'Content-Encoding: gzip\r\n'))
    socket.write(bomb)
  })
  const reply = await desk.read()
  expect(reply.status).toBe(502)
  expect(reply.bytes.length).toBeLessThan(1000)
  expect(upstream.requests[0]?.toLowerCase()).not.toContain('accept-encoding')
})
