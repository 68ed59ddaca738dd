import { describe, expect, test } from 'vitest'
import { fc } from '#paxos/testing/properties.ts'
import { at, failedSample } from '../../testing/facts.ts'
import { utcZone } from '../../text/time-text.ts'
import type { StepTime } from './step.ts'
import {
  dayOf,
  instantsOf,
  noteText,
  rowClock,
  timeInFull,
  timelineCaption,
  whenParts,
  whenText,
} from './step-time-text.ts'
import { buildTimeline } from './timeline.ts'

const sample = at('2026-04-20T12:30:01.397730Z')
const [early, late] = [at('2026-04-20T12:31:10Z'), at('2026-04-20T12:32:05Z')]
const overnight = at('2026-04-21T00:01:00Z')
const utcDay = { zone: utcZone, day: '20 Apr 2026' }
/** Two hours ahead of UTC. */
const ahead = { zone: () => 120, day: '20 Apr 2026' }

const wording: readonly (readonly [StepTime, row: string, full: string])[] = [
  [{ certainty: 'reported', at: sample }, '12:30:01', '12:30:01 UTC, recorded by Paxos'],
  [
    { certainty: 'event', verb: 'Completed', at: at('2026-04-20T12:34:08Z') },
    '12:34:08 exact',
    '12:34:08 UTC, from an event',
  ],
  [
    { certainty: 'no-later-than', verb: 'Completed', at: at('2026-04-20T12:34:10Z') },
    'by 12:34:10',
    'by 12:34:10 UTC (last update)',
  ],
  [
    { certainty: 'between', after: early, before: late },
    '12:31:10 – 12:32:05',
    'between 12:31:10 and 12:32:05 UTC (inferred)',
  ],
  [
    { certainty: 'observed', after: at('2026-04-20T12:34:05Z'), before: at('2026-04-20T12:34:10Z') },
    '12:34:05 – 12:34:10 seen',
    'seen to change between 12:34:05 and 12:34:10 UTC',
  ],
  [{ certainty: 'unknown' }, 'Time not reported', 'time not reported'],
  [{ certainty: 'unknown', verb: 'Failed' }, 'Time not reported', 'time not reported'],
  [
    { certainty: 'between', after: early, before: overnight },
    '12:31:10 – 21 Apr 00:01:00',
    'between 2026-04-20 12:31:10 and 2026-04-21 00:01:00 UTC (inferred)',
  ],
  [
    { certainty: 'between', after: overnight, before: at('2026-04-21T00:01:04Z') },
    '21 Apr 00:01:00 – 00:01:04',
    'between 00:01:00 and 00:01:04 UTC (inferred)',
  ],
  [
    { certainty: 'observed', after: at('2026-04-19T23:59:58Z'), before: at('2026-04-20T00:00:03Z') },
    '19 Apr 23:59:58 – 20 Apr 00:00:03 seen',
    'seen to change between 2026-04-19 23:59:58 and 2026-04-20 00:00:03 UTC',
  ],
]

test.each(wording)('%j in a row and in full', (time, row, full) => {
  expect(whenText(time, utcDay)).toBe(row)
  expect(timeInFull(time)).toBe(full)
})

test.each(wording)('the parts of %j hold each instant once, with its text', time => {
  const instants = whenParts(time, utcDay).filter(part => typeof part !== 'string')
  expect(instants.map(({ text }) => text)).toEqual(instantsOf(time).map(({ text }) => text))
})

test('in full, a copy can have the date in front of each time', () => {
  expect(timeInFull({ certainty: 'reported', at: sample }, { withDate: true })).toBe(
    '2026-04-20 12:30:01 UTC, recorded by Paxos',
  )
})

test('an upper bound is never worded as the time itself', () => {
  fc.assert(
    fc.property(fc.constantFrom('Completed', 'Failed', 'Rejected'), fc.boolean(), (verb, withDate) => {
      const time = { certainty: 'no-later-than', verb, at: sample } as const
      expect(timeInFull(time, { withDate })).toMatch(/^by /)
      expect(whenText(time, utcDay)).toMatch(/^by /)
    }),
  )
})

describe('the day', () => {
  test('stands in a row only where it differs from the one above', () => {
    expect(rowClock(overnight, utcDay)).toBe('21 Apr 00:01:00')
    expect(rowClock(at('2027-01-02T00:01:00Z'), utcDay)).toBe('2 Jan 2027 00:01:00')
    expect(rowClock(sample, { zone: utcZone, day: undefined })).toBe('20 Apr 2026 12:30:01')
  })

  test('is that of the reader’s zone where times are', () => {
    expect(rowClock(sample, ahead)).toBe('14:30:01')
    expect(rowClock(at('2026-04-20T22:30:00Z'), ahead)).toBe('21 Apr 00:30:00')
    expect(noteText(['It says so (', at('2026-04-20T22:30:00Z'), ').'], ahead)).toBe('It says so (21 Apr 00:30:00).')
  })

  test('stands once above the steps, with the zone', () => {
    const steps = buildTimeline(failedSample())
    expect(timelineCaption(steps, utcZone)).toBe('20 Apr 2026, times in UTC')
    expect(timelineCaption(steps, () => 120)).toBe('20 Apr 2026, your time (UTC+2)')
    expect(timelineCaption([], utcZone)).toBe('Times in UTC')
    expect(dayOf(steps, () => 12 * 60)).toBe('21 Apr 2026')
    expect(dayOf([], utcZone)).toBeUndefined()
  })
})
