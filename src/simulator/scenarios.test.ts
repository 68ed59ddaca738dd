/** The stories: known ids that are what they say they are. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiPath } from '#paxos/api.ts'
import { rails } from '#paxos/endpoint.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { readRule } from '#paxos/rule.ts'
import { readTransfer } from '#paxos/transfer.ts'
import { orchestrationStatuses, ruleStatuses, secondaryStatuses, statusDetailKeys } from '#paxos/words.ts'
import { ruleRecords } from './data/rules.ts'
import { isUuid, runFamily } from './data/run-family.ts'
import type { Scenario } from './data/scenario.ts'
import { readInstant } from './data/time.ts'
import { examples, ruleIds, scenarios, sentinels } from './scenarios.ts'
import { ids, type Json, openSimulator } from './testing/client.ts'

const start = Date.parse('2026-11-20T10:00:00Z')
type Name = keyof typeof scenarios
const entries = Object.entries(scenarios) as [Name, Scenario][]
const record = (name: Name): Json => scenarios[name].orchestration(start)
const leg = (json: Json, side: 'source' | 'destination') => (json[`${side}_transfer`] ?? {}) as Json

let opened: Awaited<ReturnType<typeof openSimulator>>
beforeAll(async () => {
  opened = await openSimulator({ clock: () => start, slowMs: 10, requestsPerSecond: 1000 })
})
afterAll(() => opened.close())

test('ids are UUIDs and can be told apart by their first eight characters', () => {
  const all = [...Object.values(scenarios), ...Object.values(sentinels)].map(({ id }) => id)
  expect(all.filter(id => !isUuid(id))).toEqual([])
  expect(new Set(all.map(id => id.slice(0, 8))).size).toBe(all.length)
  expect(new Set(all.map(runFamily)).size).toBe(all.length)
  expect(entries.length).toBeGreaterThanOrEqual(34)
})

test('each says in one plain line what it shows', () => {
  for (const { shows } of [...Object.values(scenarios), ...Object.values(sentinels)])
    expect(shows).toMatch(/^[^|\n`]{20,160}\.$/)
})

test.each(entries)('%s is read by its id, with its transfers', async (_name, scenario) => {
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

test('a leg names a transfer that exists, but for the ones that are about that', () => {
  const missing = entries.flatMap(([name, scenario]) => {
    const known = ids(scenario.transfers(start) as Json[])
    const named = (['source', 'destination'] as const).map(side => leg(record(name), side).transfer_id).filter(Boolean)
    return named.every(id => known.includes(String(id))) ? [] : [name]
  })
  expect(missing).toEqual(['missing-transfers'])
})

test('only the records that are about mistyped fields have any', () => {
  const mistyped = entries.filter(([name]) => readOrchestration(record(name)).problems.length > 0).map(([name]) => name)
  expect(mistyped).toEqual(['amount-as-number', 'metadata-mistyped', 'mistyped-everywhere'])
  const transfers = entries.flatMap(([, scenario]) => scenario.transfers(start))
  expect(transfers.flatMap(transfer => readTransfer(transfer).problems)).toEqual([])
})

const digits = 18
/** Decimal text as a whole number of the smallest unit, by a way of its own. */
const units = (text: unknown) => {
  const [whole = '', fraction = ''] = String(text).split('.')
  return BigInt(whole + fraction.padEnd(digits, '0'))
}

