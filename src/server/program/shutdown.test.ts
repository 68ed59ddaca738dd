/** Stopping: nobody who was served before the load balancer noticed is let down. */
import { EventEmitter } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { canaries, expectNoCanary } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { answerRecord, type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { type SignalHost, stopOnSignals } from './shutdown.ts'

const site = writeSite()
let upstream: FakeUpstream
let child: Child
let latencyMs: number

beforeEach(async () => {
  latencyMs = 30
  upstream = await startFakeUpstream()
  upstream.api = async (response, request, n) => {
    await sleep(latencyMs)
    answerRecord(response, request, n)
  }
})
afterEach(async () => {
  vi.useRealTimers()
  child?.process.kill('SIGKILL')
  await upstream.close()
})
afterAll(site.remove)

function start(drainMs: number, variables: Record<string, string> = {}) {
  child = startChild(
    {
      ...variables,
      PORT: '0',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret,
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
      SHUTDOWN_DRAIN_MS: String(drainMs),
    },
    ['--dist', site.directory],
  )
  return child.url
}

type Outcome = { readonly status: number | string; readonly connection: string | undefined }

function get(agent: Agent | undefined, url: string): Promise<Outcome> {
  return new Promise(resolve => {
    const request = httpRequest(url, { agent: agent ?? false }, response => {
      response.on('error', error => resolve({ status: String(error), connection: undefined }))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }))
      response.resume()
    })
    request.on('error', error => resolve({ status: String(error), connection: undefined }))
    request.end()
  })
}

const path = '/api/sandbox/v2/orchestration/orchestrations'

test('fault 61: SIGTERM under load fails no request', async () => {
  const url = await start(2500)
  const agent = new Agent({ keepAlive: true })
  const failed: Outcome[] = []
  let rounds = 0
  /** One read of each of 20 clients. Too few different ones for the rate budget, whose refusals say nothing about stopping. */
  async function round() {
    rounds += 1
    await Promise.all(
      Array.from({ length: 20 }, async (_, client) => {
        const outcome = await get(agent, `${url}${path}/id-${client}-${rounds % 5}`)
        if (outcome.status !== 200) failed.push(outcome)
      }),
    )
  }
  const several = async () => {
    for (let n = 0; n < 5; n++) await round()
  }
  await several()
  const underWay = round()
  child.process.kill('SIGTERM')
  await underWay
  // A load balancer looks now and then, and does not act at once when the answer is no.
  while ((await get(undefined, `${url}/readyz`)).status === 200) await round()
  await several()
  agent.destroy()
  expect(failed).toEqual([])
  expect(await child.exitCode).toBe(0)
  expectNoCanary([child.stdout(), child.stderr()])
})

test('fault 61: a request under way when it closes is finished, and ends its connection', {
  timeout: 30_000,
}, async () => {
  latencyMs = 1200
  const url = await start(0)
  const agent = new Agent({ keepAlive: true })
  const slow = get(agent, `${url}${path}/id-1`)
  await eventually(() => upstream.apiCalls.length).toBe(1)
  child.process.kill('SIGTERM')
  expect(await slow).toEqual({ status: 200, connection: 'close' })
  const finishedAt = performance.now()
  expect(await child.exitCode).toBe(0)
  // Not held up by the connection that the client would have kept.
  expect(performance.now() - finishedAt).toBeLessThan(3000)
  expect((await get(undefined, `${url}/livez`)).status).toContain('ECONNREFUSED')
  agent.destroy()
})

test('while draining it serves, is not ready, and ends each connection', async () => {
  const url = await start(10_000)
  expect((await get(undefined, `${url}/readyz`)).status).toBe(200)
  const agent = new Agent({ keepAlive: true })
  expect((await get(agent, `${url}/livez`)).connection).toBe('keep-alive')
  child.process.kill('SIGTERM')
  await eventually(async () => (await get(agent, `${url}/readyz`)).status).toBe(503)
  expect(await get(agent, `${url}${path}/id-1`)).toEqual({ status: 200, connection: 'close' })
  await eventually(() => {
    child.process.kill('SIGTERM')
    return child.process.exitCode
  }).toBe(1)
  agent.destroy()
})

/** A client that opens a connection for each request, one after the other, until nobody listens. */
async function askUntilRefused(port: number, answered: () => void): Promise<string> {
  for (;;) {
    const outcome = await new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n'))
      let received = ''
      socket.on('data', chunk => {
        received += chunk
        if (!received.endsWith('{"ok":true}')) return
        socket.destroy()
        resolve('answered')
      })
      socket.on('error', error => resolve('code' in error ? String(error.code) : error.message))
      socket.on('close', () => resolve(`closed after ${received.length} bytes`))
    })
    if (outcome !== 'answered') return outcome
    answered()
  }
}

test('a new connection is answered or refused, at any moment of a stop, and never reset', async () => {
  const port = Number(new URL(await start(300)).port)
  let answers = 0
  const ends = Promise.all(Array.from({ length: 200 }, () => askUntilRefused(port, () => (answers += 1))))
  await eventually(() => answers).toBeGreaterThan(400)
  child.process.kill('SIGTERM')
  const atSignal = answers
  expect(new Set(await ends)).toEqual(new Set(['ECONNREFUSED']))
  expect(answers).toBeGreaterThan(atSignal)
  expect(await child.exitCode).toBe(0)
})

/** Well above the second that it may take, for a busy machine, and well below the 10 s of a timeout. */
const soonMs = 4000

