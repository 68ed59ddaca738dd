/** The whole server with the embedded simulator, as the demo runs: every story is readable, every misbehaviour an error. */
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProblemDocument } from '#domain/problem-code.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { readConfig } from './config.ts'
import { timings } from './paxos/connect.ts'
import { type RunningServer, startServer } from './start.ts'
import { testSite } from './testing/site.ts'

const lines: string[] = []
let server: RunningServer

beforeAll(async () => {
  server = await startServer({
    config: readConfig({ PORT: '0' }, () => ''),
    site: testSite,
    version: '0.0.0',
    log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
    timings: { ...timings, totalMs: 700, bodyIdleMs: 60_000, headersMs: 60_000 },
  })
})
afterAll(() => server.close())

const read = (id: string) => fetch(`${server.url}/api/demo/v2/orchestration/orchestrations/${id}`)

test('every scenario is read, and the record is the one asked for', async () => {
  for (const { id } of Object.values(scenarios)) {
    const reply = await read(id)
    expect(reply.status, id).toBe(200)
    expect(readOrchestration(await reply.json()).value.id).toBe(id)
  }
})

test('the lists, a transfer, the rules and the events are read too', async () => {
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

/** The two that stop everything come last. */
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
  const good = Object.values(scenarios)[0]?.id ?? ''
  for (const [name, status, code] of expected) {
    // Good reads in between, or the breaker would end the round.
    for (let i = 0; i < 3; i++) expect((await read(good)).status, `before ${name}`).toBe(200)
    const reply = await read(sentinels[name].id)
    const problem = (await reply.json()) as ProblemDocument
    expect([name, reply.status, problem.code]).toEqual([name, status, code])
  }
  const named: readonly string[] = [...expected.map(([name]) => name), 'rate-limited', 'recovers', 'prototype-keys']
  expect(Object.keys(sentinels).filter(name => !named.includes(name))).toEqual([])
})

test('a 429 of the simulator stops the demo for about as long as it throttles', async () => {
  const other = await startServer({
    config: readConfig({ PORT: '0' }, () => ''),
    site: testSite,
    version: '0.0.0',
    log: pino({ level: 'silent' }),
  })
  const ask = async (path: string) => fetch(`${other.url}${path}`)
  const reply = await ask(`/api/demo/v2/orchestration/orchestrations/${sentinels['rate-limited'].id}`)
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '11'])
  expect((await ask('/api/demo/v2/events')).status).toBe(503)
  const status = (await (await ask('/api/status')).json()) as { environments: { penalty: { until: string } }[] }
  const wait = Date.parse(status.environments[0]?.penalty.until ?? '') - Date.now()
  expect(wait).toBeGreaterThan(8000)
  expect(wait).toBeLessThan(11_000)
  await other.close()
})

test('keys of Object.prototype in a record are data', async () => {
  // The sentinel before this round has put everything on hold for 30 s; a server of its own has not.
  const other = await startServer({
    config: readConfig({ PORT: '0' }, () => ''),
    site: testSite,
    version: '0.0.0',
    log: pino({ level: 'silent' }),
  })
  const reply = await fetch(`${other.url}/api/demo/v2/orchestration/orchestrations/${sentinels['prototype-keys'].id}`)
  expect(reply.status).toBe(200)
  expect(await reply.text()).toContain('"__proto__":{"admin":true}')
  await other.close()
})
