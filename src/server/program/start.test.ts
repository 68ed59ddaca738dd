/** The whole server with the embedded simulator, as the demo runs: every story is readable, every misbehaviour an error. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProblemDocument } from '#domain/problems/problem-code.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { readConfig } from '../config/config.ts'
import { logTo } from '../observe/log.ts'
import { type Timings, timings } from '../paxos/connect.ts'
import { testSite } from '../testing/desk/site.ts'
import { freePort } from '../testing/network/free-port.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { type RunningServer, startServer } from './start.ts'

const log = pino({ level: 'silent' })
const config = readConfig({ PORT: '0' }, () => '')
let server: RunningServer

const start = (own: Partial<Timings> = {}) =>
  startServer({ config, site: testSite, version: '0.0.0', log, parts: { timings: { ...timings, ...own } } })

beforeAll(async () => {
  server = await start()
})
afterAll(() => server.close())

const read = (id: string, from = server) => fetch(`${from.url}/api/demo/v2/orchestration/orchestrations/${id}`)

test('every scenario is read, and the record is the one asked for', { timeout: 30_000 }, async () => {
  for (const { id } of Object.values(scenarios)) {
    const reply = await read(id)
    expect(reply.status, id).toBe(200)
    expect(readOrchestration(await reply.json()).value.id).toBe(id)
  }
})

test('the lists, a transfer, the rules and the events are read too', { timeout: 30_000 }, async () => {
  const get = async (path: string) => {
    const reply = await fetch(`${server.url}/api/demo/v2${path}`)
    expect(reply.status, path).toBe(200)
    return (await reply.json()) as { items?: { id: string }[]; events?: { id: string }[] }
  }
  const page = await get('/orchestration/orchestrations?limit=2&order=ASC')
  expect(page.items).toHaveLength(2)
  await get('/orchestration/rules?limit=5')
  const transfers = await get('/transfer/transfers?limit=1')
  await get(`/transfer/transfers/${transfers.items?.[0]?.id}`)
  const events = await get('/events?type=orchestration.completed&limit=1')
  await get(`/events/${events.events?.[0]?.id}`)
})

const bad = [502, 'upstream_bad_response'] as const
const late = [504, 'upstream_timeout'] as const
const gone = [502, 'upstream_unavailable'] as const

/** The one that stops everything comes last. */
const expected: readonly (readonly [keyof typeof sentinels, number, ProblemDocument['code']])[] = [
  ['bad-request', 400, 'bad_request'],
  ['forbidden-scope', 502, 'upstream_forbidden'],
  ['forbidden-other', 502, 'upstream_forbidden'],
  ['not-found', 404, 'not_found'],
  ['transfer-id', 404, 'not_found'],
  ['server-error', ...gone],
  ['unavailable', 503, 'upstream_unavailable'],
  ['reset', ...gone],
  ['hangs', ...late],
  ['headers-drip', ...late],
  ['body-drip', ...late],
  ['cut-with-length', ...bad],
  ['cut-without-length', ...bad],
  ['reset-mid-body', ...bad],
  ['not-json', ...bad],
  ['html', ...bad],
  ['empty', ...bad],
  ['list-instead', ...bad],
  ['redirect', ...bad],
  ['huge', ...bad],
  ['gzip-bomb', ...bad],
  ['huge-header', ...bad],
  ['garbage', ...bad],
  ['unauthorized', 502, 'upstream_credentials'],
]

test('every misbehaviour of the simulator has its error', { timeout: 30_000 }, async () => {
  const own = await start({ totalMs: 2500, bodyIdleMs: 60_000, headersMs: 60_000 })
  const good = Object.values(scenarios)[0]?.id ?? ''
  const check = async ([name, status, code]: (typeof expected)[number]) => {
    // Good reads in between, or the breaker would end the round.
    for (let i = 0; i < 3; i++) expect((await read(`${good}?fresh=1`, own)).status, `before ${name}`).toBe(200)
    const reply = await read(sentinels[name].id, own)
    const problem = (await reply.json()) as ProblemDocument
    expect([name, reply.status, problem.code]).toEqual([name, status, code])
  }
  // Those that take until the deadline, side by side; the rest one by one, since the last of them stops everything.
  await Promise.all(expected.filter(([, status]) => status === 504).map(check))
  for (const one of expected) if (one[1] !== 504) await check(one)
  await own.close()
  const named: readonly string[] = [...expected.map(([name]) => name), 'rate-limited', 'recovers', 'prototype-keys']
  expect(Object.keys(sentinels).filter(name => !named.includes(name))).toEqual([])
})

