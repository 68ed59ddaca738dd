/** Refreshes that come together are one list call, and whatever is wrong with that call, each gets its own answer. */
import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonLimit } from '../http/door/person-limit.ts'
import type { ConnectDeps } from '../paxos/connect.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { type Answerer, type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let desk: Desk

/** Refreshes that the test sends at once, and how many of them have come. */
let awaited: number
let arrived: number
/** A batch leaves when all of them are in it, however busy the machine. How long it waits in service is shown elsewhere. */
const sleep = async () => {
  do await new Promise(resolve => setTimeout(resolve, 1))
  while (arrived < awaited)
}
const personLimit: PersonLimit = {
  take: () => {
    arrived += 1
    return { allowed: true, remaining: 1, retryMs: 0 }
  },
}
const start = (connection: Partial<ConnectDeps> = {}) =>
  startDesk({ ...upstream, timings: { totalMs: 2000 }, app: { personLimit }, connection: { sleep, ...connection } })

beforeEach(async () => {
  awaited = 0
  arrived = 0
  upstream = await startFakeUpstream()
  desk = await start()
})
afterEach(async () => {
  await desk.close()
  await upstream.close()
})

const path = '/api/sandbox/v2/orchestration/orchestrations'
const poll = (id: string, { at = path, from = desk } = {}) => {
  awaited += 1
  return from.get(`${at}/${id}`, { 'x-desk-purpose': 'poll' })
}
const polls = (n: number) => Promise.all(Array.from({ length: n }, (_, i) => poll(`id-${i}`)))

const record = (id: string, from: string) => ({ id, status: 'PROCESSING', from })
const isList = (url: string) => new URL(url, 'http://paxos').pathname.endsWith('/orchestrations')
const idsOf = (url: string) => new URL(url, 'http://paxos').searchParams.getAll('orchestration_id')
const listCalls = () => upstream.apiCalls.filter(({ url }) => isList(url))
const singleCalls = () => upstream.apiCalls.filter(({ url }) => !isList(url))

/** Single reads answer as they should; the list call as the test wants. */
function listAnswers(list: (response: ServerResponse, ids: readonly string[], n: number) => unknown) {
  const answer: Answerer = (response, { url }, n) =>
    isList(url) ? list(response, idsOf(url), n) : sendJson(response, 200, record(url.split('/').pop() ?? '', 'single'))
  upstream.api = answer
}
const sendList = (response: ServerResponse, items: readonly unknown[]) => sendJson(response, 200, { items })
const fromOf = (replies: readonly { readonly text: string }[]) => replies.map(({ text }) => JSON.parse(text).from)

test('thirty refreshes at once are one list call, and each gets its own record', async () => {
  listAnswers((response, ids) => {
    const items = ids.map(id => record(id, 'list'))
    sendList(response, items)
  })
  const replies = await polls(30)
  expect(replies.map(({ text }) => JSON.parse(text))).toEqual(replies.map((_, i) => record(`id-${i}`, 'list')))
  expect(upstream.apiCalls).toHaveLength(1)
  expect(idsOf(upstream.apiCalls[0]?.url ?? '')).toHaveLength(30)
  expect(replies[0]?.headers['cache-status']).toMatch(/^orchestration-desk; fwd=miss; ttl=[012]; detail=batch$/)
  expect(desk.log().filter(line => line.msg === 'request' && line.cache === 'batch')).toHaveLength(30)
})

test('opening a page goes direct, and so does a refresh that comes alone', async () => {
  listAnswers(response => sendJson(response, 500, {}))
  const opened = await Promise.all(['a', 'b', 'c'].map(id => desk.read(id)))
  expect(fromOf([...opened, await poll('d')])).toEqual(['single', 'single', 'single', 'single'])
  expect(listCalls()).toHaveLength(0)
})

test('transfers are read together as well', async () => {
  upstream.api = (response, { url }) => {
    const ids = new URL(url, 'http://paxos').searchParams.getAll('ids')
    sendList(
      response,
      ids.map(id => record(id, 'list')),
    )
  }
  const replies = await Promise.all(['a', 'b'].map(id => poll(id, { at: '/api/sandbox/v2/transfer/transfers' })))
  expect(fromOf(replies)).toEqual(['list', 'list'])
  expect(upstream.apiCalls).toHaveLength(1)
})

test('BATCHING=off: every refresh is a call of its own', async () => {
  const plain = await start({ batching: false })
  listAnswers(response => sendJson(response, 500, {}))
  const replies = await Promise.all(['a', 'b'].map(id => poll(id, { from: plain })))
  await plain.close()
  expect(fromOf(replies)).toEqual(['single', 'single'])
  expect(listCalls()).toHaveLength(0)
})

test('fault 42: an ID that the list lacks is asked for alone before it is called missing', async () => {
  upstream.api = (response, { url }) => {
    if (isList(url)) return sendList(response, [record('id-0', 'list')])
    const id = url.split('/').pop() ?? ''
    return id === 'id-1' ? sendJson(response, 200, record(id, 'single')) : sendJson(response, 404, { detail: 'no' })
  }
  const [listed, late, missing] = await polls(3)
  expect(fromOf([listed, late].flatMap(reply => reply ?? []))).toEqual(['list', 'single'])
  expect(missing?.problem).toMatchObject({ status: 404, code: 'not_found' })
  expect(listCalls()).toHaveLength(1)
  expect(singleCalls()).toHaveLength(2)
})

