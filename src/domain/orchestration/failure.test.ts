import { describe, expect, test } from 'vitest'
import { factsOf, orchestrationOf, sameAsset } from '../testing/facts.ts'
import { checkBeforeTelling, failReason, placeFailure } from './failure.ts'

/** Status, source leg, destination leg → the step and the text; `none` where nothing is placed. */
const places: readonly (readonly [string, string, string, string, string])[] = [
  // 1. Rejected: at approval, whatever the legs say.
  ['REJECTED', 'absent', 'absent', 'approval', 'Rejected at approval'],
  ['REJECTED', 'PENDING', 'PENDING', 'approval', 'Rejected at approval'],
  ['REJECTED', 'COMPLETED', 'PENDING', 'approval', 'Rejected at approval'],
  ['REJECTED', 'FAILED', 'absent', 'approval', 'Rejected at approval'],
  // 2. Source failed: there, and primary when both are.
  ['FAILED', 'FAILED', 'absent', 'source', 'Failed at the source transfer'],
  ['FAILED', 'FAILED', 'PENDING', 'source', 'Failed at the source transfer'],
  ['FAILED', 'FAILED', 'FAILED', 'source', 'Failed at the source transfer'],
  ['FAILED', 'FAILED', 'COMPLETED', 'source', 'Failed at the source transfer'],
  ['PROCESSING', 'FAILED', 'PENDING', 'source', 'Failed at the source transfer'],
  ['HELD', 'FAILED', 'absent', 'source', 'Failed at the source transfer'],
  // 3. Destination failed: there.
  ['FAILED', 'COMPLETED', 'FAILED', 'destination', 'Failed at the destination transfer'],
  ['FAILED', 'absent', 'FAILED', 'destination', 'Failed at the destination transfer'],
  ['FAILED', 'PROCESSING', 'FAILED', 'destination', 'Failed at the destination transfer'],
  ['FAILED', 'HELD', 'FAILED', 'destination', 'Failed at the destination transfer'],
  ['PROCESSING', 'COMPLETED', 'FAILED', 'destination', 'Failed at the destination transfer'],
  // 4. Source complete, destination not begun.
  ['FAILED', 'COMPLETED', 'PENDING', 'conversion', 'Failed, probably at the conversion'],
  ['FAILED', 'COMPLETED', 'absent', 'conversion', 'Failed, probably at the conversion'],
  // Between 4 and 5: the payout was under way when it failed.
  ['FAILED', 'COMPLETED', 'PROCESSING', 'destination', 'Failed, probably at the destination transfer'],
  // 5. Neither leg beyond pending or processing.
  ['FAILED', 'absent', 'absent', 'source', 'Failed, probably before funds arrived'],
  ['FAILED', 'PENDING', 'PENDING', 'source', 'Failed, probably before funds arrived'],
  ['FAILED', 'PENDING', 'absent', 'source', 'Failed, probably before funds arrived'],
  ['FAILED', 'PROCESSING', 'absent', 'source', 'Failed, probably before funds arrived'],
  ['FAILED', 'PROCESSING', 'PENDING', 'source', 'Failed, probably before funds arrived'],
  ['FAILED', 'PROCESSING', 'PROCESSING', 'source', 'Failed, probably before funds arrived'],
  // 6. No side is taken.
  ['FAILED', 'COMPLETED', 'COMPLETED', 'none', ''],
  ['FAILED', 'absent', 'COMPLETED', 'none', ''],
  ['COMPLETED', 'COMPLETED', 'FAILED', 'none', ''],
  ['COMPLETED', 'FAILED', 'COMPLETED', 'none', ''],
  // An unknown status says nothing about how far a leg got.
  ['FAILED', 'COMPLETED', 'HELD', 'ended', 'Failed after the source transfer'],
  ['FAILED', 'HELD', 'absent', 'ended', 'Failed'],
  ['FAILED', 'PENDING', 'HELD', 'ended', 'Failed'],
  ['FAILED', 'no-status', 'no-status', 'ended', 'Failed'],
  // Nothing failed.
  ['PENDING', 'absent', 'absent', 'none', ''],
  ['PROCESSING', 'COMPLETED', 'PROCESSING', 'none', ''],
  ['COMPLETED', 'COMPLETED', 'COMPLETED', 'none', ''],
  ['HELD', 'COMPLETED', 'PENDING', 'none', ''],
  ['', 'absent', 'absent', 'none', ''],
]

test.each(places)('%s with source %s and destination %s: %s %s', (status, source, destination, step, text) => {
  const place = placeFailure(factsOf(status, source, destination))
  expect(place?.step ?? 'none').toBe(step)
  expect(place?.text ?? '').toBe(text)
  expect(place?.inferred ?? false).toBe(/probably|Failed after|Failed before/.test(text))
})

test.each(['PENDING', 'absent'])('with one asset there is no conversion to fail at: destination %s', destination => {
  expect(placeFailure(factsOf('FAILED', 'COMPLETED', destination, sameAsset))).toMatchObject({
    step: 'destination',
    text: 'Failed before the destination transfer',
  })
})

test('an asset that is not reported makes no conversion', () => {
  expect(placeFailure(factsOf('FAILED', 'COMPLETED', 'PENDING', { destination_asset: '' }))?.step).toBe('destination')
})

test.each([
  ['FAILED', 'COMPLETED', 'FAILED', 'destination'],
  ['FAILED', 'COMPLETED', 'PROCESSING', 'destination'],
  ['FAILED', 'COMPLETED', 'PENDING', 'source'],
  ['FAILED', 'FAILED', 'FAILED', 'source'],
  ['FAILED', 'PROCESSING', 'PENDING', 'source'],
  ['FAILED', 'absent', 'absent', undefined],
  ['FAILED', 'absent', 'PROCESSING', 'destination'],
  ['FAILED', 'COMPLETED', 'HELD', 'destination'],
  ['FAILED', 'HELD', 'absent', 'source'],
  ['FAILED', 'absent', 'HELD', 'destination'],
  ['REJECTED', 'COMPLETED', 'PENDING', 'source'],
  ['REJECTED', 'COMPLETED', 'PROCESSING', 'destination'],
  ['REJECTED', 'PENDING', 'PENDING', undefined],
])('%s, %s, %s: the transfer to check is %s', (status, source, destination, check) => {
  expect(placeFailure(factsOf(status, source, destination))?.check).toBe(check)
})

test('what to do before anyone is told where the funds are', () => {
  expect(checkBeforeTelling('source')).toBe(
    'Check the source transfer before you tell the customer where the funds are.',
  )
  expect(checkBeforeTelling('destination')).toBe(
    'Check the destination transfer before you tell the customer where the funds are.',
  )
  expect(checkBeforeTelling(undefined)).toBe('Check with Paxos before you tell the customer where the funds are.')
})

describe('failReason', () => {
  test('is quoted unchanged', () => {
    const detail = '  Beneficiary "address" is\nnot <b>approved</b>. '
    expect(failReason(orchestrationOf({ status: 'FAILED', fail_reason: { detail } }))).toEqual({ quote: detail })
  })

  test.each([
    ['FAILED', undefined, { quote: undefined }],
    ['REJECTED', { detail: '' }, { quote: undefined }],
    ['PROCESSING', undefined, undefined],
    ['PROCESSING', { detail: 'x' }, { quote: 'x' }],
  ])('%s with %j', (status, fail_reason, expected) => {
    expect(failReason(orchestrationOf({ status, fail_reason }))).toEqual(expected)
  })
})
