import { expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at } from '../testing/facts.ts'
import { atMostText, durationText, tookBetween } from './duration.ts'

const second = 1000
const [minute, hour, day] = [60 * second, 3600 * second, 86_400 * second]

test.each([
  [0, '0 s'],
  [40, 'under 0.1 s'],
  [400, '0.4 s'],
  [999, '0.9 s'],
  [1500, '1.5 s'],
  [2000, '2 s'],
  [42.9 * second, '42 s'],
  [minute, '1 min'],
  [4 * minute + 9 * second, '4 min 9 s'],
  [59 * minute + 59 * second, '59 min 59 s'],
  [hour, '1 h'],
  [2 * hour + 14 * minute + 59 * second, '2 h 14 min'],
  [3 * day + 4 * hour, '3 days 4 h'],
  [day, '1 day'],
  [400 * day, '400 days'],
  [-5, '0 s'],
])('%d ms is %s', (ms, words) => {
  expect(durationText(ms)).toBe(words)
})

test.each([
  [4 * minute + 9 * second, '≤ 4 min 9 s'],
  [4 * minute + 8.6 * second, '≤ 4 min 9 s'],
  [59.5 * second, '≤ 1 min'],
  [40, '≤ 0.1 s'],
  [0, '≤ 0 s'],
  [2 * hour + 14 * minute + second, '≤ 2 h 15 min'],
  [day - second, '≤ 1 day'],
])('at most %d ms is %s', (ms, words) => {
  expect(atMostText(ms)).toBe(words)
})

/** Parses the text back into milliseconds. */
const read = (words: string) =>
  [...words.matchAll(/([\d.]+) (min|s|h|day)/g)].reduce(
    (sum, [, count, unit]) =>
      sum + Number(count) * ({ s: second, min: minute, h: hour, day }[unit ?? ''] ?? Number.NaN),
    0,
  )

test('never overstates a duration or understates a bound', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 90 * day }), ms => {
      expect(read(durationText(ms))).toBeLessThanOrEqual(ms + 0.001)
      expect(read(atMostText(ms))).toBeGreaterThanOrEqual(ms - 0.001)
    }),
  )
})

test('is exact only between two exact times', () => {
  const [start, end] = [at('2026-04-20T12:30:01Z'), at('2026-04-20T12:34:10Z')]
  const exact = { at: start, exact: true }
  expect(tookBetween(exact, { at: end, exact: true })).toEqual({
    text: '4 min 9 s',
    spoken: '4 min 9 s',
    isExact: true,
  })
  expect(tookBetween(exact, { at: end, exact: false })).toEqual({
    text: '≤ 4 min 9 s',
    spoken: 'up to 4 min 9 s',
    isExact: false,
  })
  expect(tookBetween({ at: start, exact: false }, { at: end, exact: true })).toBeUndefined()
  expect(tookBetween({ at: end, exact: true }, { at: start, exact: true })).toBeUndefined()
  expect(tookBetween(undefined, { at: end, exact: true })).toBeUndefined()
  expect(tookBetween(exact, undefined)).toBeUndefined()
})
