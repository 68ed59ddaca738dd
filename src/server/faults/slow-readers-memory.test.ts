/** A hundred clients that ask for the largest lists and do not read, in the real process: memory has a bound. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/child.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from '../testing/fake-upstream.ts'

vi.setConfig({ testTimeout: 120_000 })

const megabyte = 1000 * 1000
const clients = 100
const path = '/api/sandbox/v2/orchestration/orchestrations?ref_id='
const largeList = { items: [{ id: 'id-1', note: 'x'.repeat(4.1 * megabyte) }] }

let upstream: FakeUpstream
let child: Child
let site: ReturnType<typeof writeSite>
const sockets: Socket[] = []

beforeEach(async () => {
  upstream = await startFakeUpstream()
  upstream.api = (response, request, n) =>
    request.url.includes('ref_id') ? sendJson(response, 200, largeList) : answerRecord(response, request, n)
  site = writeSite()
  child = startChild(
    {
      PORT: '0',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: 'x',
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
    },
    ['--dist', site.directory],
  )
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  child.process.kill('SIGKILL')
  await upstream.close()
  site.remove()
})

async function askWithoutReading(...refs: readonly string[]) {
  const socket = connect(Number(new URL(await child.url).port), '127.0.0.1').pause()
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(refs.map(ref => `GET ${path}${ref} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(''))
}

/** The status of an answer that is read to its end. */
async function read(search: string): Promise<number> {
  const reply = await fetch((await child.url) + path.replace(/[?].*$/, search))
  await reply.arrayBuffer()
  return reply.status
}

test.each([
  ['the same list', (_client: number, _n: number) => 'same', 60],
  ['a list of its own each', (client: number, _n: number) => `${client}`, 200],
  ['lists of their own', (client: number, n: number) => `${client}-${n}`, 200],
])('a hundred clients that send five requests ahead for %s take bounded memory', async (_what, refOf, most) => {
  // As a server in use: the largest list has been read before.
  for (let n = 0; n < 5; n++) expect(await read(`?ref_id=first-${n}`)).toBe(200)
  expect(await read('/id-1')).toBe(200)
  const before = child.memory()
  let peak = before
  for (let client = 0; client < clients; client++) {
    await askWithoutReading(...[0, 1, 2, 3, 4].map(n => refOf(client, n)))
    peak = Math.max(peak, child.memory())
  }
  // Who reads is served, now and for as long as the others do not.
  for (let n = 0; n < 40; n++) {
    await new Promise(resolve => setTimeout(resolve, 50))
    if (n % 10 === 0) expect(await read('/id-1')).toBe(200)
    peak = Math.max(peak, child.memory())
  }
  expect(peak - before).toBeLessThan(most * megabyte)
})
