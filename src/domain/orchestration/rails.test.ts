import { expect, test } from 'vitest'
import { orchestrationOf } from '../testing/facts.ts'
import { chainOf, endpointFields, isOnChain, networkName, railMeaning, railName, railText } from './rails.ts'

const endpoint = (source: object | undefined) => orchestrationOf({ source }).source

test.each([
  [{ crypto: { network: 'POLYGON', address: '0x1' } }, 'Crypto · Polygon', 'Polygon'],
  [{ crypto: { address: '0x1' } }, 'Crypto · network not reported', 'Crypto'],
  [{ fiat: { memo: 'x' } }, 'Bank', 'Bank'],
  [{ fiat: { network: 'WIRE', account_type: 'CHECKING' } }, 'Bank · WIRE · CHECKING', 'Bank'],
  [{ profile: { profile_id: 'x' } }, 'Paxos profile', 'Paxos profile'],
  [{ lightning: { invoice: 'x' } }, 'lightning (unrecognised rail)', 'lightning'],
  [{}, 'Rail not reported', undefined],
])('%j is %s', (source, text, name) => {
  expect(railText(endpoint(source))).toBe(text)
  expect(railName(endpoint(source))).toBe(name)
})

test.each([
  [{ crypto: { network: 'POLYGON' } }, true, 'POLYGON'],
  [{ crypto: {} }, true, undefined],
  [{ fiat: { network: 'WIRE' } }, false, undefined],
  [{ lightning: { network: 'POLYGON' } }, false, undefined],
  [{}, false, undefined],
])('%j: on a blockchain %s, named %s', (source, isOn, chain) => {
  expect(isOnChain(endpoint(source))).toBe(isOn)
  expect(chainOf(endpoint(source))).toBe(chain)
})

test('lists the fields that came, and which are about a person', () => {
  const fields = endpointFields(endpoint({ fiat: { memo: 'for Ada', bank_account_id: 'b', odd: 'x' } }))
  expect(fields.map(({ name, value, isSensitive }) => [name, value, isSensitive])).toEqual([
    ['bank_account_id', 'b', false],
    ['memo', 'for Ada', true],
  ])
  expect(endpointFields(endpoint({ lightning: { invoice: 'x' } }))).toEqual([])
})

test.each([
  ['WIRE_DEPOSIT', 'Bank'],
  ['CRYPTO_WITHDRAWAL', 'Crypto'],
  ['INTERNAL_TRANSFER_DEBIT', 'Paxos profile'],
  ['PAXOS_TRANSFER_CREDIT', 'Paxos profile'],
  ['SEN_DEPOSIT', undefined],
  [undefined, undefined],
])('without an endpoint, a transfer of type %s is over %s', (type, label) => {
  expect(railMeaning(undefined, type)?.label).toBe(label)
})

test.each([
  ['ethereum', 'Ethereum'],
  ['ARBITRUM', 'Arbitrum One'],
  ['bnb', 'BNB Chain'],
  ['NEWCHAIN', 'NEWCHAIN'],
])('network %s is %s', (raw, name) => {
  expect(networkName(raw)).toBe(name)
})
