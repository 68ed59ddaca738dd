import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at } from '../testing/facts.ts'
import { compareInstants, instantFromMs, latest, msBetween, readInstant } from './instant.ts'

const ms = (text: string) => readInstant(text)?.ms

describe('readInstant', () => {
  test.each([
    ['2026-04-20T12:30:01Z', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T12:30:01.397730Z', Date.UTC(2026, 3, 20, 12, 30, 1, 397), 730_000],
    ['2026-04-20T12:30:01.000000001Z', Date.UTC(2026, 3, 20, 12, 30, 1), 1],
    ['2026-04-20T12:30:01.5Z', Date.UTC(2026, 3, 20, 12, 30, 1, 500), 0],
    ['2026-04-20t12:30:01z', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T14:30:01+02:00', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T18:00:01+05:30', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T01:30:01-11:00', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T12:30:01-00:00', Date.UTC(2026, 3, 20, 12, 30, 1), 0],
    ['2026-04-20T23:59:59+23:59', Date.UTC(2026, 3, 20, 0, 0, 59), 0],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29), 0],
    ['1969-12-31T23:59:59.999Z', -1, 0],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000, 0],
  ])('%s', (text, expected, nanos) => {
    expect(readInstant(text)).toEqual({ text, ms: expected, nanos })
  })

  test.each([
    undefined,
    '',
    'now',
    '2026-04-20',
    '2026-04-20 12:30:01Z',
    '2026-04-20T12:30:01',
    '2026-04-20T12:30Z',
    '2026-04-20T12:30:01.Z',
    '2026-04-20T12:30:01.1234567890Z',
    '2026-04-20T12:30:01+0200',
    '2026-04-20T12:30:01+24:00',
    '2026-04-20T12:30:01+02:60',
    '2026-4-20T12:30:01Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-04-20T24:00:00Z',
    '2026-04-20T12:60:00Z',
    '2026-04-20T12:30:61Z',
    '2026-04-20T12:30:60Z',
    ' 2026-04-20T12:30:01Z',
    '2026-04-20T12:30:01Z\n',
    '1776688201',
  ])('%j is not a time', text => {
    expect(readInstant(text)).toBeUndefined()
  })

  test('a leap second counts as the last moment of the second before it', () => {
    const leap = at('2016-12-31T23:59:60.5Z')
    expect(leap.ms).toBe(Date.UTC(2016, 11, 31, 23, 59, 59, 999))
    expect(compareInstants(leap, at('2016-12-31T23:59:59.999999999Z'))).toBe(0)
    expect(compareInstants(leap, at('2017-01-01T00:00:00Z'))).toBeLessThan(0)
    expect(ms('2017-01-01T01:59:60+02:00')).toBe(leap.ms)
    expect(readInstant('2017-01-01T12:00:60Z')).toBeUndefined()
  })

  test('reads every time that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), date => {
        expect(readInstant(date.toISOString())).toEqual({ text: date.toISOString(), ms: date.getTime(), nanos: 0 })
      }),
    )
  })

  test('never throws, and keeps the text it read', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const instant = readInstant(text)
        expect(instant === undefined || instant.text === text).toBe(true)
      }),
    )
  })
})

test('compareInstants orders with nanosecond precision across offsets', () => {
  const inOrder = [
    '2026-04-20T12:30:01Z',
    '2026-04-20T14:30:01.000000001+02:00',
    '2026-04-20T12:30:01.001Z',
    '2026-04-20T12:30:02Z',
  ].map(at)
  expect([...inOrder].reverse().sort(compareInstants)).toEqual(inOrder)
  expect(compareInstants(at('2026-04-20T12:30:01Z'), at('2026-04-20T14:30:01.0+02:00'))).toBe(0)
})

test('latest skips unknown instants', () => {
  const [a, b] = [at('2026-04-20T12:30:01Z'), at('2026-04-20T12:30:02Z')]
  expect(latest(a, undefined, b)).toBe(b)
  expect(latest(b, a)).toBe(b)
  expect(latest(undefined, a)).toBe(a)
  expect(latest()).toBeUndefined()
})

test('msBetween counts fractions of a millisecond', () => {
  expect(msBetween(at('2026-04-20T12:30:01.0005Z'), at('2026-04-20T12:30:02Z'))).toBeCloseTo(999.5, 6)
  expect(msBetween(at('2026-04-20T12:30:02Z'), at('2026-04-20T12:30:01Z'))).toBe(-1000)
})

test('instantFromMs writes UTC', () => {
  expect(instantFromMs(1_776_688_201_397)).toEqual({
    text: '2026-04-20T12:30:01.397Z',
    ms: 1_776_688_201_397,
    nanos: 0,
  })
  expect(() => instantFromMs(Number.NaN)).toThrow(RangeError)
})
