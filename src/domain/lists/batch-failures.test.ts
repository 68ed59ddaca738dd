import { expect, it } from 'vitest'
import { destinationTransfer, orchestrationOf } from '../testing/facts.ts'
import type { BatchRow } from './batch.ts'
import { failedAt, failuresByReason, transfersToRead, whoActs } from './batch-failures.ts'

const rowOf = (json: object): BatchRow => ({
  wanted: { kind: 'id', text: 'a', count: 1 },
  outcome: { kind: 'found', orchestrations: [orchestrationOf(json)] },
})
const failedAtDestination = {
  status: 'FAILED',
  source_transfer: { transfer_id: 's', status: 'COMPLETED' },
  destination_transfer: { transfer_id: 'd', status: 'FAILED' },
}

it('counts failures by reason, the most frequent first, and those without one', () => {
  const rows = [
    rowOf({ status: 'FAILED', fail_reason: { detail: 'a' } }),
    rowOf({ status: 'FAILED' }),
    rowOf({ status: 'REJECTED', fail_reason: { detail: 'b' } }),
    rowOf({ status: 'FAILED', fail_reason: { detail: 'b' } }),
    rowOf({ status: 'COMPLETED', fail_reason: { detail: 'b' } }),
    { wanted: { kind: 'id', text: 'z', count: 1 }, outcome: { kind: 'not-found' } } as const,
  ]
  expect(failuresByReason(rows)).toEqual([
    { reason: 'b', count: 2 },
    { reason: 'a', count: 1 },
    { reason: undefined, count: 1 },
  ])
})

it('says where a failure stands, and that it is a conclusion where it is', () => {
  const at = (json: object) => failedAt(orchestrationOf(json))
  expect(at(failedAtDestination)).toBe('Destination transfer')
  expect(at({ ...failedAtDestination, destination_transfer: undefined })).toBe('Probably conversion')
  expect(at({ status: 'REJECTED' })).toBe('Approval')
  expect(at({ status: 'PROCESSING' })).toBeUndefined()
})

it('says who acts only once the transfers that may say so are read', () => {
  const row = orchestrationOf(failedAtDestination)
  expect(transfersToRead([rowOf(failedAtDestination)])).toContain('d')
  expect(whoActs(row, new Map())).toBeUndefined()
  const transfer = destinationTransfer({ id: 'd', status: 'FAILED', status_details: { stale_fee_quote: {} } })
  expect(whoActs(row, new Map([['d', transfer]]))).toBe('Your payments team: retry (the fee quote expired)')
  expect(whoActs(orchestrationOf({ status: 'COMPLETED' }), new Map())).toBeUndefined()
})
