/** The bytes that each misbehaving ID sends, read by a bare client. */
import { gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { scenarios, sentinels } from '../scenarios.ts'
import { openSimulator } from '../testing/client.ts'
import { parts, rawGet } from '../testing/raw.ts'

let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  opened = await openSimulator({ dripMs: 20, slowMs: 150 })
})
afterAll(() => opened.close())

type Name = keyof typeof sentinels
const pathOf = (id: string) => apiPath('orchestration', { id })
const get = (name: Name) => opened.get(pathOf(sentinels[name].id))
const raw = (name: Name, until = {}) =>
  rawGet(opened.simulator.apiUrl + pathOf(sentinels[name].id), opened.token, until)

test.each([
  ['bad-request', 400, 'Bad Request', /^invalid orchestration id/],
  ['unauthorized', 401, 'Unauthorized', /revoked/],
  [
    'forbidden-scope',
    403,
    'Forbidden',
    /^insufficient scopes: found '.*', required one of '\[orchestration:read_orchestration\]'$/,
  ],
  ['forbidden-other', 403, 'Account Restricted', /^this account is under review/],
  ['not-found', 404, 'Not Found', /^orchestration not found: /],
  ['server-error', 500, 'Internal Server Error', /unexpected/],
] as const)('%s: %i as a problem document', async (name, status, title, detail) => {
  const answer = await get(name)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.json).toMatchObject({ type: 'about:blank', title, status, detail: expect.stringMatching(detail) })
})

test('rate-limited: 429 for that ID and everything after it', async () => {
  const other = await openSimulator({ throttleMs: 60_000 })
  const answer = await other.get(pathOf(sentinels['rate-limited'].id))
  expect([answer.status, answer.json.title]).toEqual([429, 'Too Many Requests'])
  expect((await other.get('/events')).status).toBe(429)
  await other.close()
})

test('unavailable: 503 in plain text', async () => {
  const { status, headers, text } = await get('unavailable')
  expect([status, headers.get('content-type'), text.slice(0, 22)]).toEqual([
    503,
    'text/plain',
    'upstream connect error',
  ])
})

test('hangs: sends nothing and keeps the connection open', async () => {
  expect(await raw('hangs', { waitMs: 300 })).toEqual({ bytes: '', end: 'open' })
})

test('headers-drip: sends the head slowly', async () => {
  const before = performance.now()
  // Eight bytes at one per 20 ms.
  expect(await raw('headers-drip', { enough: 8 })).toEqual({ bytes: 'HTTP/1.1', end: 'open' })
  expect(performance.now() - before).toBeGreaterThan(130)
})

test('body-drip: sends the head at once and a correct body slowly', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 995\r\nconnection: close'
  const before = performance.now()
  const slow = parts(await raw('body-drip', { enough: head.length + 4 + 8 }))
  expect(performance.now() - before).toBeGreaterThan(130)
  expect(slow.head.replace(/length: \d{3,4}/, 'length: 995')).toBe(head)
  expect('{"id":"810bab20').toContain(slow.body)
  const quick = await openSimulator({ dripMs: 1 })
  const { text, json } = await quick.get(pathOf(sentinels['body-drip'].id))
  expect(json.id).toBe(sentinels['body-drip'].id)
  expect(text.length).toBeGreaterThan(500)
  await quick.close()
})

test('cut-with-length: half of what content-length promises', async () => {
  const answer = await raw('cut-with-length')
  const { head, body } = parts(answer)
  const promised = Number(/content-length: (\d+)/.exec(head)?.[1])
  expect(body.length).toBe(Math.floor(promised / 2))
  expect(answer.end).toBe('closed')
  await expect(get('cut-with-length')).rejects.toThrow()
})

test('cut-without-length: half of the record in a valid response', async () => {
  const { head, body } = parts(await raw('cut-without-length'))
  expect(head).not.toContain('content-length')
  expect(head).not.toContain('transfer-encoding')
  expect(() => JSON.parse(body)).toThrow()
  const answer = await get('cut-without-length')
  expect([answer.status, answer.text]).toEqual([200, body])
})

test('reset: resets without sending anything', async () => {
  expect(await raw('reset')).toEqual({ bytes: '', end: 'reset' })
})

test('reset-mid-body: resets after half of the body', async () => {
  const answer = await raw('reset-mid-body')
  expect(answer.end).toBe('reset')
  const { head, body } = parts(answer)
  expect(body.length).toBe(Math.floor(Number(/content-length: (\d+)/.exec(head)?.[1]) / 2))
})

test('not-json: claims to be JSON', async () => {
  const { status, headers, text } = await get('not-json')
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')])
  expect(() => JSON.parse(text)).toThrow()
})

test('html: a web page', async () => {
  const { status, headers, text } = await get('html')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(text).toMatch(/^<!doctype html>/)
})

test('empty: 200 and no body', async () => {
  const { head, body } = parts(await raw('empty', { waitMs: 200 }))
  expect(head).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(head).toContain('content-length: 0')
  expect(body).toBe('')
})

test('list-instead: a list of the record', async () => {
  const { status, text } = await get('list-instead')
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual([expect.objectContaining({ id: sentinels['list-instead'].id })])
})

test('redirect: to this simulator, so that a test can see whether a client follows', async () => {
  const { status, headers, text } = await get('redirect')
  const location = `${opened.simulator.url}/latest/meta-data/iam/security-credentials/`
  expect([status, headers.get('location'), text]).toEqual([302, location, ''])
  expect(opened.simulator.requests().some(({ path }) => path.startsWith('/latest'))).toBe(false)
  await fetch(location)
  expect(opened.simulator.requests().some(({ path }) => path.startsWith('/latest'))).toBe(true)
})

