import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { legStatuses, orchestrationStatuses, readEnum, ruleStatuses, transferStatuses } from '#paxos/enums.ts'
import { fc } from '#paxos/testing/properties.ts'
import {
  isTerminal,
  legStatusLabel,
  orchestrationStatusLabel,
  ruleMeaning,
  ruleStatusLabel,
  statusesWhere,
  statusMeaning,
  transferStatusLabel,
} from './status.ts'

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
  test('an unknown status is shown unchanged, and a missing one is named', () => {
    expect(label('HELD')).toBe('HELD (unrecognised)')
    expect(label('completed')).toBe('completed (unrecognised)')
    expect(label('constructor')).toBe('constructor (unrecognised)')
    expect(label(undefined)).toBe('No status')
    expect(label('')).toBe('No status')
  })

  test('any text at all gives a label', () => {
    fc.assert(fc.property(fc.string(), raw => label(raw) !== ''))
  })
})

test('only three statuses are final, and no unknown one', () => {
  const final = [...orchestrationStatuses, 'HELD', undefined].filter(raw =>
    isTerminal(readEnum(orchestrationStatuses, raw)),
  )
  expect(final).toEqual(['COMPLETED', 'FAILED', 'REJECTED'])
})

test('an unknown status is neither good nor bad, and looks like no other', () => {
  const held = statusMeaning(readEnum(orchestrationStatuses, 'HELD'))
  expect(held).toMatchObject({ isTerminal: false, isFailure: false, isSuccess: false, isApproval: false })
  const looks = statusesWhere(() => true).map(known => statusMeaning({ known, raw: known }).shape)
  expect(looks).not.toContain(held.shape)
})

test('failures and successes are found by their meaning', () => {
  expect(statusesWhere(({ isFailure }) => isFailure)).toEqual(['FAILED', 'REJECTED'])
  expect(statusesWhere(({ isSuccess }) => isSuccess)).toEqual(['COMPLETED'])
})

test('every status has the favicon of its shape', () => {
  const shapes = [...orchestrationStatuses, 'HELD'].map(
    raw => statusMeaning(readEnum(orchestrationStatuses, raw)).shape,
  )
  for (const shape of [...shapes, 'held']) expect(existsSync(`public/favicons/${shape}.svg`), shape).toBe(true)
})

test.each([
  ['ACTIVE', 'Active. Matching deposits start an orchestration.'],
  ['DELETED', 'Deleted. Earlier orchestrations still run; new deposits are credited but not converted.'],
  ['PENDING', 'Awaiting approval. Not running yet.'],
  ['REJECTED', 'Rejected at approval. Not running.'],
  ['PAUSED', "Unrecognised status. Check Paxos's docs."],
])('a rule that is %s: %s', (status, meaning) => {
  expect(ruleMeaning(readEnum(ruleStatuses, status)).meaning).toBe(meaning)
})
