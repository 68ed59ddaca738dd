import { expect, test } from 'vitest'
import { destinationTransfer, factsOf, sourceTransfer } from '../testing/facts.ts'
import { moneyLine, moneyLineText, sideText } from './money-line.ts'

const usd = { amount: '2500.00', asset: 'USD', fee: '0' }
const usdc = { amount: '2499.85', asset: 'USDC', fee: '0.15' }
const json = { source_amount: '2500.00', source_asset: 'USD', destination_asset: 'USDC' }
const text = (status: string, source: string, destination: string, transfers: object | undefined, more: object = {}) =>
  moneyLineText(moneyLine(factsOf(status, source, destination, { ...json, ...more }, { transfers })))
const both = (source: object = {}, destination: object = {}) => ({
  source: sourceTransfer({ ...usd, ...source }),
  destination: destinationTransfer({ status: 'COMPLETED', ...usdc, ...destination }),
})

test('before the transfers are read it has the orchestration’s amount and assets', () => {
  expect(text('COMPLETED', 'COMPLETED', 'COMPLETED', undefined)).toBe('2,500.00 USD → USDC')
  expect(text('COMPLETED', 'absent', 'absent', both())).toBe('2,500.00 USD → USDC')
})

test('then it has what went in, what came out and the fee', () => {
  expect(text('COMPLETED', 'COMPLETED', 'COMPLETED', both())).toBe(
    '2,500.00 USD in → 2,499.85 USDC out · fee 0.15 USDC',
  )
  expect(text('PROCESSING', 'COMPLETED', 'PENDING', { source: sourceTransfer(usd) })).toBe('2,500.00 USD in → USDC')
})

test('what a transfer that is not complete was for is said as such', () => {
  expect(text('FAILED', 'COMPLETED', 'FAILED', both({}, { status: 'FAILED' }))).toBe(
    '2,500.00 USD in → 2,499.85 USDC out (not completed) · fee 0.15 USDC',
  )
  expect(text('PROCESSING', 'PROCESSING', 'PENDING', { source: sourceTransfer({ ...usd, status: 'PENDING' }) })).toBe(
    '2,500.00 USD in (not completed) → USDC',
  )
  // The leg and the record have to agree that the money moved.
  expect(text('COMPLETED', 'COMPLETED', 'COMPLETED', both({}, { status: 'PENDING' }))).toContain('out (not completed)')
  expect(text('PROCESSING', 'PROCESSING', 'PENDING', { source: sourceTransfer(usd) })).toContain('in (not completed)')
})

test.each([
  ['0', '0.00', ''],
  ['10.00', '0', ' · fee 10.00 USD'],
  ['10.00', '0.15', ' · fees 10.00 USD + 0.15 USDC'],
  ['', 'x', ' · fee x (not a number)'],
])('fees %j and %j: %j', (source, destination, expected) => {
  expect(text('COMPLETED', 'COMPLETED', 'COMPLETED', both({ fee: source }, { fee: destination }))).toBe(
    `2,500.00 USD in → 2,499.85 USDC out${expected}`,
  )
})

test('an amount of the orchestration that its source transfer contradicts is kept', () => {
  const stated = (source_amount: string) => text('COMPLETED', 'COMPLETED', 'COMPLETED', both(), { source_amount })
  expect(stated('2500')).not.toContain('says')
  expect(stated('2500.01')).toContain(' · the orchestration says 2,500.01 USD')
  expect(stated('abc')).toContain(' · the orchestration says abc (not a number)')
  expect(stated('')).not.toContain('says')
})

test('what is not reported is named or left out', () => {
  expect(text('PROCESSING', 'absent', 'absent', undefined, { source_amount: '', destination_asset: '' })).toBe(
    'USD (amount not reported) → Asset not reported',
  )
  expect(text('PROCESSING', 'absent', 'absent', undefined, { source_amount: 'abc' })).toBe('abc (not a number) → USDC')
  expect(moneyLine(factsOf('PROCESSING', 'absent', 'absent', json)).source.raw).toBe('2500.00')
})

test('each side says which way it went, and whether it is complete', () => {
  const line = (transfers: object | undefined) =>
    moneyLine(factsOf('FAILED', 'COMPLETED', 'FAILED', json, { transfers }))
  const read = line(both({}, { status: 'FAILED' }))
  expect(sideText(read.source, 'in')).toBe('in')
  expect(sideText(read.destination, 'out')).toBe('out (not completed)')
  expect(sideText(line(undefined).source, 'in')).toBe('')
})
