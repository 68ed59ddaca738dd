import { describe, expect, test } from 'vitest'
import { at } from '../testing/facts.ts'
import { ageText, inOwnZone, isFuture, localTime, utcDate, utcDateTime, utcPrecise, utcTime } from './time-text.ts'

const sample = at('2026-04-20T12:30:01.397730Z')

test('UTC words', () => {
  expect(utcDate(sample)).toBe('2026-04-20')
  expect(utcTime(sample)).toBe('12:30:01 UTC')
  expect(utcDateTime(sample)).toBe('2026-04-20 12:30:01 UTC')
})

test.each([
  ['2026-04-20T12:30:01.397730Z', '2026-04-20 12:30:01.397730 UTC'],
  ['2026-04-20T12:30:01Z', '2026-04-20 12:30:01 UTC'],
  ['2026-04-20T12:30:01.000Z', '2026-04-20 12:30:01.000 UTC'],
  ['2026-04-20T23:30:01.123456789-05:00', '2026-04-21 04:30:01.123456789 UTC'],
  ['2016-12-31T23:59:60.25Z', '2016-12-31 23:59:60.25 UTC'],
])('utcPrecise keeps the digits of %s', (text, words) => {
  expect(utcPrecise(at(text))).toBe(words)
})

describe('localTime', () => {
  test.each([
    ['2026-04-20T12:30:01Z', 120, '14:30 your time (UTC+2)'],
    ['2026-01-20T12:30:01Z', 60, '13:30 your time (UTC+1)'],
    ['2026-04-20T12:30:01Z', 330, '18:00 your time (UTC+5:30)'],
    ['2026-04-20T12:30:01Z', 345, '18:15 your time (UTC+5:45)'],
    ['2026-04-20T12:30:01Z', 0, '12:30 your time (UTC)'],
    ['2026-04-20T22:30:01Z', 120, '2026-04-21 00:30 your time (UTC+2)'],
    ['2026-04-20T02:30:01Z', -240, '2026-04-19 22:30 your time (UTC-4)'],
    ['2026-04-20T00:05:00Z', 0, '00:05 your time (UTC)'],
    ['2026-04-20T00:05:00Z', -210, '2026-04-19 20:35 your time (UTC-3:30)'],
  ])('%s at %s minutes', (text, offset, words) => {
    expect(localTime(at(text), offset)).toBe(words)
  })

  test("defaults to the machine's zone", () => {
    expect(localTime(sample)).toBe('12:30 your time (UTC)')
  })

  test('shows the date if it differs', () => {
    expect(localTime(sample, 120, at('2026-04-21T00:00:00Z'))).toBe('2026-04-20 14:30 your time (UTC+2)')
  })
})

describe('inOwnZone', () => {
  test.each([
    ['2026-04-20T12:30:01Z', utcDateTime, 120, '2026-04-20 14:30:01 UTC+2'],
    ['2026-04-20T12:30:01Z', utcTime, 330, '18:00:01 UTC+5:30'],
    ['2026-04-20T22:30:01Z', utcTime, 120, '2026-04-21 00:30:01 UTC+2'],
    ['2026-04-20T22:30:01Z', utcDateTime, 120, '2026-04-21 00:30:01 UTC+2'],
    ['2026-04-20T02:30:01.397730Z', utcPrecise, -240, '2026-04-19 22:30:01.397730 UTC-4'],
    ['2026-04-20T12:30:01Z', utcTime, 0, '12:30:01 UTC'],
    ['2026-04-20T14:30:01+02:00', utcTime, 120, '14:30:01 UTC+2'],
    ['2016-12-31T23:59:60Z', utcTime, 60, '2017-01-01 00:59:60 UTC+1'],
  ])('%s', (text, words, offset, expected) => {
    expect(inOwnZone(at(text), words(at(text)), offset)).toBe(expected)
  })

  test('text without a zone stays without one', () => {
    expect(inOwnZone(sample, '12:30:01', 120)).toBe('14:30:01')
    expect(inOwnZone(sample, '2026-04-20 12:30:01', 120)).toBe('2026-04-20 14:30:01')
  })
})

describe('ageText', () => {
  const second = 1000
  const [minute, hour, day] = [60 * second, 3600 * second, 86_400 * second]
  test.each([
    [0, 'just now'],
    [2.9 * second, 'just now'],
    [4 * second, '4 s ago'],
    [59.9 * second, '59 s ago'],
    [minute, '1 min ago'],
    [59 * minute, '59 min ago'],
    [3 * hour, '3 h ago'],
    [47 * hour, '47 h ago'],
    [48 * hour, '2 days ago'],
    [60 * day, '60 days ago'],
    [61 * day, '2 months ago'],
    [216 * day, '7 months ago'],
    [800 * day, '2 years ago'],
    [-4 * second, 'just now'],
    [-6 * second, 'in 6 s'],
    [-3 * hour, 'in 3 h'],
  ])('%d ms', (age, words) => {
    expect(ageText(sample, sample.ms + age)).toBe(words)
  })
})

test('treats a few seconds ahead as clock skew, more as the future', () => {
  expect(isFuture(sample, sample.ms - 5_000)).toBe(false)
  expect(isFuture(sample, sample.ms - 5_001)).toBe(true)
  expect(isFuture(sample, sample.ms + 1)).toBe(false)
})
