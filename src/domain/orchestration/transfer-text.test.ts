import { describe, expect, test } from 'vitest'
import { secondaryStatuses, statusDetailKeys } from '#paxos/enums.ts'
import { sourceTransfer } from '../testing/facts.ts'
import { directionText, holdsOf, transferTypeText } from './transfer-text.ts'

test.each([
  ['CRYPTO_DEPOSIT', 'Crypto deposit'],
  ['INTERNAL_TRANSFER_CREDIT', 'Internal transfer credit'],
  ['SEN_DEPOSIT', 'SEN deposit'],
  ['ACH_WITHDRAWAL', 'ACH withdrawal'],
  ['v2:odd type', 'v2:odd type'],
  [undefined, undefined],
])('type %s', (type, words) => {
  expect(transferTypeText(type)).toBe(words)
})

test.each([
  ['CREDIT', 'Credit (into the profile)'],
  ['DEBIT', 'Debit (out of the profile)'],
  ['WITHDRAWAL', 'WITHDRAWAL'],
  ['', undefined],
])('direction %s', (direction, words) => {
  expect(directionText(sourceTransfer({ direction }).direction)).toBe(words)
})

describe('what holds a transfer', () => {
  test.each(secondaryStatuses)('%s', name => {
    const [hold, ...rest] = holdsOf(sourceTransfer({ secondary_status: { name, detail: 'A <b>detail</b>.' } }))
    expect(hold).toMatchObject({ raw: name, detail: 'A <b>detail</b>.' })
    expect(hold?.label).toMatch(/^[A-Z][^_]+$/)
    expect(rest).toEqual([])
  })

  test.each(statusDetailKeys)('%s', key => {
    expect(holdsOf(sourceTransfer({ status_details: { [key]: {} } }))).toMatchObject([{ raw: key }])
  })

  test('a word that is not known is named as it came', () => {
    expect(holdsOf(sourceTransfer({ secondary_status: { name: 'NEW' }, status_details: { odd: {} } }))).toEqual([
      { label: 'Secondary status (unrecognised)', raw: 'NEW', detail: undefined },
      { label: 'Status detail (unrecognised)', raw: 'odd', detail: undefined },
    ])
  })

  test('nothing is nothing', () => {
    expect(holdsOf(sourceTransfer())).toEqual([])
  })
})
