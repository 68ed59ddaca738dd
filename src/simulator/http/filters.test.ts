/** Each filter of each list gives the same rows as filtering the whole list by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiEndpoint, apiPath, endpoints } from '#paxos/api.ts'
import { readInstant } from '../data/values/time.ts'
import { ruleIds, scenarios } from '../scenarios.ts'
import { ids, type Json, openSimulator } from '../testing/client.ts'
import { testClock } from '../testing/clock.ts'

type ListName = 'orchestrations' | 'rules' | 'transfers' | 'events'

/** Parameter → the field that it filters by. */
const fields: Record<ListName, Record<string, string>> = {
  orchestrations: {
    orchestration_id: 'id',
    ref_id: 'ref_id',
    orchestration_rule_id: 'orchestration_rule_id',
    profile_id: 'profile_id',
    source_asset: 'source_asset',
    destination_asset: 'destination_asset',
    status: 'status',
  },
  rules: {
    ids: 'id',
    profile_id: 'profile_id',
    status: 'status',
    source_asset: 'source_asset',
    destination_asset: 'destination_asset',
  },
  transfers: {
    ids: 'id',
    ref_ids: 'ref_id',
    crypto_tx_hashes: 'crypto_tx_hash',
    profile_ids: 'profile_id',
    account_ids: 'account_id',
    identity_ids: 'identity_id',
    group_ids: 'group_id',
    statuses: 'status',
    secondary_statuses: 'secondary_status.name',
    type: 'type',
  },
  events: { type: 'type' },
}

const valueAt = (row: Json, path: string) =>
  path.split('.').reduce<unknown>((value, name) => (value as Json | undefined)?.[name], row)

const clock = testClock()
const all = {} as Record<ListName, Json[]>
let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  // Slow transfers would only cost time here.
  opened = await openSimulator({ clock: clock.now, slowMs: 10, requestsPerSecond: 1000 })
  for (const name of ['orchestrations', 'rules', 'transfers'] as const)
    all[name] = await opened.list(apiPath(name, { query: { limit: 1000 } }))
  all.events = []
  for (let cursor = ''; ; ) {
    const { json } = await opened.get(apiPath('events', { query: { page_cursor: cursor || undefined } }))
    all.events = all.events.concat(json.events as Json[])
    cursor = String(json.next_page_cursor)
    if (cursor === '') break
  }
  forbidden.add(ruleIds.forbidden)
  for (const { id } of scenarios['forbidden-transfers'].transfers(0)) forbidden.add(id)
})
afterAll(() => opened.close())

const cases = Object.entries(fields).flatMap(([name, parameters]) =>
  Object.entries(parameters).map(([parameter, field]) => ({ name: name as ListName, parameter, field })),
)

const kindOf = (name: ListName, parameter: string) => (endpoints[name].query as ApiEndpoint['query'])[parameter]

/** Values that may be requested: known ones that belong to no forbidden record. */
const usable = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value !== 'SOURCE_OF_FUNDS_REVIEW' && !forbidden.has(value)
const forbidden = new Set<unknown>()

test('covers every filter of the endpoint table', () => {
  for (const [name, parameters] of Object.entries(fields)) {
    const { query }: ApiEndpoint = endpoints[name as ListName]
    const known = Object.keys(query).filter(
      key => (query[key] === 'list' || query[key] === 'text') && key !== 'order_by',
    )
    expect(Object.keys(parameters).sort()).toEqual(known.sort())
  }
})