test('keys of Object.prototype in a record are data', async () => {
  const reply = await read(sentinels['prototype-keys'].id)
  expect(reply.status).toBe(200)
  expect(await reply.text()).toContain('"__proto__":{"admin":true}')
})

test('a 429 of the simulator stops the demo for about as long as it throttles', async () => {
  const ask = (path: string) => fetch(`${server.url}${path}`)
  const reply = await read(sentinels['rate-limited'].id)
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '11'])
  expect((await ask('/api/demo/v2/events')).status).toBe(503)
  const status = (await (await ask('/api/status')).json()) as { environments: { penalty: { until: string } }[] }
  const wait = Date.parse(status.environments[0]?.penalty.until ?? '') - Date.now()
  expect(wait).toBeGreaterThan(5000)
  expect(wait).toBeLessThan(11_000)
})

test.each([
  ['a public name', 'https://desk.example.com', 'desk.example.com'],
  ['a name of this machine', 'https://localhost:8443', 'localhost:8443'],
])('a demo on loopback under %s answers to it behind a TLS proxy, and to no other name', async (_name, url, host) => {
  const port = await freePort()
  const demo = await startServer({
    config: readConfig({ PORT: String(port), PUBLIC_URL: url }, () => ''),
    site: testSite,
    version: '0.0.0',
    log,
  })
  const ask = async (path: string, ...headers: string[]) =>
    (await sendRaw(port, rawGet(path, headers).replace('Host: localhost', `Host: ${host}`))).status
  const forwarded = ['X-Forwarded-For: 198.51.100.7', 'X-Forwarded-Proto: https', 'Via: 1.1 proxy']
  for (const path of [
    '/demo',
    '/api/status',
    `/api/demo/v2/orchestration/orchestrations/${scenarios['completed-cross-asset'].id}`,
  ]) {
    expect(await ask(path, ...forwarded), path).toBe(200)
    expect(await ask(path, ...forwarded, `Origin: ${url}`), path).toBe(200)
    expect((await sendRaw(port, rawGet(path).replace('localhost', 'evil.example'))).status, path).toBe(403)
  }
  expect(await ask('/api/status', ...forwarded, 'Origin: https://evil.example')).toBe(403)
  expect(await ask('/api/status', ...forwarded, 'Sec-Fetch-Site: cross-site')).toBe(403)
  await demo.close()
})

test('a live environment without sign-in stays on this machine, whatever its name', async () => {
  const port = await freePort()
  const live = await startServer({
    config: readConfig(
      {
        PORT: String(port),
        PUBLIC_URL: 'https://localhost:8443',
        PAXOS_SANDBOX_CLIENT_ID: 'client',
        PAXOS_SANDBOX_CLIENT_SECRET: 'secret',
      },
      () => '',
    ),
    site: testSite,
    version: '0.0.0',
    log,
  })
  expect((await sendRaw(port, rawGet('/api/status'))).status).toBe(200)
  expect((await sendRaw(port, rawGet('/api/status', ['X-Forwarded-For: 198.51.100.7']))).status).toBe(403)
  await live.close()
})

test('what the settings say reaches the parts: batching, the part of the budget, the numbers', async () => {
  const upstream = await startFakeUpstream()
  const lines: { event?: string; url?: string }[] = []
  const own = await startServer({
    config: readConfig(
      {
        PORT: '0',
        PAXOS_SANDBOX_CLIENT_ID: 'client',
        PAXOS_SANDBOX_CLIENT_SECRET: 'secret',
        PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
        PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
        BATCHING: 'off',
        UPSTREAM_BUDGET_SHARE: '0.01',
        METRICS_PORT: '0',
      },
      () => '',
    ),
    site: testSite,
    version: '0.0.0',
    log: logTo('info', { write: line => lines.push(JSON.parse(line)) }),
  })
  const ask = async (id: string, purpose: 'open' | 'poll') => {
    const url = `${own.url}/api/sandbox/v2/orchestration/orchestrations/${id}`
    return (await fetch(url, { headers: { 'x-desk-purpose': purpose } })).status
  }
  expect(await Promise.all([ask('a', 'poll'), ask('b', 'poll')])).toEqual([200, 200])
  expect(upstream.apiCalls.map(({ url }) => url.split('/').pop()).sort()).toEqual(['a', 'b'])
  // A hundredth of 300.
  expect([await ask('c', 'open'), await ask('d', 'open')]).toEqual([200, 503])
  const numbers = await fetch(lines.find(({ event }) => event === 'metrics_ready')?.url ?? '')
  expect(await numbers.text()).toMatch(/^desk_budget_denied_total\{.*endpoint="orchestration"\} 1$/m)
  await own.close()
  await upstream.close()
})
