/** Stopping: nobody who was served before the load balancer noticed is let down. */
import { EventEmitter } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type SignalHost, stopOnSignals } from './shutdown.ts'
import { canaries, expectNoCanary } from './testing/canaries.ts'
import { type Child, startChild, writeSite } from './testing/child.ts'
import { eventually } from './testing/eventually.ts'
import { answerRecord, type FakeUpstream, startFakeUpstream } from './testing/fake-upstream.ts'

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
  child?.process.kill('SIGKILL')
  await upstream.close()
})
afterAll(site.remove)

function start(drainMs: number) {
  child = startChild(
    {
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
  /** One read of each of 20 clients. Too few different ones for the rate budget, whose refusals are no failure of stopping. */
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
  child.process.kill('SIGTERM')
  expect(await child.exitCode).toBe(1)
  agent.destroy()
})

const silent = pino({ level: 'silent' })

/** A process that only remembers. */
function host() {
  const emitter = new EventEmitter()
  const exits: number[] = []
  const fake: SignalHost = {
    on: (signal, listener) => emitter.on(signal, listener),
    exit: code => void exits.push(code),
  }
  return { fake, exits, send: (signal: NodeJS.Signals) => emitter.emit(signal, signal) }
}

test('what still hangs 20 s after the signal is cut off', async () => {
  vi.useFakeTimers()
  const { fake, exits, send } = host()
  stopOnSignals({ drain: () => undefined, close: () => new Promise(() => undefined) }, 5000, silent, fake)
  send('SIGTERM')
  await vi.advanceTimersByTimeAsync(19_999)
  expect(exits).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(exits).toEqual([1])
  vi.useRealTimers()
})

test('Ctrl+C does not wait, and a second one ends at once', async () => {
  const { fake, exits, send } = host()
  const steps: string[] = []
  const close = async () => void steps.push('close')
  stopOnSignals({ drain: () => void steps.push('drain'), close }, 60_000, silent, fake)
  send('SIGINT')
  await eventually(() => exits).toEqual([0])
  expect(steps).toEqual(['drain', 'close'])
  send('SIGINT')
  expect(exits).toEqual([0, 1])
})
