/** The scenarios over HTTP: records are served as written and agree with each other. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { readTransfer } from '#paxos/transfer.ts'
import { isUuid, runFamily } from './data/run-family.ts'
import { readInstant } from './data/values/time.ts'
import { scenarios, sentinels } from './scenarios.ts'
import { ids, type Json, openSimulator } from './testing/client.ts'
import { entries, leg, record, start } from './testing/stories.ts'

let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  opened = await openSimulator({ clock: () => start, slowMs: 10, requestsPerSecond: 1000 })
})
afterAll(() => opened.close())

test('IDs are UUIDs that differ in their first eight characters', () => {
  const all = [...Object.values(scenarios), ...Object.values(sentinels)].map(({ id }) => id)
  expect(all.filter(id => !isUuid(id))).toEqual([])
  expect(new Set(all.map(id => id.slice(0, 8))).size).toBe(all.length)
  expect(new Set(all.map(runFamily)).size).toBe(all.length)
  expect(entries.length).toBeGreaterThanOrEqual(34)
})

test('each has a one-line description', () => {
  for (const { shows } of [...Object.values(scenarios), ...Object.values(sentinels)])
    expect(shows).toMatch(/^[^|\n`]{20,160}\.$/)
})

test.each(entries)('%s is served by its ID, with its transfers', async (_name, scenario) => {
  const expected = JSON.stringify(scenario.orchestration(start))
  const answer = await opened.get(apiPath('orchestration', { id: scenario.id }))
  expect([answer.status, answer.text]).toEqual([200, expected])
  const listed = await opened.get(apiPath('orchestrations', { query: { orchestration_id: scenario.id } }))
  expect(listed.text).toBe(`{"items":[${expected}],"next_page_cursor":""}`)
  for (const transfer of scenario.transfers(start)) {
    const { status, json } = await opened.get(apiPath('transfer', { id: String(transfer.id) }))
    if (scenario.transfersQuirk === 'forbidden-scope') expect(status).toBe(403)
    else expect(json).toEqual(transfer)
  }
})

test('legs name existing transfers, except where the scenario is about that', () => {
  const missing = entries.flatMap(([name, scenario]) => {
    const known = ids(scenario.transfers(start) as Json[])
    const named = (['source', 'destination'] as const).map(side => leg(record(name), side).transfer_id).filter(Boolean)
    return named.every(id => known.includes(String(id))) ? [] : [name]
  })
  expect(missing).toEqual(['missing-transfers'])
})

test('only scenarios about mistyped fields have any', () => {
  const mistyped = entries.filter(([name]) => readOrchestration(record(name)).problems.length > 0).map(([name]) => name)
  expect(mistyped).toEqual(['amount-as-number', 'metadata-mistyped', 'mistyped-everywhere'])
  const transfers = entries.flatMap(([, scenario]) => scenario.transfers(start))
  expect(transfers.flatMap(transfer => readTransfer(transfer).problems)).toEqual([])
})

const digits = 18
/** Decimal text as an integer of the smallest unit, computed independently. */
const units = (text: unknown) => {
  const [whole = '', fraction = ''] = String(text).split('.')
  return BigInt(whole + fraction.padEnd(digits, '0'))
}

test('transfers have all required fields and correct totals', () => {
  const required = 'id customer_id profile_id amount total fee asset direction type status created_at updated_at'.split(
    ' ',
  )
  const transfers = entries.flatMap(([, scenario]) => scenario.transfers(start))
  expect(transfers.length).toBeGreaterThan(100)
  for (const transfer of transfers) {
    expect(Object.keys(transfer)).toEqual(expect.arrayContaining(required))
    const [amount, fee, total] = [transfer.amount, transfer.fee, transfer.total].map(units)
    const credit = transfer.direction === 'CREDIT'
    expect([transfer.id, total]).toEqual([transfer.id, (amount ?? 0n) + (credit ? -1n : 1n) * (fee ?? 0n)])
    expect(credit).toBe(/DEPOSIT$|CREDIT$/.test(String(transfer.type)))
  }
})

test('transfer records agree with their legs, except where the scenario is about that', () => {
  const words: Record<string, string> = {
    PROCESSING: 'PENDING',
    COMPLETED: 'COMPLETED',
    FAILED: 'FAILED',
    QUEUED: 'PENDING',
  }
  const differing = entries.flatMap(([name, scenario]) => {
    const legs = (['source', 'destination'] as const).map(side => leg(record(name), side))
    const differs = scenario.transfers(start).some(({ id, status }) => {
      const own = legs.find(({ transfer_id }) => transfer_id === id)
      return own !== undefined && words[String(own.status)] !== status
    })
    return differs ? [name] : []
  })
  expect(differing).toEqual(['leg-failed-transfer-pending', 'leg-processing-transfer-completed'])
})

test("nothing happens after the simulator's start, except where the scenario is about that", () => {
  const late = entries.filter(([, scenario]) => {
    const { orchestration, transfers, events } = scenario.records(start)
    const times = [orchestration, ...transfers, ...events].flatMap(one => [one.created_at, one.updated_at])
    return times.some(time => (readInstant(String(time)) ?? 0n) > BigInt(start) * 1_000_000n + 999_000n)
  })
  expect(late.map(([name]) => name)).toEqual(['future-time'])
})

test('extreme amounts, texts and references', async () => {
  expect(record('forty-digit-amounts').source_amount).toMatch(/^\d{22}\.\d{18}$/)
  const { text } = await opened.get(apiPath('orchestration', { id: scenarios['amount-as-number'].id }))
  expect(text).toContain('"source_amount":12345678901234567890.10,')
  expect(record('amount-text').source_amount).toBe('abc')
  const hostile = JSON.stringify(record('hostile-metadata'))
  for (const piece of ['<script>', 'javascript:', '\u202e', 'onerror', '\\u0000', '=HYPERLINK'])
    expect(hostile).toContain(piece)
  expect(JSON.stringify(record('hostile-reason').fail_reason)).toContain('javascript:')
  expect(Object.keys(record('hundred-metadata-keys').metadata as Json)).toHaveLength(100)
  expect(JSON.stringify(record('unbroken-text'))).toMatch(/[^\s"]{5000}/)
})

test('references: shared, in another case, UUIDs, emoji', async () => {
  const found = async (ref: string) => ids(await opened.list(apiPath('orchestrations', { query: { ref_id: ref } })))
  expect(await found('order-7731')).toEqual([
    scenarios['shared-reference-second'].id,
    scenarios['shared-reference-first'].id,
  ])
  expect(await found('ORDER-7731')).toEqual([scenarios['reference-in-other-case'].id])
  const uuid = String(record('reference-is-uuid').ref_id)
  expect(isUuid(uuid)).toBe(true)
  expect((await opened.get(apiPath('orchestration', { id: uuid }))).status).toBe(404)
  expect(await found(uuid)).toEqual([scenarios['reference-is-uuid'].id])
  expect(await found(scenarios['completed-same-asset'].id)).toEqual([scenarios['reference-is-another-id'].id])
  const emoji = String(record('emoji-reference').ref_id)
  expect(emoji).toMatch(/\p{Emoji_Presentation}/u)
  expect(await found(emoji)).toEqual([scenarios['emoji-reference'].id])
})
