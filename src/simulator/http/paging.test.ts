import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiPath, type EndpointName, endpoints, type Query } from '#paxos/api.ts'
import { Row } from '../data/row.ts'
import { scenarios } from '../scenarios.ts'
import { ids, type Json, openSimulator } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'
import { Cursors } from './cursors.ts'
import { page } from './listing.ts'
import { readQuery } from './query.ts'

type Opened = Awaited<ReturnType<typeof open>>

async function open(options = {}) {
  const clock = testClock()
  const opened = await openSimulator({ clock: clock.now, requestsPerSecond: 1000, ...options })
  /** Reads all pages; `between` happens after each. */
  const walk = async (name: EndpointName, query: Query, between?: (turn: number) => Promise<unknown>) => {
    let rows: Json[] = []
    let cursor: string | undefined
    for (let turn = 0; turn < 200; turn += 1) {
      const { status, text, json } = await opened.get(apiPath(name, { query: { ...query, page_cursor: cursor } }))
      if (status !== 200) throw new Error(text)
      rows = rows.concat((json.items ?? json.events) as Json[])
      if (!json.next_page_cursor) return rows
      cursor = String(json.next_page_cursor)
      await between?.(turn)
    }
    throw new Error('the pages do not end')
  }
  return { ...opened, clock, walk }
}

/** One simulator for all read-only tests. */
let shared: Opened
beforeAll(async () => {
  shared = await open()
})
afterAll(() => shared.close())

const lists = ['orchestrations', 'rules', 'transfers', 'events'] as const

describe.each(lists)('%s', name => {
  test.each(['ASC', 'DESC'])('%s: pages contain every row once, in order', async order => {
    const { walk } = shared
    const paged = await walk(name, { order, limit: name === 'rules' ? 2 : 13 })
    const whole = await walk(name, { order, limit: endpoints[name].maxLimit })
    expect(ids(paged)).toEqual(ids(whole))
    expect(new Set(ids(paged)).size).toBe(paged.length)
    expect(paged.length).toBeGreaterThan(5)
  })

  test('has the default order', async () => {
    const { walk } = shared
    const usual = await walk(name, { limit: 100 })
    expect(ids(usual)).toEqual(ids(await walk(name, { limit: 100, order: name === 'events' ? 'ASC' : 'DESC' })))
    expect(ids(usual)).not.toEqual(ids(usual).reverse())
  })

  test.each([0, -1, 1.5, 'ten', '', '1e2'])('refuses the limit %j', async limit => {
    const { get } = shared
    const { status, json } = await get(apiPath(name, { query: { limit } }))
    expect([status, json.detail]).toEqual([400, `limit must be a whole number from 1 to ${endpoints[name].maxLimit}`])
  })

  test('refuses too large a limit, an unknown order and repeated parameters', async () => {
    const { get } = shared
    const { maxLimit } = endpoints[name]
    expect((await get(apiPath(name, { query: { limit: maxLimit } }))).status).toBe(200)
    expect((await get(apiPath(name, { query: { limit: maxLimit + 1 } }))).status).toBe(400)
    expect((await get(apiPath(name, { query: { order: 'desc' } }))).status).toBe(400)
    expect((await get(apiPath(name, { query: { limit: ['5', '5'] } }))).status).toBe(400)
    expect((await get(apiPath(name, { query: { order: ['ASC', 'ASC'] } }))).status).toBe(400)
  })
})

test('returns 100 rows by default', async () => {
  const opened = await open({ generated: 300 })
  const { list } = opened
  for (const name of ['orchestrations', 'transfers', 'events'] as const)
    expect(await list(apiPath(name))).toHaveLength(100)
  await opened.close()
})

test('new rows neither repeat nor hide rows for a client that pages from the newest', async () => {
  const opened = await open()
  const { walk, get, clock } = opened
  const before = await walk('orchestrations', { limit: 1000 })
  const paged = await walk('orchestrations', { limit: 10 }, turn => {
    clock.advance(1000)
    const fresh = scenarios['completes-in-20-s'].id.slice(0, 24) + String(turn).padStart(12, '0')
    return get(apiPath('orchestration', { id: fresh }))
  })
  expect(ids(paged)).toEqual(ids(before))
  const after = await walk('orchestrations', { limit: 1000 })
  expect(after.length).toBeGreaterThan(before.length + 5)
  await opened.close()
})