test('transfers have all required fields, and totals that add up', () => {
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

test('transfer records agree with their legs, but for the ones that are about that', () => {
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

test('nothing happens after the start of the simulator, but in the one that is about that', () => {
  const late = entries.filter(([, scenario]) => {
    const { orchestration, transfers, events } = scenario.records(start)
    const times = [orchestration, ...transfers, ...events].flatMap(one => [one.created_at, one.updated_at])
    return times.some(time => (readInstant(String(time)) ?? 0n) > BigInt(start) * 1_000_000n + 999_000n)
  })
  expect(late.map(([name]) => name)).toEqual(['future-time'])
})

test('every status occurs, and so do no status and words that nobody knows', () => {
  const read = entries.map(([name]) => readOrchestration(record(name)).value.status)
  const known = new Set(read.map(word => word.known))
  expect(orchestrationStatuses.filter(status => !known.has(status))).toEqual([])
  expect(read.filter(word => word.known === undefined).map(({ raw }) => raw)).toEqual([
    'ON_HOLD',
    undefined,
    'completed',
  ])
})

test('every pair of rails occurs', () => {
  const pairs = new Set(
    entries.map(([name]) => {
      const { source, destination } = readOrchestration(record(name)).value
      return `${source?.rail} to ${destination?.rail}`
    }),
  )
  for (const from of rails) for (const to of rails) expect(pairs).toContain(`${from} to ${to}`)
  expect(pairs).toContain('crypto to other')
  expect(pairs).toContain('undefined to undefined')
})

test('every secondary status and every status detail occurs, and one of each that nobody knows', () => {
  const transfers = entries.flatMap(([, scenario]) => scenario.transfers(start)).map(json => readTransfer(json).value)
  const names = transfers.flatMap(({ secondary_status: secondary }) => secondary?.name.raw ?? [])
  const details = transfers.flatMap(({ status_details: { raw } }) => raw ?? [])
  expect([...new Set(names)].sort()).toEqual([...secondaryStatuses, 'SOURCE_OF_FUNDS_REVIEW'].sort())
  expect([...new Set(details)].sort()).toEqual([...statusDetailKeys, 'source_of_funds'].sort())
})

/** Where each failure stands: the legs as reported, and whether there is a conversion. */
const placements: [Name, source: string, destination: string, assets: 'one asset' | 'two assets'][] = [
  ['failed-at-destination', 'COMPLETED', 'FAILED', 'two assets'],
  ['failed-at-destination-same-asset', 'COMPLETED', 'FAILED', 'one asset'],
  ['failed-at-source', 'FAILED', 'PENDING', 'two assets'],
  ['failed-at-source-same-asset', 'FAILED', 'absent', 'one asset'],
  ['failed-both-legs', 'FAILED', 'FAILED', 'two assets'],
  ['failed-at-conversion', 'COMPLETED', 'PENDING', 'two assets'],
  ['failed-at-conversion-no-destination', 'COMPLETED', 'absent', 'two assets'],
  ['failed-before-destination', 'COMPLETED', 'absent', 'one asset'],
  ['failed-before-destination-planned', 'COMPLETED', 'PENDING', 'one asset'],
  ['failed-before-source', 'PENDING', 'PENDING', 'one asset'],
  ['failed-during-source', 'PROCESSING', 'PENDING', 'two assets'],
  ['failed-without-legs', 'absent', 'absent', 'two assets'],
  ['failed-though-both-completed', 'COMPLETED', 'COMPLETED', 'two assets'],
]

test.each(placements)('%s: legs %s and %s, %s', (name, source, destination, assets) => {
  const json = record(name)
  expect(json.status).toBe('FAILED')
  expect(leg(json, 'source').status ?? 'absent').toBe(source)
  expect(leg(json, 'destination').status ?? 'absent').toBe(destination)
  expect(json.source_asset === json.destination_asset).toBe(assets === 'one asset')
})

test('records that disagree the other way round', () => {
  expect(leg(record('completed-with-unfinished-leg'), 'destination').status).toBe('PROCESSING')
  expect(leg(record('completed-with-failed-leg'), 'destination').status).toBe('FAILED')
  expect(record('completed-without-destination')).not.toHaveProperty('destination_transfer')
})

describe('rules', () => {
  const rules = ruleRecords(start).map(one => one.record)

  test('read without a problem, in every status, one without a nickname', () => {
    expect(rules.flatMap(rule => readRule(rule).problems)).toEqual([])
    expect(new Set(rules.map(({ status }) => status))).toEqual(new Set(ruleStatuses))
    expect(rules.filter(({ nickname }) => nickname === undefined).map(({ id }) => id)).toEqual([ruleIds.nameless])
    expect(rules.find(({ id }) => id === ruleIds.pyusdPayouts)?.nickname).toBe('PYUSD payouts')
  })

  test('each has made a payment, of its own assets', () => {
    for (const [name, id] of Object.entries(ruleIds)) {
      const made = entries.filter(([, scenario]) => scenario.rule === id)
      expect([name, made.length]).toEqual([name, expect.any(Number)])
      expect(made.length).toBeGreaterThan(0)
      const rule = rules.find(one => one.id === id)
      for (const [scenario] of rule ? made : [])
        expect([record(scenario).source_asset, record(scenario).destination_asset]).toEqual([
          rule?.source_asset,
          rule?.destination_asset,
        ])
    }
    expect(rules.map(({ id }) => id)).not.toContain(ruleIds.unlisted)
  })
})

test('the example of the documentation is the first', () => {
  expect(entries[0]?.[0]).toBe('failed-at-destination')
  expect(record('failed-at-destination')).toMatchObject({
    id: 'e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
    ref_id: 'orch-usdc-usdg-a3b1c2d4',
    source_asset: 'USDC',
    destination_asset: 'USDG',
    source_amount: '100',
    orchestration_rule_id: '',
    created_at: '2026-04-20T12:30:01.397730Z',
    source_transfer: { transfer_id: '35e3d34d-5552-4185-9583-d6b2856291c0', status: 'COMPLETED' },
    destination_transfer: { transfer_id: '91252ea9-1659-4ca2-9e3a-310612e44233', status: 'FAILED' },
    fail_reason: { detail: 'Beneficiary address is not on the approved list.' },
  })
})

test('six examples for a first visit, a failure at the destination first', () => {
  expect(examples).toHaveLength(6)
  expect(examples[0]?.id).toBe(scenarios['failed-at-destination'].id)
  expect(examples.map(({ id }) => record(entries.find(([, one]) => one.id === id)?.[0] ?? 'no-status').status)).toEqual(
    ['FAILED', 'PROCESSING', 'COMPLETED', 'PENDING', 'REJECTED', 'ON_HOLD'],
  )
})

test('times are of the ages that they tell of', () => {
  const quiet = (name: Name) => (start - Date.parse(String(record(name).updated_at))) / 60_000
  const age = (name: Name) => (start - Date.parse(String(record(name).created_at))) / 60_000
  expect(age('processing-fresh')).toBeCloseTo(1, 3)
  expect(quiet('processing-quiet')).toBeCloseTo(134, 3)
  expect(age('processing-bank-payout') / 1440).toBeCloseTo(6, 3)
  expect(age('future-time') / 1440).toBeCloseTo(-2, 3)
  expect(record('nanosecond-times').created_at).toBe('2026-05-02T08:15:30.123456789Z')
})

test('amounts, texts and references of the extreme ones', async () => {
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

test('events: usual, missing, of unknown type, and undelivered', () => {
  const types = (name: Name) => scenarios[name].events(start).map(({ type }) => type)
  const undelivered = (name: Name) => scenarios[name].events(start).map(event => event.undelivered_webhooks)
  expect(types('completed-cross-asset')).toEqual([
    'orchestration.processing',
    'transfer.crypto_deposit.completed',
    'transfer.crypto_withdrawal.completed',
    'orchestration.completed',
  ])
  expect(types('failed-at-destination').at(-1)).toBe('orchestration.failed')
  expect(types('completed-profile-to-profile')).toEqual([])
  expect(types('approved-then-completed')).toContain('orchestration.approval_granted')
  expect(undelivered('completed-profile-to-crypto').at(-1)).toBe(1)
  expect(undelivered('completed-profile-to-fiat').at(-1)).toBe(3)
  const events = entries.flatMap(([, scenario]) => scenario.events(start))
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
})
