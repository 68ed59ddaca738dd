import { describe, expect, test } from 'vitest'
import { readOrchestration } from './orchestration.ts'

const whole = {
  id: 'o',
  profile_id: 'p',
  identity_id: 'i',
  account_id: 'a',
  customer_id: 'c',
  ref_id: 'r',
  source_asset: 'USDC',
  destination_asset: 'USDG',
  source_amount: '100.00',
  source_transfer: { transfer_id: 's', status: 'COMPLETED' },
  destination_transfer: { status: 'PENDING' },
  status: 'PROCESSING',
  fail_reason: { detail: 'why' },
  source: { crypto: { address: 'x', network: 'ETHEREUM', address_id: 'y' } },
  destination: { profile: { profile_id: 'q' } },
  orchestration_rule_id: 'u',
  created_at: '2026-04-20T12:30:01.397730Z',
  updated_at: '2026-04-20T12:34:10Z',
  metadata: { k: 'v' },
}

test('reads every field', () => {
  expect(readOrchestration({ ...whole, new_field: 1 })).toEqual({
    value: {
      ...whole,
      source_transfer: { transfer_id: 's', status: { known: 'COMPLETED', raw: 'COMPLETED' } },
      destination_transfer: { transfer_id: undefined, status: { known: 'PENDING', raw: 'PENDING' } },
      status: { known: 'PROCESSING', raw: 'PROCESSING' },
      source: { rail: 'crypto', address: 'x', network: 'ETHEREUM', address_id: 'y' },
      destination: { rail: 'profile', profile_id: 'q' },
      metadata: [['k', 'v']],
      says_no_rule: false,
    },
    problems: [],
  })
})

test('an empty record is all undefined, with no problems', () => {
  const { value, problems } = readOrchestration({})
  expect(problems).toEqual([])
  const { status, metadata, says_no_rule, ...rest } = value
  expect(status).toEqual({ known: undefined, raw: undefined })
  expect(metadata).toEqual([])
  expect(says_no_rule).toBe(false)
  expect(Object.values(rest).every(field => field === undefined)).toBe(true)
})

test.each([
  ['', true],
  [null, true],
  ['86d3929f', false],
  [undefined, false],
  [false, false],
])('a rule field of %j says that there is no rule: %j', (orchestration_rule_id, says) => {
  const json = orchestration_rule_id === undefined ? {} : { orchestration_rule_id }
  expect(readOrchestration(json).value.says_no_rule).toBe(says)
})

describe('legs', () => {
  const leg = (source_transfer: unknown) => readOrchestration({ source_transfer }).value.source_transfer
  test.each([
    ['none', undefined],
    ['null', null],
    ['an empty object', {}],
    ['empty texts', { transfer_id: '', status: '' }],
    ['another kind', 'COMPLETED'],
  ])('%s: no leg', (_, value) => {
    expect(leg(value)).toBeUndefined()
  })

  test('an id alone is a leg without a status', () => {
    expect(leg({ transfer_id: 's' })).toEqual({ transfer_id: 's', status: { known: undefined, raw: undefined } })
  })

  test.each(['HELD', 'completed', 'REJECTED'])('%s is kept as sent, not mapped to another status', status => {
    expect(leg({ status })).toEqual({ transfer_id: undefined, status: { known: undefined, raw: status } })
  })
})

describe('a reason', () => {
  test('without a detail is still a reason', () => {
    expect(readOrchestration({ fail_reason: {} }).value.fail_reason).toEqual({ detail: undefined })
    expect(readOrchestration({ fail_reason: null }).value.fail_reason).toBeUndefined()
  })
})

describe('ends', () => {
  const end = (source: unknown) => readOrchestration({ source })
  test.each([
    ['none', undefined, undefined],
    ['an empty object', {}, undefined],
    ['a null rail', { crypto: null }, undefined],
    [
      'an empty crypto',
      { crypto: {} },
      { rail: 'crypto', address: undefined, network: undefined, address_id: undefined },
    ],
    ['a profile', { profile: { profile_id: 'p' } }, { rail: 'profile', profile_id: 'p' }],
    ['a rail not known', { lightning: { invoice: 'x' } }, { rail: 'other', name: 'lightning' }],
    [
      'a bank, with a rule’s name for the memo',
      { fiat: { deposit_instructions_id: 'd', memo_id: 'm' } },
      {
        rail: 'fiat',
        deposit_instructions_id: 'd',
        bank_account_id: undefined,
        fiat_account_id: undefined,
        network: undefined,
        account_type: undefined,
        memo: 'm',
      },
    ],
  ])('%s', (_, value, expected) => {
    expect(end(value)).toMatchObject({ problems: [] })
    expect(end(value).value.source).toEqual(expected)
  })

  test('reports two rails at once and reads the known one', () => {
    const { value, problems } = end({ lightning: {}, profile: { profile_id: 'p' } })
    expect(value.source).toEqual({ rail: 'profile', profile_id: 'p' })
    expect(problems).toEqual([{ path: 'source', expected: 'one rail', received: 'lightning and profile' }])
  })
})
