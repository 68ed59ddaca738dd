/** Metrics after something has happened, read as a scraper reads them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { sendRaw } from '../testing/network/raw-client.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { catalogue } from './catalogue.ts'
import { createPrometheusMetrics } from './prometheus.ts'

let upstream: FakeUpstream
let desk: Desk
let clock: FakeClock

beforeEach(async () => {
  upstream = await startFakeUpstream()
  clock = fakeClock()
  desk = await startDesk({ ...upstream, clock })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

/** The value of one series; undefined when it is not there. */
async function value(series: string): Promise<number | undefined> {
  const line = (await desk.metrics()).split('\n').find(one => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}

const record = '/api/:environment/v2/orchestration/orchestrations/:id'
const sandbox = 'environment="sandbox"'

test('counts responses by route and status, requests to Paxos by endpoint and outcome', async () => {
  await desk.read()
  upstream.api = response => sendJson(response, 500, {})
  await desk.read('id-2')
  expect(await value(`desk_http_request_duration_seconds_count{route="${record}",status="200"}`)).toBe(1)
  expect(await value(`desk_http_request_duration_seconds_count{route="${record}",status="502"}`)).toBe(1)
  const upstreamCount = (endpoint: string, outcome: string) =>
    value(`desk_upstream_request_duration_seconds_count{${sandbox},endpoint="${endpoint}",outcome="${outcome}"}`)
  expect(await upstreamCount('orchestration', '200')).toBe(1)
  expect(await upstreamCount('orchestration', '500')).toBe(1)
  expect(await upstreamCount('token', '200')).toBe(1)
  expect(await value(`desk_cache_results_total{${sandbox},result="call"}`)).toBe(1)
})

test('counts refusals and reads, without naming people or IDs', async () => {
  await desk.read()
  await desk.get('/api/status', { 'sec-fetch-site': 'cross-site' })
  expect(await value('desk_audit_events_total{event="read"}')).toBe(1)
  expect(await value('desk_audit_events_total{event="refused"}')).toBe(1)
})

test('counts what is not HTTP', async () => {
  await sendRaw(desk.port, 'NONSENSE\r\n\r\n')
  expect(await value('desk_http_request_duration_seconds_count{route="(unreadable)",status="400"}')).toBe(1)
})

test('statuses that Paxos makes up are counted by their first digit', async () => {
  for (const status of [418, 499, 207, 599]) {
    upstream.api = response => sendJson(response, status, {})
    await desk.read(`id-${status}`)
  }
  const text = await desk.metrics()
  const outcomes = [...text.matchAll(/_count\{environment="sandbox",endpoint="orchestration",outcome="(\w+)"\} (\d+)/g)]
  expect(outcomes.map(([, outcome, count]) => [outcome, count])).toEqual([
    ['4xx', '2'],
    ['2xx', '1'],
    ['5xx', '1'],
  ])
})

test('counts retries and circuit breaker openings', async () => {
  upstream.api = response => response.socket?.destroy()
  for (let i = 0; i < 12; i++) await desk.read(`id-${i}`)
  const endpoint = `{${sandbox},endpoint="orchestration"}`
  expect(await value(`desk_upstream_retries_total${endpoint}`)).toBe(1)
  expect(await value(`desk_breaker_opened_total${endpoint}`)).toBe(1)
  expect(await value(`desk_breaker_open${endpoint}`)).toBe(1)
  clock.advance(10_001)
  expect(await value(`desk_breaker_open${endpoint}`)).toBe(0)
})

test('counts what the rate budget admits and denies', async () => {
  await desk.read()
  const lane = `{${sandbox},endpoint="orchestration"}`
  expect(await value(`desk_budget_used_total${lane}`)).toBe(1)
  expect(await value(`desk_budget_used_total{${sandbox},endpoint="token"}`)).toBe(1)
  for (let i = 0; i < 302; i++) await desk.read(`other-${i}`)
  expect(await value(`desk_budget_used_total${lane}`)).toBe(300)
  expect(await value(`desk_budget_denied_total${lane}`)).toBe(3)
})

test('shows a penalty and the time until it ends', async () => {
  expect(await value(`desk_penalty_remaining_seconds{${sandbox}}`)).toBe(0)
  upstream.api = response => sendJson(response, 429, {})
  await desk.read()
  expect(await value(`desk_penalties_total{${sandbox}}`)).toBe(1)
  expect(await value(`desk_penalty_remaining_seconds{${sandbox}}`)).toBe(310)
  clock.advance(300_000)
  expect(await value(`desk_penalty_remaining_seconds{${sandbox}}`)).toBe(10)
})

test('counts tokens granted, refused and failed, and shows the life of the current one', async () => {
  expect(await value(`desk_token_life_seconds{${sandbox}}`)).toBe(0)
  await desk.read()
  expect(await value(`desk_token_fetches_total{${sandbox},result="granted"}`)).toBe(1)
  expect(await value(`desk_token_life_seconds{${sandbox}}`)).toBe(3599)
  clock.advance(3_600_000)
  expect(await value(`desk_token_life_seconds{${sandbox}}`)).toBe(0)
  upstream.token = response => sendJson(response, 500, {})
  await desk.read()
  expect(await value(`desk_token_fetches_total{${sandbox},result="failed"}`)).toBe(1)
  clock.advance(120_000)
  upstream.token = response => sendJson(response, 401, { error: 'invalid_client' })
  await desk.read()
  expect(await value(`desk_token_fetches_total{${sandbox},result="refused"}`)).toBe(1)
})

test('no ID, person or address in any label, whatever was asked', async () => {
  const secret = 'secret-id-0000'
  await desk.read(secret)
  await desk.get(`/sandbox/orchestrations/${secret}?seen=${secret}`)
  await desk.get(`/api/sandbox/v2/events?type=${secret}`)
  await desk.get(`/${secret}/${secret}`)
  await desk.get(`/api/${secret}/v2/events`)
  await desk.ask('DELETE', `/sandbox/rules/${secret}`)
  const text = await desk.metrics()
  expect(text).not.toContain('secret-')
  expect(text).toContain('route="(none)"')
})

test('counts audit events, batches and budget denials, and shows whether Redis is up', async () => {
  const metrics = createPrometheusMetrics('1.2.3')
  let up = true
  metrics.audited('sign_in_failed')
  metrics.watchRedis(() => up)
  metrics.environment('demo').batched(7)
  metrics.environment('demo').budgetDenied('token')
  const text = await metrics.text()
  expect(text).toContain('desk_audit_events_total{event="sign_in_failed"} 1')
  expect(text).toContain('desk_redis_up 1')
  expect(text).toContain('desk_batch_size_bucket{le="5",environment="demo"} 0')
  expect(text).toContain('desk_batch_size_bucket{le="10",environment="demo"} 1')
  expect(text).toContain('desk_budget_denied_total{environment="demo",endpoint="token"} 1')
  expect(text).toContain(`desk_build_info{version="1.2.3",node="${process.versions.node}"} 1`)
  up = false
  expect(await metrics.text()).toContain('desk_redis_up 0')
})

test('exposes the kind and the help of each metric', async () => {
  const metrics = createPrometheusMetrics('1')
  metrics.watchRedis(() => true)
  const text = await metrics.text()
  for (const [name, { kind, help }] of Object.entries(catalogue)) {
    expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`)
  }
})