test('a cursor has safe characters and is valid for its own query only', async () => {
  const { get } = shared
  const query = { status: ['COMPLETED', 'FAILED'], limit: 5 }
  const { json } = await get(apiPath('orchestrations', { query }))
  const cursor = String(json.next_page_cursor)
  expect(cursor).toMatch(/^[\w-]{20,512}$/)
  const next = (more: Query) => get(apiPath('orchestrations', { query: { ...query, page_cursor: cursor, ...more } }))
  expect((await next({})).status).toBe(200)
  expect((await next({ limit: 50 })).status).toBe(200)
  expect((await next({ status: ['FAILED', 'COMPLETED'] })).status).toBe(200)
  for (const more of [{ status: 'FAILED' }, { order: 'ASC' }, { source_asset: 'USDC' }]) {
    const { status, json } = await next(more)
    expect([status, json.detail]).toEqual([400, 'invalid page_cursor'])
  }
  expect((await get(apiPath('transfers', { query: { page_cursor: cursor } }))).status).toBe(400)
})

test.each(['x', '0', 'a'.repeat(60), 'é', 'a'.repeat(600)])('refuses the cursor "%s"', async cursor => {
  const { get } = shared
  for (const name of lists) {
    const { status, json, headers } = await get(apiPath(name, { query: { page_cursor: cursor } }))
    expect([status, json.detail]).toEqual([400, 'invalid page_cursor'])
    expect(headers.get('content-type')).toContain('application/problem+json')
  }
})

test('a cursor expires', async () => {
  const opened = await open({ cursorLifeSeconds: 60 })
  const { get, clock } = opened
  const { json } = await get(apiPath('orchestrations', { query: { limit: 5 } }))
  const next = () => get(apiPath('orchestrations', { query: { limit: 5, page_cursor: String(json.next_page_cursor) } }))
  clock.advance(59_999)
  expect((await next()).status).toBe(200)
  clock.advance(1)
  const late = await next()
  expect([late.status, late.json.detail]).toEqual([400, 'page_cursor has expired'])
  await opened.close()
})

test('a full last page has no cursor', async () => {
  const { get } = shared
  const { json } = await get(apiPath('rules', { query: { limit: 7 } }))
  expect(json.items).toHaveLength(7)
  expect(json).not.toHaveProperty('next_page_cursor')
  const failed = await get(apiPath('orchestrations', { query: { status: 'ON_HOLD', limit: 1 } }))
  expect(failed.json.items).toHaveLength(1)
  expect(failed.json.next_page_cursor).toBe('')
})

test('orders rows of the same instant by ID', () => {
  const rows = ['d', 'b', 'e', 'a', 'c'].map(id => new Row({ id }, 5n))
  const cursors = new Cursors(() => 0, 1000)
  let seen: string[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const search: string = cursor ? `limit=2&page_cursor=${cursor}` : 'limit=2'
    const { rows: shown, next } = page(rows, {}, readQuery('orchestrations', search), cursors)
    seen = seen.concat(shown.map(({ id }) => id))
    cursor = next
  }
  expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
})

test('orders transfers by last update, oldest first by default', async () => {
  const { walk, get } = shared
  const changed = (rows: Json[]) => rows.map(row => Date.parse(String(row.updated_at))).filter(Number.isFinite)
  const ascending = changed(await walk('transfers', { order_by: 'UPDATED_AT', limit: 1000 }))
  expect(ascending).toEqual([...ascending].sort((a, b) => a - b))
  const descending = changed(await walk('transfers', { order_by: 'UPDATED_AT', order: 'DESC', limit: 20 }))
  expect(descending).toEqual([...ascending].reverse())
  const filtered = changed(await walk('transfers', { 'updated_at.gte': '2026-11-19T00:00:00Z', limit: 1000 }))
  expect(filtered).toEqual([...filtered].sort((a, b) => a - b))
  const clash = await get(
    apiPath('transfers', { query: { order_by: 'CREATED_AT', 'updated_at.gte': '2026-11-19T00:00:00Z' } }),
  )
  expect([clash.status, clash.json.detail]).toEqual([400, 'order_by must name the time that is filtered by'])
  expect((await get(apiPath('transfers', { query: { order_by: 'AMOUNT' } }))).status).toBe(400)
})
