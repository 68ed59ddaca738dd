/** A short version of the soak in bench/proxy/soak.ts: after each round as much memory and as many descriptors as before. */
import { readdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/child.ts'
import { sendJson, startFakeUpstream } from '../testing/fake-upstream.ts'

const site = writeSite()
let child: Child | undefined
afterAll(() => {
  child?.process.kill('SIGKILL')
  site.remove()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const rounds = 8
const requestsPerRound = 400

test('fault 69: rounds of all kinds of requests leave heap and descriptors where they were', {
  timeout: 60_000,
}, async () => {
  const upstream = await startFakeUpstream()
  const good = upstream.api
  // Mistakes and failures are part of the day, but too few for the breaker.
  upstream.api = (response, request, n) => (n % 10 === 0 ? sendJson(response, 404, {}) : good(response, request, n))
  const metricsPort = await freePort()
  child = startChild(
    {
      PORT: '0',
      METRICS_PORT: String(metricsPort),
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret,
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
    },
    ['--dist', site.directory],
  )
  const url = await child.url
  const { pid } = child.process
  const paths = (n: number) => [
    `/api/sandbox/v2/orchestration/orchestrations/id-${n % 100}`,
    `/api/sandbox/v2/transfer/transfers/id-${n % 30}`,
    `/api/sandbox/v2/events?limit=10&type=t-${n % 7}`,
    '/sandbox/orchestrations/id-1',
    '/api/status',
    '/nothing',
    '/api/sandbox/v2/events?unknown=1',
  ]
  async function floorOfHeap(): Promise<number> {
    const texts = await Promise.all(
      Array.from({ length: 3 }, async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()),
    )
    return Math.min(...texts.map(text => Number(/desk_memory_bytes\{kind="heap"\} (\d+)/.exec(text)?.[1])))
  }
  const heaps: number[] = []
  const files: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < requestsPerRound; n += 40) {
      const batch = Array.from({ length: 40 }, (_, i) => paths(round * requestsPerRound + n + i)[(n + i) % 7] ?? '/')
      await Promise.all(batch.map(async path => (await fetch(url + path)).arrayBuffer()))
      heaps.push(await floorOfHeap())
    }
    files.push(readdirSync(`/proc/${pid}/fd`).length)
  }
  const perRound = requestsPerRound / 40
  // The first half compiles and fills caches. Garbage makes a sawtooth of the rest, so its lowest points are compared.
  const early = Math.min(...heaps.slice((perRound * rounds) / 2, perRound * (rounds / 2 + 2)))
  const late = Math.min(...heaps.slice(-2 * perRound))
  expect(late - early).toBeLessThan(4 * 1024 * 1024)
  expect(Math.max(...files.slice(-2))).toBeLessThanOrEqual(Math.max(...files.slice(2, 4)) + 5)
  await upstream.close()
})
