import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { amountText, difference, isZero, readAmount } from './money.ts'

describe('readAmount', () => {
  test.each([
    ['100', '100'],
    ['0', '0'],
    ['1000', '1,000'],
    ['1234.500', '1,234.500'],
    ['1234567.123456789012345678', '1,234,567.123456789012345678'],
    ['999999', '999,999'],
    ['-1234.50', '-1,234.50'],
    ['+1234', '+1,234'],
    ['-100', '-100'],
    ['0001234', '0,001,234'],
    ['.5', '.5'],
    ['5.', '5.'],
    ['100.00', '100.00'],
    ['90071992547409930000000000000000001', '90,071,992,547,409,930,000,000,000,000,000,001'],
  ])('%s', (raw, grouped) => {
    expect(readAmount(raw)).toEqual({ kind: 'amount', raw, grouped })
  })

  test.each([
    'abc',
    '12x',
    '1,000',
    '1e5',
    '0x10',
    'NaN',
    'Infinity',
    '-',
    '+',
    '.',
    '1.2.3',
    ' 1',
    '1 ',
    '١٢',
    '1\n',
    '--1',
  ])('%j is not a number', raw => {
    expect(readAmount(raw)).toEqual({ kind: 'invalid', raw })
  })

  test.each([undefined, ''])('%j is absent', raw => {
    expect(readAmount(raw)).toEqual({ kind: 'absent' })
  })

  test('grouping only adds commas, at any size', () => {
    const decimals = fc.tuple(
      fc.constantFrom('', '-', '+'),
      fc.stringMatching(/^\d{1,60}$/),
      fc.option(fc.stringMatching(/^\d{1,30}$/), { nil: undefined }),
    )
    fc.assert(
      fc.property(decimals, ([sign, integer, fraction]) => {
        const raw = `${sign}${integer}${fraction === undefined ? '' : `.${fraction}`}`
        const amount = readAmount(raw)
        if (amount.kind !== 'amount') throw new Error(`${raw} was not read`)
        expect(amount.grouped.replaceAll(',', '')).toBe(raw)
        expect(amount.grouped).toMatch(/^[+-]?\d{1,3}(,\d{3})*(\.\d+)?$/)
      }),
    )
  })

  test('handles a million digits', () => {
    const amount = readAmount('9'.repeat(1_000_000))
    expect(amount.kind === 'amount' && amount.grouped.length).toBe(1_333_333)
  })
})

test.each([
  ['1234.500', 'USDC', '1,234.500 USDC'],
  ['100', undefined, '100'],
  ['12x', 'USDC', '12x (not a number)'],
  [undefined, 'USDC', 'Amount not reported'],
])('amountText of %j %j', (raw, asset, words) => {
  expect(amountText(readAmount(raw), asset)).toBe(words)
})

describe('difference', () => {
  const usdc = (raw: string | undefined) => ({ raw, asset: 'USDC' })
  test.each([
    ['100.00', '99.85', '0.15'],
    ['100', '100.000', '0.000'],
    ['0.1', '0.3', '-0.2'],
    ['90071992547409931', '90071992547409930.999999999999999999', '0.000000000000000001'],
    ['+5', '.5', '4.5'],
    ['5.', '-.5', '5.5'],
    ['-1', '-1', '0'],
  ])('%s - %s', (a, b, expected) => {
    expect(difference(usdc(a), usdc(b))).toBe(expected)
  })

  test('exists only between numbers of the same unit', () => {
    expect(difference(usdc('1'), { raw: '1', asset: 'USDG' })).toBeUndefined()
    expect(difference({ raw: '1', asset: undefined }, { raw: '1', asset: undefined })).toBeUndefined()
    expect(difference(usdc('1'), usdc('x'))).toBeUndefined()
    expect(difference(usdc(undefined), usdc('1'))).toBeUndefined()
    expect(difference(usdc('9'.repeat(2000)), usdc('1'))).toBeUndefined()
  })

  test('is exact: adding it back restores the first amount', () => {
    const cents = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    const decimal = (units: bigint) => {
      const digits = (units < 0n ? -units : units).toString().padStart(9, '0')
      return `${units < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`
    }
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(difference(usdc(decimal(a)), usdc(decimal(b)))).toBe(decimal(a - b))
      }),
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(['string', 'undefined']).toContain(typeof difference(usdc(a), usdc(b)))
      }),
    )
  })
})

test.each([
  ['0', true],
  ['0.00', true],
  ['-0.', true],
  ['0.01', false],
  ['10', false],
  ['', false],
  [undefined, false],
  ['zero', false],
])('isZero of %j is %j', (raw, expected) => {
  expect(isZero(raw)).toBe(expected)
})
