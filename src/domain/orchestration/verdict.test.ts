import { describe, expect, test } from 'vitest'
import { destinationTransfer, eventOf, factsOf, failedSample, sameAsset, sourceTransfer } from '../testing/facts.ts'
import { readVerdict } from './verdict.ts'

const heading = (...args: Parameters<typeof factsOf>) => readVerdict(factsOf(...args)).heading
const disagree = "Paxos's records disagree"

test.each([
  ['PENDING', 'absent', 'absent', 'Awaiting approval'],
  ['PENDING', 'PENDING', 'PENDING', 'Awaiting approval'],
  ['PROCESSING', 'absent', 'absent', 'Processing'],
  ['PROCESSING', 'PENDING', 'absent', 'Processing, not started yet'],
  ['PROCESSING', 'PENDING', 'PENDING', 'Processing, not started yet'],
  ['PROCESSING', 'PROCESSING', 'PENDING', 'Processing the source transfer'],
  ['PROCESSING', 'PROCESSING', 'PROCESSING', 'Processing the source transfer'],
  ['PROCESSING', 'COMPLETED', 'absent', 'Processing, probably at the conversion'],
  ['PROCESSING', 'COMPLETED', 'PENDING', 'Processing, probably at the conversion'],
  ['PROCESSING', 'COMPLETED', 'PROCESSING', 'Processing the destination transfer'],
  ['PROCESSING', 'COMPLETED', 'COMPLETED', 'Processing, with both transfers completed'],
  ['PROCESSING', 'COMPLETED', 'FAILED', 'Processing, but the destination transfer failed'],
  ['PROCESSING', 'FAILED', 'PENDING', 'Processing, but the source transfer failed'],
  ['PROCESSING', 'FAILED', 'FAILED', 'Processing, but both transfers failed'],
  ['PROCESSING', 'HELD', 'HELD', 'Processing'],
  ['PROCESSING', 'no-status', 'absent', 'Processing'],
  ['COMPLETED', 'COMPLETED', 'COMPLETED', 'Completed'],
  ['COMPLETED', 'absent', 'absent', 'Completed'],
  ['COMPLETED', 'COMPLETED', 'HELD', 'Completed'],
  ['COMPLETED', 'COMPLETED', 'PROCESSING', disagree],
  ['COMPLETED', 'FAILED', 'COMPLETED', disagree],
  ['FAILED', 'absent', 'absent', 'Failed, probably before funds arrived'],
  ['FAILED', 'PROCESSING', 'PENDING', 'Failed, probably before funds arrived'],
  ['FAILED', 'FAILED', 'FAILED', 'Failed at the source transfer'],
  ['FAILED', 'COMPLETED', 'FAILED', 'Failed at the destination transfer'],
  ['FAILED', 'COMPLETED', 'absent', 'Failed, probably at the conversion'],
  ['FAILED', 'COMPLETED', 'PROCESSING', 'Failed, probably at the destination transfer'],
  ['FAILED', 'COMPLETED', 'COMPLETED', disagree],
  ['FAILED', 'HELD', 'absent', 'Failed'],
  ['REJECTED', 'absent', 'absent', 'Rejected at approval'],
  ['REJECTED', 'COMPLETED', 'PROCESSING', 'Rejected at approval'],
  ['HELD', 'COMPLETED', 'FAILED', 'Unrecognised status: HELD'],
  ['', 'absent', 'absent', 'No status reported'],
])('%s, source %s, destination %s: %s', (status, source, destination, expected) => {
  expect(readVerdict(factsOf(status, source, destination))).toEqual({ heading: expected, isOnHold: false })
})

test('nothing is said of a conversion where the assets are the same', () => {
  expect(heading('PROCESSING', 'COMPLETED', 'PENDING', sameAsset)).toBe('Processing')
  expect(heading('FAILED', 'COMPLETED', 'absent', sameAsset)).toBe('Failed before the destination transfer')
})

test('an event against the status leaves no verdict', () => {
  const found = [eventOf('orchestration.completed', '2026-04-20T12:34:10Z')]
  expect(readVerdict(failedSample({}, { events: { found, searched: 1 } })).heading).toBe(disagree)
})

describe('a hold that a transfer record reports', () => {
  const held = (json: object, status = 'PROCESSING', leg = 'PROCESSING') =>
    readVerdict(
      factsOf(status, leg, 'absent', {}, { transfers: { source: sourceTransfer({ status: 'PENDING', ...json }) } }),
    )
  const secondary = (name: string) => ({ secondary_status: { name } })
  const detail = (key: string) => ({ status_details: { [key]: {} }, asset: 'PYUSD' })

  test.each([
    [secondary('TRAVEL_RULE_INFO_REQUESTED'), 'On hold: travel-rule details needed from you'],
    [secondary('PENDING_CUSTOMER_APPROVAL'), 'On hold: approval needed from your approvers'],
    [detail('pending_customer_approval'), 'On hold: approval needed from your approvers'],
    [detail('missing_trustline'), 'On hold: the recipient must add a trustline for PYUSD'],
    [detail('invalid_destination_address'), 'On hold: the recipient must give another address'],
    [detail('stale_fee_quote'), 'On hold: the fee quote expired'],
    [detail('max_rent_exceeded'), "On hold: opening the recipient's account costs more than the limit"],
  ])('is the verdict while the orchestration is open: %j', (json, expected) => {
    expect(held(json)).toEqual({ heading: expected, isOnHold: true })
    expect(held(json, 'HELD')).toEqual({ heading: expected, isOnHold: true })
  })

  test.each([
    ['a refusal', secondary('TRAVEL_RULE_REJECTED')],
    ['a value that this version does not know', secondary('SOURCE_OF_FUNDS_REVIEW')],
  ])('%s holds nothing', (_, json) => {
    expect(held(json)).toEqual({ heading: 'Processing the source transfer', isOnHold: false })
  })

  test('is over with the orchestration, its leg or its record', () => {
    const json = secondary('TRAVEL_RULE_INFO_REQUESTED')
    expect(held(json, 'FAILED').isOnHold).toBe(false)
    expect(held(json, 'PROCESSING', 'COMPLETED').isOnHold).toBe(false)
    expect(held({ ...json, status: 'FAILED' }).isOnHold).toBe(false)
    expect(held({ ...json, status: 'COMPLETED' }).isOnHold).toBe(false)
  })

  test('of the destination is one too', () => {
    const destination = destinationTransfer({ status: 'PENDING', ...secondary('PENDING_CUSTOMER_APPROVAL') })
    expect(heading('PROCESSING', 'COMPLETED', 'PROCESSING', {}, { transfers: { destination } })).toBe(
      'On hold: approval needed from your approvers',
    )
  })
})
