import { expect, test } from 'vitest'
import { sourceTransfer } from '../testing/facts.ts'
import { directionText, transferTypeText } from './leg.ts'

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
  ['CREDIT', 'In'],
  ['DEBIT', 'Out'],
  ['WITHDRAWAL', 'WITHDRAWAL'],
  ['', undefined],
])('direction %s', (direction, words) => {
  expect(directionText(sourceTransfer({ direction }).direction)).toBe(words)
})