test('clients that are silent or slow hold up no stop, nor does an open connection for metrics', async () => {
  const port = Number(new URL(await start(0, { METRICS_PORT: '0' })).port)
  await eventually(child.stdout).toContain('metrics_ready')
  const metricsPort = Number(/"url":"http:\/\/127.0.0.1:(\d+)/.exec(child.stdout())?.[1])
  const open = async (to: number, text: string) => {
    const socket = connect(to, '127.0.0.1')
    socket.on('error', () => undefined)
    await new Promise(resolve => socket.once('connect', resolve))
    socket.write(text)
    return socket
  }
  const half = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n'
  const clients = await Promise.all([
    open(port, ''),
    open(port, half),
    open(port, `${half}\r\n`),
    open(metricsPort, ''),
    open(metricsPort, 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  ])
  expect((await get(undefined, `http://127.0.0.1:${port}/livez`)).status).toBe(200)
  child.process.kill('SIGTERM')
  const signalledAt = performance.now()
  expect(await child.exitCode).toBe(0)
  expect(performance.now() - signalledAt).toBeLessThan(soonMs)
  for (const client of clients) client.destroy()
})

test.each(['SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const)(
  '%s drains like SIGTERM, and the log has its last lines',
  async signal => {
    const url = await start(2000)
    child.process.kill(signal)
    await eventually(async () => (await get(undefined, `${url}/readyz`)).status).toBe(503)
    expect(await get(undefined, `${url}${path}/id-1`)).toEqual({ status: 200, connection: 'close' })
    expect(await child.exitCode).toBe(0)
    const lines = child
      .stdout()
      .split('\n')
      .filter(line => line.startsWith('{'))
    const events = lines.map(line => JSON.parse(line).event ?? JSON.parse(line).route)
    expect(events.filter(event => event !== '/readyz')).toEqual([
      'stopping',
      'read',
      '/api/:environment/v2/orchestration/orchestrations/:id',
      'stopped',
    ])
  },
)

const quiet = { log: pino({ level: 'silent' }), output: { settled: async () => undefined } }

/** A process that only remembers. */
function host() {
  const emitter = new EventEmitter()
  const exits: number[] = []
  const fake: SignalHost = {
    on: (signal, listener) => emitter.on(signal, listener),
    exit: code => void exits.push(code),
  }
  return {
    fake,
    exits,
    send: (signal: NodeJS.Signals) => emitter.emit(signal, signal),
    listening: () => emitter.eventNames() as NodeJS.Signals[],
  }
}

test('what still hangs 20 s after the signal is cut off', async () => {
  vi.useFakeTimers()
  const { fake, exits, send } = host()
  const server = { drain: () => undefined, close: () => new Promise<void>(() => undefined) }
  stopOnSignals(Promise.resolve(server), { ...quiet, drainMs: 5000, host: fake })
  send('SIGTERM')
  await vi.advanceTimersByTimeAsync(19_999)
  expect(exits).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(exits).toEqual([1])
})

/** A server that remembers what was done to it. */
function fakeServer() {
  const steps: string[] = []
  return { steps, drain: () => void steps.push('drain'), close: async () => void steps.push('close') }
}

test('Ctrl+C does not wait', async () => {
  const { fake, exits, send } = host()
  const server = fakeServer()
  stopOnSignals(Promise.resolve(server), { ...quiet, drainMs: 60_000, host: fake })
  send('SIGINT')
  await eventually(() => exits).toEqual([0])
  expect(server.steps).toEqual(['drain', 'close'])
})

test.each(['SIGTERM', 'SIGINT'] as const)('another %s ends it at once, unless it is the same one twice', signal => {
  vi.useFakeTimers()
  const { fake, exits, send } = host()
  stopOnSignals(Promise.resolve({ ...fakeServer(), close: () => new Promise<void>(() => undefined) }), {
    ...quiet,
    drainMs: 5000,
    host: fake,
  })
  send(signal)
  send(signal)
  vi.advanceTimersByTime(400)
  send(signal)
  expect(exits).toEqual([])
  vi.advanceTimersByTime(101)
  send(signal)
  expect(exits).toEqual([1])
})

test('every signal that would end the process is waited for, and only those of a crash are not', () => {
  const { fake, listening } = host()
  stopOnSignals(Promise.resolve(fakeServer()), { ...quiet, drainMs: 0, host: fake })
  const endNothing = ['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGPIPE', 'SIGXFSZ']
  const crashes = ['SIGILL', 'SIGTRAP', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS']
  const others = ['SIGKILL', 'SIGSTOP', 'SIGUSR1', ...endNothing, ...crashes]
  const numbers = new Map(Object.entries(constants.signals))
  for (const name of others) numbers.delete(name)
  const expected = new Set(numbers.values())
  expect(new Set(listening().map(name => constants.signals[name]))).toEqual(expected)
})

test.each([
  ['SIGTERM', 'SIGHUP'],
  ['SIGHUP', 'SIGHUP'],
  ['SIGQUIT', 'SIGUSR2'],
] as const)('%s with %s right after it still drains', async (first, second) => {
  const { fake, exits, send } = host()
  const server = fakeServer()
  stopOnSignals(Promise.resolve(server), { ...quiet, drainMs: 30, host: fake })
  send(first)
  send(second)
  expect(exits).toEqual([])
  await eventually(() => exits).toEqual([0])
  expect(server.steps).toEqual(['drain', 'close'])
})

test('a signal during the start stops the server once it has started', async () => {
  const { fake, exits, send } = host()
  const server = fakeServer()
  let started = (_: typeof server) => {}
  stopOnSignals(new Promise(resolve => (started = resolve)), { ...quiet, drainMs: 0, host: fake })
  send('SIGTERM')
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(exits).toEqual([])
  started(server)
  await eventually(() => exits).toEqual([0])
  expect(server.steps).toEqual(['drain', 'close'])
})