describe.each(cases)('$name?$parameter', ({ name, parameter, field }) => {
  const kind = kindOf(name, parameter)
  const pick = (...values: unknown[]) => ids(all[name].filter(row => values.includes(valueAt(row, field))))
  const limit = endpoints[name].maxLimit
  /** Values that occur, the rarest first. */
  const values = () => {
    const counts = new Map<string, number>()
    for (const row of all[name]) {
      const value = valueAt(row, field)
      if (usable(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts].sort(([, a], [, b]) => a - b).map(([value]) => value)
  }

  test('filters by one value', async () => {
    const value = values()[0]
    const found = await opened.list(apiPath(name, { query: { [parameter]: value, limit } }))
    expect(ids(found)).toEqual(pick(value))
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(all[name].length)
  })

  test('a value that does not occur, or differs in case, finds nothing or is refused', async () => {
    const answer = await opened.get(apiPath(name, { query: { [parameter]: values()[0]?.replace(/./, 'é') } }))
    const closed = ['rules status', 'transfers statuses', 'transfers secondary_statuses'].includes(
      `${name} ${parameter}`,
    )
    if (closed) expect(answer.status).toBe(400)
    else expect(answer.json.items ?? answer.json.events).toEqual([])
  })

  test('accepts at most 100 values, or one where only one is allowed', async () => {
    const repeat = (times: number) => apiPath(name, { query: { [parameter]: Array(times).fill(values()[0]) } })
    const most = kind === 'list' ? 100 : 1
    expect((await opened.get(repeat(most))).status).toBe(200)
    const { status, json } = await opened.get(repeat(most + 1))
    expect([status, json.detail]).toEqual([400, expect.stringContaining(`parameter "${parameter}" appears more than`)])
  })
})

describe.each(cases.filter(({ name, parameter }) => kindOf(name, parameter) === 'list'))(
  '$name?$parameter twice',
  ({ name, parameter, field }) => {
    test('matches any of several values', async () => {
      const values = [...new Set(all[name].map(row => valueAt(row, field)))].filter(usable).slice(0, 2)
      const query = { [parameter]: values, limit: endpoints[name].maxLimit }
      const found = await opened.list(apiPath(name, { query }))
      expect(values).toHaveLength(2)
      expect(ids(found)).toEqual(ids(all[name].filter(row => values.some(value => value === valueAt(row, field)))))
    })
  },
)

const timed = [
  { name: 'orchestrations', field: 'created_at' },
  { name: 'transfers', field: 'created_at' },
  { name: 'transfers', field: 'updated_at' },
  { name: 'events', field: 'created_at' },
] as const

describe.each(timed)('$name?$field', ({ name, field }) => {
  const compare: Record<string, (at: bigint, bound: bigint) => boolean> = {
    lt: (at, bound) => at < bound,
    lte: (at, bound) => at <= bound,
    eq: (at, bound) => at === bound,
    gte: (at, bound) => at >= bound,
    gt: (at, bound) => at > bound,
  }

  test.each(Object.keys(compare))('.%s', async operator => {
    const rows = all[name].filter(row => readInstant(String(row[field])) !== undefined)
    // A row's own time as the bound, early enough that a page of 100 events has all matches.
    const times = rows.map(row => String(row[field])).sort()
    const bound = times[operator.startsWith('l') ? 40 : times.length - 40] ?? ''
    const found = await opened.list(
      apiPath(name, { query: { [`${field}.${operator}`]: bound, limit: endpoints[name].maxLimit } }),
    )
    const expected = rows.filter(row =>
      compare[operator]?.(readInstant(String(row[field])) ?? 0n, readInstant(bound) ?? 0n),
    )
    expect(expected.length).toBeGreaterThan(0)
    // Rows with unreadable times are not compared here.
    const readable = found.filter(row => readInstant(String(row[field])) !== undefined)
    expect(ids(readable).sort()).toEqual(ids(expected).sort())
  })

  test('accepts a range with an offset instead of Z', async () => {
    const found = await opened.list(
      apiPath(name, {
        query: { [`${field}.gte`]: '2026-11-20T05:00:00+02:00', [`${field}.lt`]: '2026-11-20T05:00:00.5Z' },
      }),
    )
    const [from, to] = [Date.parse('2026-11-20T03:00:00Z'), Date.parse('2026-11-20T05:00:00.500Z')]
    const expected = all[name].filter(
      row => Date.parse(String(row[field])) >= from && Date.parse(String(row[field])) < to,
    )
    expect(ids(found).sort()).toEqual(ids(expected).sort())
    expect(found.length).toBeGreaterThan(0)
  })

  test.each(['yesterday', '2026-11-20', '2026-02-30T00:00:00Z', '1763632800', ''])('refuses "%s"', async bound => {
    const { status, json } = await opened.get(apiPath(name, { query: { [`${field}.gte`]: bound } }))
    expect([status, json.detail]).toEqual([400, expect.stringContaining('not an RFC 3339 time')])
  })
})

test('compares times with nanosecond precision', async () => {
  const count = async (operator: string, time: string) =>
    (
      await opened.list(
        apiPath('orchestrations', {
          query: {
            [`created_at.${operator}`]: time,
            'created_at.lt': '2026-05-02T09:00:00Z',
            'created_at.gt': '2026-05-02T08:00:00Z',
          },
        }),
      )
    ).length
  expect(await count('lte', '2026-05-02T08:15:30.123456789Z')).toBe(1)
  expect(await count('lte', '2026-05-02T08:15:30.123456788Z')).toBe(0)
  expect(await count('eq', '2026-05-02T08:15:30.123456789Z')).toBe(1)
  expect(await count('eq', '2026-05-02T08:15:30.123456Z')).toBe(0)
  expect(await count('gte', '2026-05-02T08:15:30.12345679Z')).toBe(0)
})

test('combines filters of different names with AND', async () => {
  const query = { status: 'FAILED', source_asset: 'PYUSD', limit: 1000 }
  const found = await opened.list(apiPath('orchestrations', { query }))
  const expected = all.orchestrations.filter(row => row.status === 'FAILED' && row.source_asset === 'PYUSD')
  expect(ids(found)).toEqual(ids(expected))
  expect(found.length).toBeGreaterThan(1)
})

test.each(['ids', 'ref_ids', 'profile_ids', 'account_ids', 'identity_ids', 'type'])(
  'transfers?%s stands beside times only',
  async parameter => {
    const query = { [parameter]: 'CRYPTO_DEPOSIT', 'created_at.gte': '2026-01-01T00:00:00Z', limit: 5 }
    expect((await opened.get(apiPath('transfers', { query }))).status).toBe(200)
    const { status, json } = await opened.get(apiPath('transfers', { query: { ...query, statuses: 'PENDING' } }))
    expect([status, json.detail]).toEqual([400, expect.stringContaining('can be combined with created_at')])
  },
)