test('huge: a valid record of 12 MB', async () => {
  const { status, text, json } = await get('huge')
  expect(status).toBe(200)
  expect(text.length).toBeGreaterThan(12_000_000)
  expect(json.id).toBe(sentinels.huge.id)
})

test('gzip-bomb: small on the wire, large when decompressed', async () => {
  const { body, headers } = await request(opened.simulator.apiUrl + pathOf(sentinels['gzip-bomb'].id), {
    headers: { authorization: `Bearer ${opened.token}` },
  })
  const packed = Buffer.from(await body.arrayBuffer())
  expect(headers['content-encoding']).toBe('gzip')
  expect(packed.length).toBeLessThan(200_000)
  expect(gunzipSync(packed).length).toBeGreaterThan(64_000_000)
})

test('huge-header: one header of 70 kB', async () => {
  const { head } = parts(await raw('huge-header', { enough: 71_000 }))
  expect(/x-padding: (x+)/.exec(head)?.[1]).toHaveLength(70_000)
})

test('garbage: not HTTP', async () => {
  expect(await raw('garbage')).toEqual({ bytes: '220 mail.example ESMTP ready\r\n', end: 'closed' })
})

test('prototype-keys: are data in the text', async () => {
  const { status, text } = await get('prototype-keys')
  expect(status).toBe(200)
  expect(text).toContain('"metadata":{"__proto__":{"admin":true},"constructor":"Object"')
})

describe('recovers', () => {
  const statuses = async (id: string) => {
    const seen = []
    for (let time = 0; time < 4; time += 1) seen.push((await opened.get(pathOf(id))).status)
    return seen
  }

  test('503 twice, then a completed orchestration with all its records', async () => {
    expect(
      await opened.list(apiPath('orchestrations', { query: { orchestration_id: sentinels.recovers.id } })),
    ).toEqual([])
    expect(await statuses(sentinels.recovers.id)).toEqual([503, 503, 200, 200])
    const { json } = await get('recovers')
    expect(json).toMatchObject({ id: sentinels.recovers.id, status: 'COMPLETED' })
    const { transfer_id: id } = json.source_transfer as { transfer_id: string }
    expect((await opened.get(apiPath('transfer', { id }))).json).toMatchObject({ id, status: 'COMPLETED' })
    const query = { orchestration_id: sentinels.recovers.id }
    expect(await opened.list(apiPath('orchestrations', { query }))).toEqual([json])
  })

  test('another last group is a new run', async () => {
    expect(await statuses(`${sentinels.recovers.id.slice(0, 24)}0123456789ab`)).toEqual([503, 503, 200, 200])
  })
})

test('any last group misbehaves alike, but only in a UUID', async () => {
  const family = sentinels['server-error'].id.slice(0, 24)
  expect((await opened.get(pathOf(`${family}ffffffffffff`))).status).toBe(500)
  expect((await opened.get(pathOf(`${family}xyz`))).status).toBe(404)
})

test('transfer-id: is a transfer, not an orchestration', async () => {
  const { id } = sentinels['transfer-id']
  expect((await opened.get(pathOf(id))).status).toBe(404)
  const { status, json } = await opened.get(apiPath('transfer', { id }))
  expect([status, json.id]).toEqual([200, id])
})

test('lists leave misbehaving IDs out', async () => {
  const query = { orchestration_id: Object.values(sentinels).map(({ id }) => id.replace(/.$/, '0')) }
  expect(await opened.list(apiPath('orchestrations', { query }))).toEqual([])
})

test('slow transfers arrive eventually, alone and in a list by ID', async () => {
  const [first] = scenarios['slow-transfers'].transfers(0)
  const id = String(first?.id)
  for (const path of [apiPath('transfer', { id }), apiPath('transfers', { query: { ids: [id] } })]) {
    const before = performance.now()
    const answer = await fetch(opened.simulator.apiUrl + path, { headers: { authorization: `Bearer ${opened.token}` } })
    // The head arrives long before the body, so no client waits for headers.
    expect(performance.now() - before).toBeLessThan(140)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await answer.text()).toContain(id)
    expect(performance.now() - before).toBeGreaterThan(140)
  }
})

test('forbidden transfers are refused, alone and in a list by ID', async () => {
  for (const { id } of scenarios['forbidden-transfers'].transfers(0)) {
    for (const path of [
      apiPath('transfer', { id: String(id) }),
      apiPath('transfers', { query: { ids: ['35e3d34d-5552-4185-9583-d6b2856291c0', String(id)] } }),
    ]) {
      const { status, json } = await opened.get(path)
      expect([status, json.detail]).toEqual([
        403,
        expect.stringMatching(/^insufficient scopes: found .*transfer:read_transfer/),
      ])
    }
  }
})

test('close does not wait for a hanging response', async () => {
  const other = await openSimulator()
  const hanging = rawGet(other.simulator.apiUrl + pathOf(sentinels.hangs.id), other.token, { waitMs: 5000 })
  const slow = rawGet(
    `${other.simulator.apiUrl}/transfer/transfers/${scenarios['slow-transfers'].transfers(0)[0]?.id}`,
    other.token,
    { waitMs: 5000 },
  )
  await new Promise(resolve => setTimeout(resolve, 50))
  const before = performance.now()
  await other.close()
  expect(performance.now() - before).toBeLessThan(3000)
  expect((await hanging).end).not.toBe('open')
  expect((await slow).end).not.toBe('open')
})
