import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiPath, type EndpointName, endpoints } from '#paxos/api.ts'
import { readEvent } from '#paxos/event.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { readPage } from '#paxos/page.ts'
import { readRule } from '#paxos/rule.ts'
import { readTransfer } from '#paxos/transfer.ts'
import { ruleIds, scenarios } from '../scenarios.ts'
import { type Answer, openSimulator, read } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'

const clock = testClock()
const example = scenarios['failed-at-destination']
const event = String(example.events(0)[0]?.id)
const ids: Partial<Record<EndpointName, string>> = {
  orchestration: example.id,
  transfer: '91252ea9-1659-4ca2-9e3a-310612e44233',
  event,
}
const names = Object.keys(endpoints) as EndpointName[]
const pathOf = (name: EndpointName) => apiPath(name, { ...(ids[name] && { id: ids[name] }) })

let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  opened = await openSimulator({ clock: clock.now })
})
afterAll(() => opened.close())

/** Every error is a problem document with the request ID of its header. */
function expectProblem({ status, headers, json }: Answer, expected: number, detail: string | RegExp) {
  expect(status).toBe(expected)
  expect(headers.get('content-type')).toContain('application/problem+json')
  expect(json).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status: expected,
    detail: expect.stringMatching(detail),
    request_id: headers.get('x-request-id'),
  })
}

test.each(names)("%s answers JSON with a request ID and the clock's date", async name => {
  const { status, headers } = await opened.get(pathOf(name))
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('application/json')
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers.get('date')).toBe('Fri, 20 Nov 2026 10:00:00 GMT')
})

test.each(names)('%s answers GET only', async name => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
    const answer = await read(await fetch(opened.simulator.apiUrl + pathOf(name), { method }))
    expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'GET'])
    if (method !== 'HEAD') expectProblem(answer, 405, 'answers GET only')
  }
})

test.each(names)('%s refuses an unknown parameter', async name => {
  expectProblem(await opened.get(`${pathOf(name)}?colour=red`), 400, 'unknown parameter "colour"')
  expectProblem(await opened.get(`${pathOf(name)}?__proto__=x`), 400, 'unknown parameter "__proto__"')
})

test.each(['orchestration', 'transfer', 'event'] as const)('%s: an unknown ID is a 404', async name => {
  const id = '00000000-0000-4000-8000-000000000000'
  expectProblem(await opened.get(apiPath(name, { id })), 404, `${name} not found: ${id}`)
  expectProblem(await opened.get(apiPath(name, { id: 'not a uuid' })), 404, 'not found: not a uuid')
})

test('any other path is a 404 problem', async () => {
  for (const path of ['/', '/orchestration', '/orchestration/rules/', `/orchestration/rules/${ruleIds.settlement}`])
    expectProblem(await opened.get(path), 404, 'no such endpoint')
  expectProblem(await read(await fetch(`${opened.simulator.url}/v1/events`)), 404, 'no such endpoint')
})

test('requests refused by the HTTP library are problems too', async () => {
  const answer = await opened.get('/orchestration/orchestrations/%ff')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, expect.stringContaining('problem+json')])
  const body = new URLSearchParams({ grant_type: 'x'.repeat(2_000_000) })
  const large = await read(await fetch(opened.simulator.tokenUrl, { method: 'POST', body }))
  expect([large.status, large.headers.get('content-type')]).toEqual([400, expect.stringContaining('problem+json')])
})

test('a record is the object itself, and readable', async () => {
  const orchestration = readOrchestration((await opened.get(pathOf('orchestration'))).json)
  expect(orchestration.problems).toEqual([])
  expect(orchestration.value).toMatchObject({ id: example.id, ref_id: 'orch-usdc-usdg-a3b1c2d4', source_amount: '100' })
  const transfer = readTransfer((await opened.get(pathOf('transfer'))).json)
  expect(transfer.problems).toEqual([])
  expect(transfer.value).toMatchObject({ id: ids.transfer, total: '100.00', status: { known: 'FAILED' } })
  const read = readEvent((await opened.get(pathOf('event'))).json)
  expect(read.problems).toEqual([])
  expect(read.value).toMatchObject({ id: event, object_id: example.id })
})

test.each([
  ['orchestrations', readOrchestration],
  ['rules', readRule],
  ['transfers', readTransfer],
  ['events', readEvent],
] as const)('%s: a list reads as a page', async (name, readItem) => {
  const { json } = await opened.get(apiPath(name, { query: { limit: 3 } }))
  const { value, problems } = readPage<unknown>(json, name, readItem)
  expect(problems).toEqual([])
  expect(value.items).toHaveLength(3)
  expect(value.next).toBeTruthy()
  expect(Object.keys(json)).toEqual([name === 'events' ? 'events' : 'items', 'next_page_cursor'])
})

test('a forbidden rule is refused, alone and among others', async () => {
  const query = { ids: [ruleIds.settlement, ruleIds.forbidden] }
  expectProblem(await opened.get(apiPath('rules', { query })), 403, /^insufficient scopes: found .*required one of/)
  expect((await opened.list(apiPath('rules', { query: { ids: [ruleIds.settlement] } }))).length).toBe(1)
})

test('an unlisted rule is not an error', async () => {
  expect(await opened.list(apiPath('rules', { query: { ids: [ruleIds.unlisted] } }))).toEqual([])
})

test('logs method, target, headers and time of each request, including refused ones', async () => {
  const before = opened.simulator.requests().length
  await opened.get('/events?type=a%20b', { authorization: 'Bearer wrong', 'x-test': '1' })
  const [request] = opened.simulator.requests().slice(before)
  expect(request).toMatchObject({ method: 'GET', path: '/v2/events?type=a%20b', at: clock.now() })
  expect(request?.headers).toMatchObject({ authorization: 'Bearer wrong', 'x-test': '1' })
})
