/** Identical requests in flight share one upstream call; a reader who leaves doesn't affect the others. */
import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { answerRecord, type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk
let release: (() => void)[]

beforeEach(async () => {
  release = []
  upstream = await startFakeUpstream()
  upstream.api = (response, request, n) => release.push(() => void answerRecord(response, request, n))
  desk = await startDesk({ ...upstream, cache: 'off' })
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const record = '/api/sandbox/v2/orchestration/orchestrations'
const arrived = (n: number) => eventually(() => upstream.apiCalls.length).toBe(n)
const releaseAll = () => {
  for (const answer of release.splice(0)) answer()
}
/** Long enough for a request that would be sent to have been sent. */
const settled = () => new Promise(resolve => setTimeout(resolve, 50))

test('thirty readers of one ID are one call, and each has its own request ID', async () => {
  const reads = Array.from({ length: 30 }, () => desk.read('id-1'))
  await arrived(1)
  await settled()
  releaseAll()
  const replies = await Promise.all(reads)
  expect(upstream.apiCalls).toHaveLength(1)
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(new Set(replies.map(({ headers }) => headers['x-request-id'])).size).toBe(30)
  const caches = desk.log().flatMap(line => (line.msg === 'request' ? [line.cache] : []))
  expect(caches.filter(cache => cache === 'call')).toHaveLength(1)
  expect(caches.filter(cache => cache === 'shared')).toHaveLength(29)
})

test('other IDs, endpoints and queries are separate calls; the order of parameters makes no difference', async () => {
  const paths = [
    `${record}/id-1`,
    `${record}/id-2`,
    '/api/sandbox/v2/transfer/transfers/id-1',
    `${record}?status=FAILED&limit=10`,
    `${record}?limit=10&status=FAILED`,
    `${record}?status=FAILED&limit=11`,
    `${record}?status=FAILED&status=COMPLETED`,
    `${record}?status=FAILED%2CCOMPLETED`,
  ]
  const reads = paths.map(path => desk.get(path))
  await arrived(paths.length - 1)
  await settled()
  releaseAll()
  expect((await Promise.all(reads)).map(({ status }) => status)).toEqual(paths.map(() => 200))
  expect(upstream.apiCalls).toHaveLength(paths.length - 1)
})

test('a finished read is not shared', async () => {
  upstream.api = answerRecord
  await desk.read()
  await desk.read()
  expect(upstream.apiCalls).toHaveLength(2)
})

test('a failure is shared too, each with its own request ID, and then forgotten', async () => {
  upstream.api = response => release.push(() => void sendJson(response, 404, { detail: 'gone' }))
  const reads = [desk.read(), desk.read(), desk.read()]
  await arrived(1)
  await settled()
  releaseAll()
  const problems = (await Promise.all(reads)).map(reply => reply.problem)
  expect(problems.map(({ code }) => code)).toEqual(['not_found', 'not_found', 'not_found'])
  expect(new Set(problems.map(({ requestId }) => requestId)).size).toBe(3)
  upstream.api = answerRecord
  expect((await desk.read()).status).toBe(200)
})

/** A reader that can hang up. */
function leaver(id: string) {
  const request = httpRequest({ host: '127.0.0.1', port: desk.port, path: `${record}/${id}` })
  request.on('error', () => undefined)
  request.end()
  return () => request.destroy()
}

test('fault 67: the first of a shared call hangs up, and the others get their data', async () => {
  const leave = leaver('id-1')
  await arrived(1)
  const others = [desk.read('id-1'), desk.read('id-1')]
  await settled()
  leave()
  await settled()
  releaseAll()
  for (const reply of await Promise.all(others)) expect(reply.status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(1)
})

test('fault 67: a client that joins and hangs up does not affect the first', async () => {
  const first = desk.read('id-1')
  await arrived(1)
  const leave = leaver('id-1')
  await settled()
  leave()
  await settled()
  releaseAll()
  expect((await first).status).toBe(200)
})

test('fault 67: after all clients have left, the next joins the read in progress', async () => {
  const leave = leaver('id-1')
  await arrived(1)
  leave()
  await settled()
  const next = desk.read('id-1')
  await settled()
  releaseAll()
  expect((await next).status).toBe(200)
  expect(upstream.apiCalls).toHaveLength(1)
  const aborted = desk.log().find(line => line.aborted === true)
  // Nothing was answered, so it must not count as a success.
  expect(aborted).toMatchObject({
    route: '/api/:environment/v2/orchestration/orchestrations/:id',
    msg: 'request',
    status: 499,
  })
})

test('more than 200 different reads at once are refused, those that join are not', async () => {
  const reads = Array.from({ length: 200 }, (_, i) => desk.read(`id-${i}`))
  // As many as there are connections reach the upstream; the rest wait for one.
  await arrived(32)
  await eventually(() => desk.read('one-more').then(reply => reply.status)).toBe(503)
  const refused = await desk.read('one-more')
  expect(refused.problem).toMatchObject({ code: 'overloaded', retryAfter: 1 })
  const joins = desk.read('id-7')
  await settled()
  upstream.api = answerRecord
  releaseAll()
  expect((await joins).status).toBe(200)
  for (const reply of await Promise.all(reads)) expect(reply.status).toBe(200)
})
