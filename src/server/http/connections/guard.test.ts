/** Idle and slow connections when the limit is reached. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Desk, startDesk } from '../../testing/desk/desk.ts'
import { eventually } from '../../testing/eventually.ts'
import { sendRaw } from '../../testing/network/raw-client.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from '../../testing/upstream/fake-upstream.ts'
import { inboundLimits } from '../limits.ts'

// Thousands of connections take a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let upstream: FakeUpstream
let desk: Desk
const sockets: Socket[] = []

beforeEach(async () => {
  upstream = await startFakeUpstream()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await desk.close()
  await upstream.close()
})

async function start(connections: number) {
  desk = await startDesk({ ...upstream, app: { limits: { ...inboundLimits, connections } } })
}

type Client = { readonly socket: Socket; readonly text: () => string; readonly send: (text: string) => void }

async function open(): Promise<Client> {
  const socket = connect(desk.port, '127.0.0.1')
  sockets.push(socket)
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { socket, text: () => text, send: sent => void socket.write(sent) }
}

const live = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n'
const data = (id: string) =>
  `GET /api/sandbox/v2/orchestration/orchestrations/${id} HTTP/1.1\r\nHost: localhost\r\n\r\n`

/** A keep-alive connection after its first response. */
async function openIdle(): Promise<Client> {
  const client = await open()
  client.send(live)
  await once(client.socket, 'data')
  expect(client.text()).toContain('{"ok":true}')
  return client
}

/** The status that a new client gets; 0 when its connection is refused. */
const newcomer = async () =>
  (await sendRaw(desk.port, 'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).status || 0

const closed = async (reason: string) =>
  Number(new RegExp(`desk_connections_closed_total{reason="${reason}"} (\\d+)`).exec(await desk.metrics())?.[1] ?? 0)
const lines = (reason: string) =>
  desk.log().filter(line => line.event === 'connections_closed' && line.reason === reason)

test('a thousand idle connections lock nobody out: closes those idle for longest, and logs it', async () => {
  await start(inboundLimits.connections)
  const idle: Client[] = []
  for (let n = 0; n < 1000; n++) idle.push(await openIdle())
  const newcomers = 100
  for (let n = 0; n < newcomers; n++) expect(await newcomer()).toBe(200)
  const gone = () => idle.flatMap(({ socket }, n) => (socket.closed ? n : []))
  await eventually(() => gone().length).toBe(await closed('idle'))
  // At most those over the limit, plus one to keep room; oldest first.
  expect(gone().length).toBeGreaterThan(0)
  expect(gone().length).toBeLessThanOrEqual(idle.length + newcomers - inboundLimits.connections + 1)
  expect(gone()).toEqual(gone().map((_, n) => n))
  expect(await closed('refused')).toBe(0)
  expect(lines('idle')[0]).toMatchObject({ level: 40, count: 1 })
})

test.each([
  ['have sent nothing', ''],
  ['are in the middle of a request', 'GET /livez HTTP/1.1\r\nX-Slow: '],
])('a thousand connections that %s lock nobody out', async (_what, text) => {
  await start(inboundLimits.connections)
  for (let n = 0; n < 1000; n++) (await open()).send(text)
  for (let n = 0; n < 20; n++) expect(await newcomer()).toBe(200)
})

test('closes an idle connection before one in the middle of a request, whichever is older', async () => {
  await start(4)
  const begun = await open()
  begun.send('GET /livez HTTP/1.1\r\nX-Slow: ')
  const [first, second] = [await openIdle(), await openIdle()]
  // The fourth connection reaches the limit.
  expect(await newcomer()).toBe(200)
  await eventually(() => first.socket.closed).toBe(true)
  const third = await openIdle()
  expect(await newcomer()).toBe(200)
  await eventually(() => second.socket.closed).toBe(true)
  expect([begun.socket.closed, third.socket.closed]).toEqual([false, false])
  begun.send('x\r\nHost: localhost\r\n\r\n')
  await eventually(begun.text).toContain('HTTP/1.1 200')
})

test('keeps a recently used connection over one opened later', async () => {
  await start(3)
  const [used, unused] = [await openIdle(), await openIdle()]
  used.send(live)
  await eventually(used.text).toMatch(/ok.*ok/s)
  expect(await newcomer()).toBe(200)
  await eventually(() => unused.socket.closed).toBe(true)
  expect(used.socket.closed).toBe(false)
})

test('never closes a connection that waits for a response; refuses another when all do, and logs it', async () => {
  await start(5)
  const answers: (() => void)[] = []
  upstream.api = (...request) => void answers.push(() => answerRecord(...request))
  const busy: Client[] = []
  for (let n = 0; n < 5; n++) {
    const client = await open()
    client.send(data(`id-${n}`))
    busy.push(client)
    await eventually(() => answers.length).toBe(n + 1)
  }
  for (let n = 0; n < 3; n++) expect(await newcomer()).toBe(0)
  for (const answer of answers) answer()
  for (const client of busy) await eventually(client.text).toContain('HTTP/1.1 200')
  expect(await closed('refused')).toBe(3)
  expect(lines('refused')).toMatchObject([{ level: 40, count: 1 }])
  // They are idle by now.
  expect(await newcomer()).toBe(200)
})

test('a slow reader makes room when no connection is idle', async () => {
  await start(2)
  const list = { items: [{ id: 'id-1', note: 'x'.repeat(4_100_000) }] }
  upstream.api = response => sendJson(response, 200, list)
  for (let n = 0; n < 2; n++) {
    const { socket, send } = await open()
    socket.pause()
    send(
      `GET /api/sandbox/v2/orchestration/orchestrations?limit=${n + 1} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(3),
    )
    await eventually(() => upstream.apiCalls.length).toBe(n + 1)
  }
  await eventually(newcomer).toBe(200)
  expect(await closed('slow_reader')).toBeGreaterThan(0)
})
