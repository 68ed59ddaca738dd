import { describe, expect, test } from 'vitest'
import {
  destinationTransfer,
  eventOf,
  factsOf,
  failedSample,
  ids,
  observed,
  ruleOf,
  sameAsset,
  sourceTransfer,
} from '../../testing/facts.ts'
import type { Facts } from '../facts.ts'
import type { StepName } from './step.ts'
import { stepTimeText } from './step-time-text.ts'
import { buildTimeline, factsSpanDates } from './timeline.ts'

/** One line a step, as a reader sees it: title, state in words, times, duration, notes. */
const lines = (facts: Facts) =>
  buildTimeline(facts).map(step =>
    [
      `${step.title}: ${step.label}${step.failure ? ` [${step.failure}]` : ''}`,
      ...step.times.map(time => stepTimeText(time)),
      ...(step.duration ? [step.duration] : []),
      ...step.notes,
    ].join(' | '),
  )

const stepOf = (facts: Facts, name: StepName) => {
  const step = buildTimeline(facts).find(one => one.name === name)
  if (!step) throw new Error(`no step ${name}`)
  return step
}
const words = (facts: Facts, name: StepName) => stepOf(facts, name).times.map(time => stepTimeText(time))

describe('whole timelines', () => {
  test('the sample: failed at the destination, both records read', () => {
    expect(lines(failedSample({ orchestration_rule_id: ids.rule }, { rule: ruleOf() }))).toEqual([
      'Created: by rule PYUSD payouts | Recorded 12:30:01 UTC',
      'Source transfer: Completed | Recorded 12:30:02 UTC | Completed by 12:31:10 UTC (last update) | ≤ 1 min 8 s',
      'Conversion: Done (inferred) | Between 12:31:10 and 12:32:05 UTC (inferred)',
      'Destination transfer: Failed [primary] | Recorded 12:32:05 UTC | Failed by 12:34:08 UTC (last update) | ≤ 2 min 3 s',
      'Finished: Failed | Failed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('the orchestration alone: one bound for all that ended', () => {
    expect(lines(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Completed | Completed by 12:34:10 UTC (last update)',
      'Conversion: Done (inferred) | Between 12:30:01 and 12:34:10 UTC (inferred)',
      'Destination transfer: Completed | Completed by 12:34:10 UTC (last update)',
      'Finished: Completed | Completed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('still processing, the orchestration alone: nothing bounds the leg that is complete', () => {
    expect(lines(factsOf('PROCESSING', 'COMPLETED', 'PROCESSING'))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Completed | Time not reported',
      'Conversion: Done (inferred) | Time not reported',
      'Destination transfer: Processing | Time not reported',
      'Finished: Not yet',
    ])
  })

  test('awaiting approval', () => {
    expect(lines(factsOf('PENDING', 'PENDING', 'absent'))).toEqual([
      'Approval: Waiting for approval',
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Planned',
      'Conversion: Not started (inferred)',
      'Destination transfer: Not reported',
      'Finished: Not yet',
    ])
  })

  test('rejected: at approval, the rest not reached', () => {
    expect(lines(factsOf('REJECTED', 'PENDING', 'absent'))).toEqual([
      'Approval: Rejected [primary] | Rejected by 12:34:10 UTC (last update)',
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Not reached',
      'Conversion: Not reached (inferred)',
      'Destination transfer: Not reached',
      'Finished: Rejected | Rejected by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('failed between the legs: at the conversion', () => {
    expect(lines(factsOf('FAILED', 'COMPLETED', 'PENDING', {}, { transfers: { source: sourceTransfer() } }))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Completed | Recorded 12:30:02 UTC | Completed by 12:31:10 UTC (last update) | ≤ 1 min 8 s',
      'Conversion: Failed here (inferred) [primary] | Between 12:31:10 and 12:34:10 UTC (inferred)',
      'Destination transfer: Planned | Still reported as planned; the orchestration has ended.',
      'Finished: Failed | Failed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('failed between the legs of one asset: before the destination transfer', () => {
    expect(lines(factsOf('FAILED', 'COMPLETED', 'absent', sameAsset)).slice(2)).toEqual([
      'Destination transfer: Not reached [primary] | Failed before the destination transfer (inferred).',
      'Finished: Failed | Failed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('failed early', () => {
    expect(lines(factsOf('FAILED', 'PROCESSING', 'absent'))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Processing [primary] | Time not reported | Failed before or during the source transfer (inferred). | Still reported as processing; the orchestration has ended.',
      'Conversion: Not started (inferred)',
      'Destination transfer: Not reached',
      'Finished: Failed | Failed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('a source that is not reported was reached all the same when the destination was', () => {
    expect(stepOf(factsOf('FAILED', 'absent', 'FAILED'), 'source').label).toBe('Not reported')
    expect(stepOf(factsOf('FAILED', 'absent', 'PENDING'), 'source').label).toBe('Not reached')
    expect(stepOf(factsOf('FAILED', 'FAILED', 'absent'), 'destination').label).toBe('Not reached')
  })

  test('both legs failed', () => {
    expect(lines(factsOf('FAILED', 'FAILED', 'FAILED', { updated_at: '' }))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Failed [primary] | Time not reported',
      'Conversion: Not started (inferred)',
      'Destination transfer: Failed [secondary] | Time not reported',
      'Finished: Failed | Time not reported',
    ])
  })

  test('records that disagree: no step is named as the place', () => {
    expect(lines(factsOf('COMPLETED', 'COMPLETED', 'FAILED')).slice(3)).toEqual([
      'Destination transfer: Failed [secondary] | Failed by 12:34:10 UTC (last update)',
      'Finished: Completed | Completed by 12:34:10 UTC (last update) | ≤ 4 min 9 s',
    ])
  })

  test('a failure that could be anywhere stands at the end', () => {
    expect(lines(factsOf('FAILED', 'HELD', 'absent', { created_at: '' }))).toEqual([
      'Created: Ad hoc | Time not reported',
      'Source transfer: HELD (unrecognised)',
      'Conversion: Not started (inferred)',
      'Destination transfer: Not reached',
      "Finished: Failed [primary] | Failed by 12:34:10 UTC (last update) | Paxos doesn't say at which step it failed.",
    ])
  })

  test('an unknown status is neither finished nor unfinished', () => {
    expect(lines(factsOf('HELD', 'absent', 'no-status'))).toEqual([
      'Created: Ad hoc | Recorded 12:30:01 UTC',
      'Source transfer: Not reported',
      'Conversion: Done (inferred) | Time not reported',
      'Destination transfer: No status',
      'Finished: HELD (unrecognised)',
    ])
  })

  test('a record of nothing but a status', () => {
    const bare = { created_at: '', updated_at: '', source_asset: '', destination_asset: '', id: '' }
    expect(lines(factsOf('FAILED', 'absent', 'absent', bare))).toEqual([
      'Created: Ad hoc | Time not reported',
      'Source transfer: Not reached [primary] | Failed before or during the source transfer (inferred).',
      'Destination transfer: Not reached',
      'Finished: Failed | Time not reported',
    ])
  })
})

describe('the conversion', () => {
  test.each([
    ['PROCESSING', 'absent', 'absent', 'Not started (inferred)'],
    ['PROCESSING', 'PROCESSING', 'PENDING', 'Not started (inferred)'],
    ['PROCESSING', 'COMPLETED', 'absent', 'In progress or waiting (inferred)'],
    ['PROCESSING', 'COMPLETED', 'PENDING', 'In progress or waiting (inferred)'],
    ['PROCESSING', 'COMPLETED', 'PROCESSING', 'Done (inferred)'],
    ['PROCESSING', 'PROCESSING', 'PROCESSING', 'Done (inferred)'],
    ['PROCESSING', 'absent', 'COMPLETED', 'Done (inferred)'],
    ['PROCESSING', 'COMPLETED', 'no-status', 'Done (inferred)'],
    ['PROCESSING', 'COMPLETED', 'HELD', 'Done (inferred)'],
    ['FAILED', 'COMPLETED', 'FAILED', 'Done (inferred)'],
    ['FAILED', 'FAILED', 'FAILED', 'Not started (inferred)'],
    ['FAILED', 'FAILED', 'HELD', 'Not started (inferred)'],
    ['FAILED', 'COMPLETED', 'absent', 'Failed here (inferred)'],
    ['REJECTED', 'absent', 'absent', 'Not reached (inferred)'],
    ['REJECTED', 'COMPLETED', 'PENDING', 'Not reached (inferred)'],
    ['REJECTED', 'COMPLETED', 'PROCESSING', 'Done (inferred)'],
    ['COMPLETED', 'absent', 'absent', 'Done (inferred)'],
    ['COMPLETED', 'COMPLETED', 'absent', 'Done (inferred)'],
    ['COMPLETED', 'COMPLETED', 'PENDING', 'In progress or waiting (inferred)'],
    ['COMPLETED', 'PENDING', 'PENDING', 'Not started (inferred)'],
  ])('%s, source %s, destination %s: %s', (status, source, destination, label) => {
    expect(stepOf(factsOf(status, source, destination), 'conversion')).toMatchObject({ label, inferred: true })
  })

  test('after money in, a destination without an id and in a word not known leaves it open', () => {
    const json = { destination_transfer: { status: 'HELD' } }
    const label = (status: string) => stepOf(factsOf(status, 'COMPLETED', 'absent', json), 'conversion').label
    expect(label('FAILED')).toBe('Not known (inferred)')
    expect(label('PROCESSING')).toBe('In progress or waiting (inferred)')
  })

  test('is not there when the assets are the same, or not both known', () => {
    const names = (json: object) =>
      buildTimeline(factsOf('PROCESSING', 'absent', 'absent', json)).map(({ name }) => name)
    expect(names(sameAsset)).not.toContain('conversion')
    expect(names({ source_asset: '' })).not.toContain('conversion')
    expect(names({})).toContain('conversion')
  })

  test('a source that was touched after the destination began bounds nothing', () => {
    const facts = failedSample(
      {},
      {
        transfers: {
          source: sourceTransfer({ updated_at: '2026-04-20T12:33:00Z' }),
          destination: destinationTransfer(),
        },
      },
    )
    expect(words(facts, 'conversion')).toEqual(['Between 12:30:02 and 12:32:05 UTC (inferred)'])
  })

  test('without any bound its time is not reported', () => {
    const facts = failedSample({ created_at: '', updated_at: '' }, { transfers: undefined })
    expect(words(facts, 'conversion')).toEqual(['Time not reported'])
  })
})

describe('events', () => {
  const withEvents = (status: string, types: readonly (readonly [string, string, object?])[]) =>
    factsOf(
      status,
      'COMPLETED',
      status === 'PROCESSING' ? 'PROCESSING' : status,
      {},
      {
        transfers: { source: sourceTransfer(), destination: destinationTransfer({ status: 'COMPLETED' }) },
        events: { found: types.map(([type, time, json]) => eventOf(type, `2026-04-20T${time}Z`, json)), searched: 100 },
      },
    )

  test('say exactly when it finished, and how long it took', () => {
    const facts = withEvents('COMPLETED', [['orchestration.completed', '12:34:08.397730']])
    expect(words(facts, 'finished')).toEqual(['Completed 12:34:08 UTC (event)'])
    expect(stepOf(facts, 'finished').duration).toBe('4 min 7 s')
  })

  test('say when it started processing', () => {
    const facts = withEvents('COMPLETED', [['orchestration.processing', '12:30:02']])
    expect(words(facts, 'created')).toEqual(['Recorded 12:30:01 UTC', 'Processing 12:30:02 UTC (event)'])
  })

  test('of a transfer say exactly when its leg ended', () => {
    const object = { object: { id: ids.source } }
    const facts = withEvents('COMPLETED', [['transfer.crypto_deposit.completed', '12:31:09', object]])
    expect(words(facts, 'source')).toEqual(['Recorded 12:30:02 UTC', 'Completed 12:31:09 UTC (event)'])
    expect(stepOf(facts, 'source').duration).toBe('1 min 7 s')
  })

  test('the first of several counts', () => {
    const facts = withEvents('COMPLETED', [
      ['orchestration.completed', '12:34:09'],
      ['orchestration.completed', '12:34:08'],
    ])
    expect(words(facts, 'finished')).toEqual(['Completed 12:34:08 UTC (event)'])
  })

  test.each([
    ['another orchestration', 'orchestration.completed', { object: { id: ids.rule } }],
    ['nothing', 'orchestration.completed', { object: {} }],
    ['another status', 'orchestration.processing', {}],
  ])('about %s say nothing of the end', (_, type, json) => {
    expect(words(withEvents('COMPLETED', [[type, '12:34:08', json]]), 'finished')).toEqual([
      'Completed by 12:34:10 UTC (last update)',
    ])
  })

  test('with a time that cannot be read fall back to the bound', () => {
    const facts = withEvents('COMPLETED', [['orchestration.completed', '25:00:00']])
    expect(words(facts, 'finished')).toEqual(['Completed by 12:34:10 UTC (last update)'])
  })

  test('ahead of the record are a note', () => {
    const facts = withEvents('PROCESSING', [['orchestration.completed', '12:34:08']])
    expect(stepOf(facts, 'finished')).toMatchObject({
      label: 'Not yet',
      notes: [
        'An event says orchestration.completed (12:34:08 UTC); the record still says PROCESSING. The two update separately.',
      ],
    })
  })

  test('of an approval bring its step', () => {
    const facts = withEvents('COMPLETED', [
      ['orchestration.approval_granted', '12:30:05'],
      ['orchestration.pending', '12:30:02'],
    ])
    expect(stepOf(facts, 'approval')).toMatchObject({ state: 'done', label: 'Approved', inferred: false })
    expect(words(facts, 'approval')).toEqual(['Asked for 12:30:02 UTC (event)', 'Approved 12:30:05 UTC (event)'])
  })

  test('of an approval that was only asked for leave the outcome inferred, or open', () => {
    const asked = [['orchestration.pending', '12:30:02']] as const
    expect(stepOf(withEvents('COMPLETED', asked), 'approval')).toMatchObject({
      label: 'Approved (inferred)',
      inferred: true,
    })
    expect(stepOf(withEvents('HELD', asked), 'approval')).toMatchObject({
      state: 'not-reported',
      label: 'Outcome not reported',
    })
    expect(words(withEvents('PENDING', asked), 'approval')).toEqual(['Asked for 12:30:02 UTC (event)'])
    expect(words(withEvents('REJECTED', asked), 'approval')).toEqual([
      'Asked for 12:30:02 UTC (event)',
      'Rejected by 12:34:10 UTC (last update)',
    ])
  })

  test('without one there is no approval step', () => {
    const names = buildTimeline(withEvents('COMPLETED', [['orchestration.completed', '12:34:08']])).map(
      ({ name }) => name,
    )
    expect(names).not.toContain('approval')
  })
})

describe('what this tab saw', () => {
  const seen = (of: 'orchestration' | 'source' | 'destination', to: string) =>
    observed(of, to, '2026-04-20T12:34:05Z', '2026-04-20T12:34:10Z')

  test('stands beside an upper bound', () => {
    const facts = failedSample(
      {},
      { observed: [seen('orchestration', 'FAILED'), seen('destination', 'FAILED')], transfers: {} },
    )
    expect(words(facts, 'finished')).toEqual([
      'Failed by 12:34:10 UTC (last update)',
      'Seen to change 12:34:05–12:34:10',
    ])
    expect(words(facts, 'destination')).toEqual([
      'Failed by 12:34:10 UTC (last update)',
      'Seen to change 12:34:05–12:34:10',
    ])
  })

  test('stands alone where nothing else is known', () => {
    const facts = factsOf(
      'PROCESSING',
      'COMPLETED',
      'PROCESSING',
      {},
      { observed: [seen('source', 'COMPLETED'), seen('destination', 'PROCESSING')] },
    )
    expect(words(facts, 'source')).toEqual(['Seen to change 12:34:05–12:34:10'])
    expect(words(facts, 'destination')).toEqual(['Seen to change 12:34:05–12:34:10'])
  })

  test('a change to another status is not this one', () => {
    const facts = factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, { observed: [seen('source', 'PROCESSING')] })
    expect(words(facts, 'source')).toEqual(['Time not reported'])
  })

  test('of another leg is not this one', () => {
    const facts = factsOf('PROCESSING', 'COMPLETED', 'PROCESSING', {}, { observed: [seen('destination', 'COMPLETED')] })
    expect(words(facts, 'source')).toEqual(['Time not reported'])
  })

  test('the last time it changed counts', () => {
    const again = observed('source', 'COMPLETED', '2026-04-20T12:35:00Z', '2026-04-20T12:35:05Z')
    const facts = factsOf('PROCESSING', 'COMPLETED', 'absent', {}, { observed: [seen('source', 'COMPLETED'), again] })
    expect(words(facts, 'source')).toEqual(['Seen to change 12:35:00–12:35:05'])
  })

  test('gives way to an event', () => {
    const facts = failedSample(
      {},
      {
        observed: [seen('orchestration', 'FAILED')],
        events: { found: [eventOf('orchestration.failed', '2026-04-20T12:34:08Z')], searched: 1 },
      },
    )
    expect(words(facts, 'finished')).toEqual(['Failed 12:34:08 UTC (event)'])
  })
})

describe('transfer records', () => {
  const notes = (status: string, leg: string, record: string, updated_at = '2026-04-20T12:34:08Z') =>
    stepOf(
      factsOf(status, leg, 'absent', {}, { transfers: { source: sourceTransfer({ status: record, updated_at }) } }),
      'source',
    ).notes

  test('with another status are a note', () => {
    expect(notes('PROCESSING', 'PROCESSING', 'COMPLETED')).toEqual([
      'Transfer record says COMPLETED (updated 12:34:08 UTC); the two update separately.',
    ])
    expect(notes('COMPLETED', 'COMPLETED', 'PENDING', '')).toEqual([
      'Transfer record says PENDING; the two update separately.',
    ])
    expect(notes('PROCESSING', 'PROCESSING', 'HELD')[0]).toContain('Transfer record says HELD')
    expect(notes('PROCESSING', 'HELD', 'PENDING')[0]).toContain('Transfer record says PENDING')
  })

  test('with the same, with its own word for it, or with none are not', () => {
    expect(notes('PROCESSING', 'COMPLETED', 'COMPLETED')).toEqual([])
    expect(notes('PROCESSING', 'PROCESSING', 'PENDING')).toEqual([])
    expect(notes('PROCESSING', 'PROCESSING', '')).toEqual([])
  })

  test('only a record with the leg’s own status bounds its end', () => {
    const facts = failedSample(
      {},
      {
        transfers: { source: sourceTransfer(), destination: destinationTransfer({ status: 'PENDING' }) },
      },
    )
    expect(lines(facts)[3]).toBe(
      'Destination transfer: Failed [primary] | Recorded 12:32:05 UTC | Failed by 12:34:10 UTC (last update) | ≤ 2 min 5 s | Transfer record says PENDING (updated 12:34:08 UTC); the two update separately.',
    )
  })

  test('while the orchestration is open, a record behind its leg leaves the end open', () => {
    const facts = factsOf(
      'PROCESSING',
      'COMPLETED',
      'absent',
      {},
      { transfers: { source: sourceTransfer({ status: 'PENDING' }) } },
    )
    expect(words(facts, 'source')).toEqual(['Recorded 12:30:02 UTC', 'Completed: time not reported'])
  })

  test('of another transfer are not used', () => {
    const facts = failedSample({}, { transfers: { source: sourceTransfer({ id: ids.rule }) } })
    expect(words(facts, 'source')).toEqual(['Completed by 12:34:10 UTC (last update)'])
  })
})

describe('times out of order', () => {
  const earlier = "Earlier than a step before it: these are Paxos's times, and its records are written separately."

  test('are explained', () => {
    const early = sourceTransfer({ created_at: '2026-04-20T12:29:50Z' })
    expect(stepOf(failedSample({}, { transfers: { source: early } }), 'source').notes).toEqual([earlier])
  })

  test('a transfer before the orchestration started processing is none', () => {
    const events = { found: [eventOf('orchestration.processing', '2026-04-20T12:30:03Z')], searched: 1 }
    expect(buildTimeline(failedSample({}, { events })).flatMap(({ notes }) => notes)).toEqual([])
  })

  test('a bound that is only inferred is none', () => {
    const events = {
      found: [eventOf('transfer.crypto_deposit.completed', '2026-04-20T12:33:00Z', { object: { id: ids.source } })],
      searched: 1,
    }
    expect(stepOf(failedSample({}, { events }), 'conversion').notes).toEqual([])
    expect(stepOf(failedSample({}, { events }), 'destination').notes).toEqual([earlier])
  })

  test('to the nanosecond', () => {
    const created_at = '2026-04-20T12:30:01.397729999Z'
    expect(stepOf(failedSample({}, { transfers: { source: sourceTransfer({ created_at }) } }), 'source').notes).toEqual(
      [earlier],
    )
  })

  test('an upper bound after the next step’s start is none', () => {
    const late = sourceTransfer({ updated_at: '2026-04-20T12:33:00Z' })
    const facts = failedSample({}, { transfers: { source: late, destination: destinationTransfer() } })
    expect(buildTimeline(facts).flatMap(({ notes }) => notes)).toEqual([])
  })

  test('an end before its own start gives no duration', () => {
    const backwards = sourceTransfer({ updated_at: '2026-04-20T12:30:01.5Z' })
    const step = stepOf(failedSample({}, { transfers: { source: backwards } }), 'source')
    expect(step.duration).toBeUndefined()
    expect(step.notes).toEqual([
      "The source transfer's last time is earlier than its first; no duration is calculated.",
    ])
  })

  test('a finish before the creation gives no duration and is explained', () => {
    const step = stepOf(
      factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', { updated_at: '2026-04-19T00:00:00Z' }),
      'finished',
    )
    expect(step.duration).toBeUndefined()
    expect(step.notes).toEqual([earlier])
  })
})

test('notes carry the date when the times span several days', () => {
  const facts = factsOf(
    'PROCESSING',
    'PROCESSING',
    'absent',
    {},
    {
      transfers: { source: sourceTransfer({ updated_at: '2026-04-21T00:00:10Z' }) },
    },
  )
  expect(factsSpanDates(facts)).toBe(true)
  expect(stepOf(facts, 'source').notes).toEqual([
    'Transfer record says COMPLETED (updated 2026-04-21 00:00:10 UTC); the two update separately.',
  ])
  expect(factsSpanDates(failedSample())).toBe(false)
})

test('a rule without a name, not read, or another rule is named by its id', () => {
  const label = (rest: Partial<Facts>) =>
    stepOf(failedSample({ orchestration_rule_id: ids.rule }, rest), 'created').label
  expect(label({})).toBe(`by rule ${ids.rule}`)
  expect(label({ rule: ruleOf({ nickname: '' }) })).toBe(`by rule ${ids.rule}`)
  expect(label({ rule: ruleOf({ id: ids.source }) })).toBe(`by rule ${ids.rule}`)
})
