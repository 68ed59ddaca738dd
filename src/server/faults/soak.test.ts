/** A short version of the soak in bench/proxy/soak.ts: after each round as much memory and as many descriptors as before. */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, fetch } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

const site = writeSite()
let child: Child | undefined
afterAll(() => {
  child?.process.kill('SIGKILL')
  site.remove()
})

type Inspector = {
  /** Bytes in use once all garbage is gone. */
  readonly heap: () => Promise<number>
  readonly close: () => void
}

/** Speaks to the debugger of the child, which alone can be told to collect its garbage now. */
async function inspect(child: Child): Promise<Inspector> {
  const address = () => /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(child.stderr())?.[0]
  await eventually(address).toBeDefined()
  const socket = new WebSocket(address() ?? '')
  await once(socket, 'open')
  let calls = 0
  async function call(method: string): Promise<{ readonly usedSize?: number }> {
    const id = ++calls
    socket.send(JSON.stringify({ id, method }))
    for (;;) {
      const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>]
      const answer = JSON.parse(data) as { id?: number; result: { usedSize?: number } }
      if (answer.id === id) return answer.result
    }
  }
  return {
    heap: async () => {
      await call('HeapProfiler.collectGarbage')
      return (await call('Runtime.getHeapUsage')).usedSize ?? Number.NaN
    },
    close: () => socket.close(),
  }
}

const rounds = 8
const requestsPerRound = 400
/** Requests at a time, each on a connection of its own. */
const atOnce = 40

test('fault 69: rounds of all kinds of requests leave heap and descriptors where they were', {
  timeout: 60_000,
}, async () => {
  const upstream = await startFakeUpstream()
  const good = upstream.api
  // Mistakes and failures are part of the day, but too few for the breaker.
  upstream.api = (response, request, n) => (n % 10 === 0 ? sendJson(response, 404, {}) : good(response, request, n))
  child = startChild(
    {
      PORT: '0',
      NODE_OPTIONS: '--inspect=127.0.0.1:0',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret,
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
    },
    ['--dist', site.directory],
  )
  const url = await child.url
  const { pid } = child.process
  const descriptors = () => readdirSync(`/proc/${pid}/fd`).length
  const paths = (n: number) => [
    `/api/sandbox/v2/orchestration/orchestrations/id-${n % 100}`,
    `/api/sandbox/v2/transfer/transfers/id-${n % 30}`,
    `/api/sandbox/v2/events?limit=10&type=t-${n % 7}`,
    '/sandbox/orchestrations/id-1',
    '/api/status',
    '/nothing',
    '/api/sandbox/v2/events?unknown=1',
  ]
  // Unbounded, a busy client opens another connection while an old one is about to be free.
  const clients = new Agent({ connections: atOnce })
  const inspector = await inspect(child)
  const heaps: number[] = []
  const before = descriptors()
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < requestsPerRound; n += atOnce) {
      const batch = Array.from(
        { length: atOnce },
        (_, i) => paths(round * requestsPerRound + n + i)[(n + i) % 7] ?? '/',
      )
      await Promise.all(batch.map(async path => (await fetch(url + path, { dispatcher: clients })).arrayBuffer()))
    }
    // The first half compiles and fills caches.
    if (round === rounds / 2 || round === rounds - 1) heaps.push(await inspector.heap())
  }
  inspector.close()
  const [early = Number.NaN, late = Number.NaN] = heaps
  // Less than a kilobyte for each request between.
  expect(late - early).toBeLessThan(1024 * 1024)
  // What is kept open on purpose: the clients' connections, and those to Paxos and to its token endpoint.
  await eventually(descriptors).toBeLessThanOrEqual(before + atOnce + 32 + 1)
  await clients.close()
  await upstream.close()
})
