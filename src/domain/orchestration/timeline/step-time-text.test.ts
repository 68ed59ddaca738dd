import { expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at } from '../../testing/facts.ts'
import type { Step, StepTime } from './step.ts'
import { instantsOf, spanDates, stepTimeParts, stepTimeText } from './step-time-text.ts'

const sample = at('2026-04-20T12:30:01.397730Z')
const [early, late] = [at('2026-04-20T12:31:10Z'), at('2026-04-20T12:32:05Z')]
const overnight = at('2026-04-21T00:01:00Z')
const wording: readonly (readonly [StepTime, string, string])[] = [
  [{ certainty: 'reported', at: sample }, 'Recorded 12:30:01 UTC', 'Recorded 2026-04-20 12:30:01 UTC'],
  [
    { certainty: 'event', verb: 'Completed', at: at('2026-04-20T12:34:08Z') },
    'Completed 12:34:08 UTC (event)',
    'Completed 2026-04-20 12:34:08 UTC (event)',
  ],
  [
    { certainty: 'no-later-than', verb: 'Completed', at: at('2026-04-20T12:34:10Z') },
    'Completed by 12:34:10 UTC (last update)',
    'Completed by 2026-04-20 12:34:10 UTC (last update)',
  ],
  [
    { certainty: 'between', after: early, before: late },
    'Between 12:31:10 and 12:32:05 UTC (inferred)',
    'Between 2026-04-20 12:31:10 and 2026-04-20 12:32:05 UTC (inferred)',
  ],
  [
    { certainty: 'observed', after: at('2026-04-20T12:34:05Z'), before: at('2026-04-20T12:34:10Z') },
    'Seen to change 12:34:05–12:34:10',
    'Seen to change 2026-04-20 12:34:05–2026-04-20 12:34:10',
  ],
  [{ certainty: 'unknown' }, 'Time not reported', 'Time not reported'],
  [{ certainty: 'unknown', verb: 'Failed' }, 'Failed: time not reported', 'Failed: time not reported'],
  [
    { certainty: 'between', after: early, before: overnight },
    'Between 2026-04-20 12:31:10 and 2026-04-21 00:01:00 UTC (inferred)',
    'Between 2026-04-20 12:31:10 and 2026-04-21 00:01:00 UTC (inferred)',
  ],
]

test.each(wording)('%j in words', (time, short, dated) => {
  expect(stepTimeText(time)).toBe(short)
  expect(stepTimeText(time, { withDate: true })).toBe(dated)
})

test.each(wording)('the parts of %j hold each instant once, with its text', time => {
  const instants = stepTimeParts(time).filter(part => typeof part !== 'string')
  expect(instants.map(({ text }) => text)).toEqual(instantsOf(time).map(({ text }) => text))
})

test('an upper bound is never worded as the time itself', () => {
  fc.assert(
    fc.property(fc.constantFrom('Completed', 'Failed', 'Rejected'), fc.boolean(), (verb, withDate) => {
      const words = stepTimeText({ certainty: 'no-later-than', verb, at: sample }, { withDate })
      expect(words).toMatch(/^\w+ by /)
      expect(words).not.toContain('Completed at')
    }),
  )
})

test('spanDates compares UTC dates', () => {
  const step = (...times: StepTime[]): Step => ({
    name: 'source',
    title: '',
    state: 'done',
    label: '',
    inferred: false,
    times,
    duration: undefined,
    failure: undefined,
    transferId: undefined,
    notes: [],
  })
  expect(spanDates([])).toBe(false)
  expect(spanDates([step({ certainty: 'reported', at: sample }), step({ certainty: 'unknown' })])).toBe(false)
  expect(spanDates([step({ certainty: 'reported', at: at('2026-04-21T01:00:00+02:00') })])).toBe(false)
  expect(spanDates([step({ certainty: 'reported', at: sample }), step({ certainty: 'reported', at: overnight })])).toBe(
    true,
  )
  expect(spanDates([step({ certainty: 'between', after: early, before: overnight })])).toBe(true)
})