test.each<[string, (ids: readonly string[]) => readonly unknown[]]>([
  ['reordered', ids => ids.map(id => record(id, 'list')).reverse()],
  ['among others', ids => [record('other', 'x'), ...ids.map(id => record(id, 'list')), record('another', 'x')]],
])('fault 42: records %s find their way', async (_name, items) => {
  listAnswers((response, ids) => sendList(response, items(ids)))
  const replies = await polls(5)
  expect(replies.map(({ text }) => JSON.parse(text))).toEqual(replies.map((_, i) => record(`id-${i}`, 'list')))
  expect(upstream.apiCalls).toHaveLength(1)
})

test.each<[string, (ids: readonly string[]) => unknown]>([
  ['no objects', ids => ({ items: ids.map(id => [id]) })],
  ['without an ID', ids => ({ items: ids.map(() => ({ status: 'PROCESSING' })) })],
  ['with an ID that is not text', ids => ({ items: ids.map((_, i) => ({ id: i })) })],
  ['each there twice', ids => ({ items: ids.flatMap(id => [record(id, 'list'), record(id, 'list again')]) })],
  ['in no list', ids => ({ items: Object.fromEntries(ids.map(id => [id, record(id, 'list')])) })],
  ['paged away', () => ({ items: [], next_page_cursor: 'more' })],
])('fault 42: records %s are asked for one by one', async (_name, body) => {
  listAnswers((response, ids) => sendJson(response, 200, body(ids)))
  expect(fromOf(await polls(3))).toEqual(['single', 'single', 'single'])
  expect(listCalls()).toHaveLength(1)
  expect(singleCalls()).toHaveLength(3)
})

test('fault 42: one bad record does not affect the others', async () => {
  listAnswers((response, [first = '', ...others]) =>
    sendList(response, [{ id: 7 }, null, record(first, 'list'), ...others.slice(1).map(id => record(id, 'list'))]),
  )
  expect(fromOf(await polls(4))).toEqual(['list', 'single', 'list', 'list'])
})

test.each<[string, (response: ServerResponse) => unknown]>([
  ['fails', response => sendJson(response, 500, {})],
  ['refuses one of the IDs', response => sendJson(response, 400, { detail: 'bad id' })],
  ['is not there', response => sendJson(response, 404, { detail: 'no such endpoint' })],
  ['is cut short', response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[')],
  ['is not JSON', response => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
  ['closes the connection', response => response.socket?.destroy()],
  ['never answers', () => undefined],
])('fault 43: a list call that %s: each is asked for alone, in time', async (_name, answer) => {
  listAnswers(response => answer(response))
  const startedAt = performance.now()
  expect(fromOf(await polls(3))).toEqual(['single', 'single', 'single'])
  // Half of the time is for the list: 4 s of 8 in service.
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(singleCalls()).toHaveLength(3)
})

test('fault 43: after a throttled list call nothing more is sent', async () => {
  listAnswers(response => sendJson(response, 429, {}))
  for (const reply of await polls(3)) expect(reply.problem).toMatchObject({ code: 'upstream_penalty' })
  expect(upstream.apiCalls).toHaveLength(1)
})

test('fault 43: a list call that Paxos forbids is the answer for each record, without single reads', async () => {
  listAnswers(response => sendJson(response, 403, { detail: 'no' }))
  for (const reply of await polls(3)) expect(reply.problem).toMatchObject({ code: 'upstream_forbidden' })
  expect(upstream.apiCalls).toHaveLength(1)
})

test('fault 43: when list and single reads both hang, all of it ends at the deadline', async () => {
  upstream.api = () => undefined
  const startedAt = performance.now()
  for (const reply of await polls(3)) expect(reply.problem).toMatchObject({ code: 'upstream_timeout' })
  expect(performance.now() - startedAt).toBeLessThan(6000)
})

test('fault 41: amounts of any size and precision come out of a list byte for byte, and out of the cache', async () => {
  const number = fc.stringMatching(/^-?(0|[1-9]\d{0,40})(\.\d{1,40})?([eE][+-]?\d{1,3})?$/)
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 2, maxLength: 8 }), async amounts => {
      run += 1
      const ids = amounts.map((_, i) => `run-${run}-${i}`)
      const records = amounts.map((amount, i) => `{ "id":"${ids[i]}","source_amount":${amount} , "é":"\\u00e9"}`)
      upstream.api = response =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(`{"items": [${records.join(' ,\n')}]}`)
      const before = upstream.apiCalls.length
      const first = await Promise.all(ids.map(id => poll(id)))
      expect(first.map(({ text }) => text)).toEqual(records)
      expect((await Promise.all(ids.map(id => poll(id)))).map(({ text }) => text)).toEqual(records)
      expect(upstream.apiCalls.length - before).toBe(1)
    }),
    { numRuns: 12 },
  )
})
