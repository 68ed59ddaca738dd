/** The scenarios cover everything they have to, and match their names. */
import { describe, expect, test } from 'vitest'
import { orchestrationStatuses, ruleStatuses, secondaryStatuses, statusDetailKeys } from '#paxos/enums.ts'
import { readOrchestration } from '#paxos/orchestration.ts'
import { railFields } from '#paxos/rail-endpoint.ts'
import { readRule } from '#paxos/rule.ts'
import { readTransfer } from '#paxos/transfer.ts'
import { examples, ruleIds, scenarios } from '../scenarios.ts'
import { entries, leg, type Name, record, start } from '../testing/stories.ts'
import { ruleRecords } from './rules.ts'

test('every status occurs, and so do a missing and an unknown one', () => {
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
  const rails = Object.keys(railFields)
  for (const from of rails) for (const to of rails) expect(pairs).toContain(`${from} to ${to}`)
  expect(pairs).toContain('crypto to other')
  expect(pairs).toContain('undefined to undefined')
})

test('every secondary status and status detail occurs, and an unknown one of each', () => {
  const transfers = entries.flatMap(([, scenario]) => scenario.transfers(start)).map(json => readTransfer(json).value)
  const names = transfers.flatMap(({ secondary_status: secondary }) => secondary?.name.raw ?? [])
  const details = transfers.flatMap(({ status_details: { raw } }) => raw ?? [])
  expect([...new Set(names)].sort()).toEqual([...secondaryStatuses, 'SOURCE_OF_FUNDS_REVIEW'].sort())
  expect([...new Set(details)].sort()).toEqual([...statusDetailKeys, 'source_of_funds'].sort())
})

/** The legs of each failure as reported, and whether there is a conversion. */
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

test('records that disagree in the other direction', () => {
  expect(leg(record('completed-with-unfinished-leg'), 'destination').status).toBe('PROCESSING')
  expect(leg(record('completed-with-failed-leg'), 'destination').status).toBe('FAILED')
  expect(record('completed-without-destination')).not.toHaveProperty('destination_transfer')
})

describe('rules', () => {
  const rules = ruleRecords(start).map(one => one.record)

  test('rules read without problems, in every status, one without a nickname', () => {
    expect(rules.flatMap(rule => readRule(rule).problems)).toEqual([])
    expect(new Set(rules.map(({ status }) => status))).toEqual(new Set(ruleStatuses))
    expect(rules.filter(({ nickname }) => nickname === undefined).map(({ id }) => id)).toEqual([ruleIds.nameless])
    expect(rules.find(({ id }) => id === ruleIds.pyusdPayouts)?.nickname).toBe('PYUSD payouts')
  })

  test('each rule has made an orchestration with its own assets', () => {
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

test("the first is the example from Paxos's documentation", () => {
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

test('offers six examples, with a failure at the destination first', () => {
  expect(examples).toHaveLength(6)
  expect(examples[0]?.id).toBe(scenarios['failed-at-destination'].id)
  expect(examples.map(({ id }) => record(entries.find(([, one]) => one.id === id)?.[0] ?? 'no-status').status)).toEqual(
    ['FAILED', 'PROCESSING', 'COMPLETED', 'PENDING', 'REJECTED', 'ON_HOLD'],
  )
})

test('ages match the descriptions', () => {
  const quiet = (name: Name) => (start - Date.parse(String(record(name).updated_at))) / 60_000
  const age = (name: Name) => (start - Date.parse(String(record(name).created_at))) / 60_000
  expect(age('processing-fresh')).toBeCloseTo(1, 3)
  expect(quiet('processing-quiet')).toBeCloseTo(134, 3)
  expect(age('processing-bank-payout') / 1440).toBeCloseTo(6, 3)
  expect(age('future-time') / 1440).toBeCloseTo(-2, 3)
  expect(record('nanosecond-times').created_at).toBe('2026-05-02T08:15:30.123456789Z')
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
