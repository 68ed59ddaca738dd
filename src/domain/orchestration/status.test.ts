import { describe, expect, test } from 'vitest'
import { legStatuses, orchestrationStatuses, readEnum, ruleStatuses, transferStatuses } from '#paxos/enums.ts'
import { fc } from '#paxos/testing/properties.ts'
import { isTerminal, legStatusLabel, orchestrationStatusLabel, ruleStatusLabel, transferStatusLabel } from './status.ts'

const orchestration = (raw?: string) => orchestrationStatusLabel(readEnum(orchestrationStatuses, raw))
const leg = (raw?: string) => legStatusLabel(readEnum(legStatuses, raw))
const transfer = (raw?: string) => transferStatusLabel(readEnum(transferStatuses, raw))
const rule = (raw?: string) => ruleStatusLabel(readEnum(ruleStatuses, raw))

test.each([
  [orchestration, 'PENDING', 'Awaiting approval'],
  [orchestration, 'PROCESSING', 'Processing'],
  [orchestration, 'COMPLETED', 'Completed'],
  [orchestration, 'FAILED', 'Failed'],
  [orchestration, 'REJECTED', 'Rejected'],
  [leg, 'PENDING', 'Planned'],
  [leg, 'PROCESSING', 'Processing'],
  [leg, 'COMPLETED', 'Completed'],
  [leg, 'FAILED', 'Failed'],
  [transfer, 'PENDING', 'Pending'],
  [transfer, 'COMPLETED', 'Completed'],
  [transfer, 'FAILED', 'Failed'],
  [rule, 'ACTIVE', 'Active'],
  [rule, 'DELETED', 'Deleted'],
  [rule, 'PENDING', 'Pending'],
  [rule, 'REJECTED', 'Rejected'],
])('%o %s is %s', (label, raw, words) => {
  expect(label(raw)).toBe(words)
})

describe.each([orchestration, leg, transfer, rule])('%o', label => {
  test('an unknown word is shown as it came, none is named', () => {
    expect(label('HELD')).toBe('HELD (unrecognised)')
    expect(label('completed')).toBe('completed (unrecognised)')
    expect(label('constructor')).toBe('constructor (unrecognised)')
    expect(label(undefined)).toBe('No status')
    expect(label('')).toBe('No status')
  })

  test('any word at all gives a label', () => {
    fc.assert(fc.property(fc.string(), raw => label(raw) !== ''))
  })
})

test('only three statuses are final, and no unknown one', () => {
  const final = [...orchestrationStatuses, 'HELD', undefined].filter(raw =>
    isTerminal(readEnum(orchestrationStatuses, raw)),
  )
  expect(final).toEqual(['COMPLETED', 'FAILED', 'REJECTED'])
})
