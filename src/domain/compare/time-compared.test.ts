import { describe, expect, it, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { orchestrationOf } from '../testing/facts.ts'
import { boundsSentence, certainlyShorter, comparedSentence, elapsedText, timesAlike } from './time-compared.ts'

const start = Date.parse('2026-04-20T12:00:00Z')
const done = (seconds: number, json: object = {}) =>
  orchestrationOf({
    status: 'COMPLETED',
    created_at: new Date(start).toISOString(),
    updated_at: new Date(start + seconds * 1000).toISOString(),
    ...json,
  })
const subject = orchestrationOf()
/** Completed ones that took at most 1, 2, 3, … seconds. */
const upTo = (count: number) => Array.from({ length: count }, (_, index) => done(index + 1))
const say = (count: number, more: boolean, seconds: number) =>
  comparedSentence(subject, timesAlike(subject, upTo(count), more), seconds * 1000)

describe('timesAlike', () => {
  it('takes the newest hundred similar completed ones, shortest first', () => {
    const rows = [done(9), done(3), done(5, { source_asset: 'BTC' }), done(7, { status: 'FAILED' }), ...upTo(120)]
    const { bounds, alike, more } = timesAlike(subject, rows, false)
    expect([alike, more, bounds.length]).toEqual([100, true, 100])
    expect(bounds.slice(0, 5)).toEqual([1000, 2000, 3000, 3000, 4000])
  })

  it('leaves out those without usable times, and says how many it looked at', () => {
    const rows = [done(9), done(-4), done(5, { updated_at: 'soon' })]
    expect(timesAlike(subject, rows, true)).toEqual({ bounds: [9000], alike: 3, more: true })
  })
})

describe('comparedSentence', () => {
  test.each<[string, number, boolean, number, string]>([
    ['none', 0, false, 99, 'No completed USDC → USDG to compare with.'],
    ['none looked at', 0, true, 99, 'No completed USDC → USDG among those looked at to compare with.'],
    ['too few', 7, false, 5.5, 'Too few to compare: 7 completed USDC → USDG.'],
    ['just too few', 19, true, 99, 'Too few to compare: 19 completed USDC → USDG.'],
    ['enough', 20, false, 19, 'Slower than 18 of 20 USDC → USDG.'],
    ['a hundred', 100, true, 96.5, 'Slower than 96 of the last 100 USDC → USDG.'],
    ['all of the last', 100, true, 500, 'Slower than all of the last 100 USDC → USDG.'],
    ['all there are', 30, false, 500, 'Slower than all 30 USDC → USDG.'],
    ['none of them', 100, true, 0.5, 'Within the usual range.'],
  ])('%s', (_name, count, more, seconds, sentence) => {
    expect(say(count, more, seconds)).toBe(sentence)
  })
})

it('a bound that equals the age proves nothing', () => {
  const times = timesAlike(subject, [done(10)], false)
  expect([9999, 10_000, 10_001].map(ms => certainlyShorter(times, ms))).toEqual([0, 0, 1])
})

it('says how long they took as far as it is bounded', () => {
  const words = (count: number) => boundsSentence(timesAlike(subject, upTo(count), false))
  expect(words(0)).toBeUndefined()
  expect(words(1)).toBe('It took ≤ 1 s.')
  expect(words(5)).toBe('The slowest took ≤ 5 s.')
  expect(words(30)).toBe('Half took ≤ 15 s, 95 % ≤ 29 s, the slowest ≤ 30 s.')
  expect(words(100)).toBe('Half took ≤ 50 s, 95 % ≤ 1 min 35 s, the slowest ≤ 1 min 40 s.')
})

it('the age of one under way is exact, the time of one done is bounded', () => {
  expect(elapsedText(8_040_500, false)).toBe('2 h 14 min so far')
  expect(elapsedText(61_200, true)).toBe('took ≤ 1 min 2 s')
})

it('counts only what is certain whatever the true times were, and bounds their median and 95 %', () => {
  const pairs = fc.array(
    fc.record({ took: fc.integer({ min: 0, max: 5000 }), late: fc.integer({ min: 0, max: 500 }) }),
    { minLength: 20, maxLength: 100 },
  )
  fc.assert(
    fc.property(pairs, fc.integer({ min: 0, max: 6000 }), (all, age) => {
      // Each was done after `took` seconds, and its record last changed `late` seconds after that.
      const times = timesAlike(
        subject,
        all.map(({ took, late }) => done(took + late)),
        false,
      )
      expect(certainlyShorter(times, age * 1000)).toBeLessThanOrEqual(all.filter(({ took }) => took < age).length)
      const true_ = all.map(({ took }) => took * 1000).toSorted((a, b) => a - b)
      for (const [index, ms] of times.bounds.entries()) expect(ms).toBeGreaterThanOrEqual(true_[index] ?? 0)
    }),
  )
})
