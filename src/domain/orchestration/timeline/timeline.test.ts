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
import { utcZone } from '../../text/time-text.ts'
import type { Facts } from '../facts.ts'
import type { StepName } from './step.ts'
import { noteText, whenText } from './step-time-text.ts'
import { buildTimeline, factsSpanDates } from './timeline.ts'

const row = { zone: utcZone, day: '20 Apr 2026' }

/** One line a step, as a reader sees it: title, status, times, duration, notes. */
const lines = (facts: Facts) =>
  buildTimeline(facts).map(step =>
    [
      `${step.title}: ${step.label}${step.failure ? ` [${step.failure}]` : ''}`,
      ...step.times.map(time => whenText(time, row)),
      ...(step.took ? [step.took.text] : []),
      ...step.notes.map(note => noteText(note, row)),
    ].join(' | '),
  )

const stepOf = (facts: Facts, name: StepName) => {
  const step = buildTimeline(facts).find(one => one.name === name)
  if (!step) throw new Error(`no step ${name}`)
  return step
}
const words = (facts: Facts, name: StepName) => stepOf(facts, name).times.map(time => whenText(time, row))
const notesOf = (facts: Facts, name: StepName) => stepOf(facts, name).notes.map(note => noteText(note, row))

describe('whole timelines', () => {
  test('the sample: failed at the destination, both records read', () => {
    expect(lines(failedSample({ orchestration_rule_id: ids.rule }, { rule: ruleOf() }))).toEqual([
      'Created: Rule: PYUSD payouts | 12:30:01',
      'Source transfer: Completed | 12:30:02 | by 12:31:10 | ≤ 1 min 8 s',
      'Conversion: Likely done | 12:31:10 – 12:32:05',
      'Destination transfer: Failed [primary] | 12:32:05 | by 12:34:08 | ≤ 2 min 3 s',
      'Ended: Failed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('the orchestration alone: one bound for all that ended', () => {
    expect(lines(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Completed | by 12:34:10',
      'Conversion: Likely done | 12:30:01 – 12:34:10',
      'Destination transfer: Completed | by 12:34:10',
      'Ended: Completed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('still processing, the orchestration alone: nothing bounds the leg that is complete', () => {
    expect(lines(factsOf('PROCESSING', 'COMPLETED', 'PROCESSING'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Completed | Time not reported',
      'Conversion: Likely done | Time not reported',
      'Destination transfer: Processing | Time not reported',
      'Ended: Not yet',
    ])
  })

  test('awaiting approval', () => {
    expect(lines(factsOf('PENDING', 'PENDING', 'absent'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Approval: Awaiting approval',
      'Source transfer: Planned',
      'Conversion: Not started',
      'Destination transfer: Not reported',
      'Ended: Not yet',
    ])
  })

  test('rejected: at approval, the rest not reached', () => {
    expect(lines(factsOf('REJECTED', 'PENDING', 'absent'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Approval: Rejected [primary] | by 12:34:10',
      'Source transfer: Not reached',
      'Conversion: Not reached',
      'Destination transfer: Not reached',
      'Ended: Rejected | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('failed between the legs: at the conversion', () => {
    expect(lines(factsOf('FAILED', 'COMPLETED', 'PENDING', {}, { transfers: { source: sourceTransfer() } }))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Completed | 12:30:02 | by 12:31:10 | ≤ 1 min 8 s',
      'Conversion: Probably failed here [primary] | 12:31:10 – 12:34:10',
      'Destination transfer: Never started | Paxos still lists it as planned.',
      'Ended: Failed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('failed between the legs of one asset: before the destination transfer', () => {
    expect(lines(factsOf('FAILED', 'COMPLETED', 'absent', sameAsset)).slice(2)).toEqual([
      'Destination transfer: Not reached [primary] | Failed before the destination transfer.',
      'Ended: Failed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('failed early', () => {
    expect(lines(factsOf('FAILED', 'PROCESSING', 'absent'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Unclear [primary] | Time not reported | Failed, probably before funds arrived. | Paxos still lists it as processing.',
      'Conversion: Not started',
      'Destination transfer: Not reached',
      'Ended: Failed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('a source that is not reported was reached all the same when the destination was', () => {
    expect(stepOf(factsOf('FAILED', 'absent', 'FAILED'), 'source').label).toBe('Not reported')
    expect(stepOf(factsOf('FAILED', 'absent', 'PENDING'), 'source').label).toBe('Unclear')
    expect(stepOf(factsOf('FAILED', 'FAILED', 'absent'), 'destination').label).toBe('Not reached')
  })

  test('both legs failed', () => {
    expect(lines(factsOf('FAILED', 'FAILED', 'FAILED', { updated_at: '' }))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Failed [primary] | Time not reported',
      'Conversion: Not started',
      'Destination transfer: Failed [secondary] | Time not reported',
      'Ended: Failed | Time not reported',
    ])
  })

  test('records that disagree: no step is named as the place', () => {
    expect(lines(factsOf('COMPLETED', 'COMPLETED', 'FAILED')).slice(3)).toEqual([
      'Destination transfer: Failed [secondary] | by 12:34:10',
      'Ended: Completed | by 12:34:10 | ≤ 4 min 9 s',
    ])
  })

  test('a failure that could be anywhere stands at the end', () => {
    expect(lines(factsOf('FAILED', 'HELD', 'absent', { created_at: '' }))).toEqual([
      'Created: Rule not reported | Time not reported',
      'Source transfer: HELD (unrecognised)',
      'Conversion: Not started',
      'Destination transfer: Not reached',
      "Ended: Failed [primary] | by 12:34:10 | Paxos doesn't say at which step it failed.",
    ])
  })

  test('an unknown status is neither ended nor not yet', () => {
    expect(lines(factsOf('HELD', 'absent', 'no-status'))).toEqual([
      'Created: Rule not reported | 12:30:01',
      'Source transfer: Not reported',
      'Conversion: Likely done | Time not reported',
      'Destination transfer: No status',
      'Ended: HELD (unrecognised)',
    ])
  })

  test('a record of nothing but a status', () => {
    const bare = { created_at: '', updated_at: '', source_asset: '', destination_asset: '', id: '' }
    expect(lines(factsOf('FAILED', 'absent', 'absent', bare))).toEqual([
      'Created: Rule not reported | Time not reported',
      'Source transfer: Unclear [primary] | Failed, probably before funds arrived.',
      'Destination transfer: Not reached',
      'Ended: Failed | Time not reported',
    ])
  })
})

describe('the conversion', () => {
  test.each([
    ['PROCESSING', 'absent', 'absent', 'Not started'],
    ['PROCESSING', 'PROCESSING', 'PENDING', 'Not started'],
    ['PROCESSING', 'COMPLETED', 'absent', 'Likely in progress'],
    ['PROCESSING', 'COMPLETED', 'PENDING', 'Likely in progress'],
    ['PROCESSING', 'COMPLETED', 'PROCESSING', 'Likely done'],
    ['PROCESSING', 'PROCESSING', 'PROCESSING', 'Likely done'],
    ['PROCESSING', 'absent', 'COMPLETED', 'Likely done'],
    ['PROCESSING', 'COMPLETED', 'no-status', 'Likely done'],
    ['PROCESSING', 'COMPLETED', 'HELD', 'Likely done'],
    ['FAILED', 'COMPLETED', 'FAILED', 'Likely done'],
    ['FAILED', 'FAILED', 'FAILED', 'Not started'],
    ['FAILED', 'FAILED', 'HELD', 'Not started'],
    ['FAILED', 'COMPLETED', 'absent', 'Probably failed here'],
    ['REJECTED', 'absent', 'absent', 'Not reached'],
    ['REJECTED', 'COMPLETED', 'PENDING', 'Not reached'],
    ['REJECTED', 'COMPLETED', 'PROCESSING', 'Likely done'],
    ['COMPLETED', 'absent', 'absent', 'Likely done'],
    ['COMPLETED', 'COMPLETED', 'absent', 'Likely done'],
    ['COMPLETED', 'COMPLETED', 'PENDING', 'Likely in progress'],
    ['COMPLETED', 'PENDING', 'PENDING', 'Not started'],
  ])('%s, source %s, destination %s: %s', (status, source, destination, label) => {
    expect(stepOf(factsOf(status, source, destination), 'conversion')).toMatchObject({ label, inferred: true })
  })

  test('after money in, a destination without an id and with an unknown status leaves it open', () => {
    const json = { destination_transfer: { status: 'HELD' } }
    const label = (status: string) => stepOf(factsOf(status, 'COMPLETED', 'absent', json), 'conversion').label
    expect(label('FAILED')).toBe('Unclear')
    expect(label('PROCESSING')).toBe('Likely in progress')
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
    expect(words(facts, 'conversion')).toEqual(['12:30:02 – 12:32:05'])
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

  test('say exactly when it ended, and how long it took', () => {
    const facts = withEvents('COMPLETED', [['orchestration.completed', '12:34:08.397730']])
    expect(words(facts, 'ended')).toEqual(['12:34:08 exact'])
    expect(stepOf(facts, 'ended').took?.text).toBe('4 min 7 s')
  })

  test('say when it started processing', () => {
    const facts = withEvents('COMPLETED', [['orchestration.processing', '12:30:02']])
    expect(words(facts, 'created')).toEqual(['12:30:01', '12:30:02 exact'])
  })

  test('of a transfer say exactly when its leg ended', () => {
    const object = { object: { id: ids.source } }
    const facts = withEvents('COMPLETED', [['transfer.crypto_deposit.completed', '12:31:09', object]])
    expect(words(facts, 'source')).toEqual(['12:30:02', '12:31:09 exact'])
    expect(stepOf(facts, 'source').took?.text).toBe('1 min 7 s')
  })

  test('the first of several counts', () => {
    const facts = withEvents('COMPLETED', [
      ['orchestration.completed', '12:34:09'],
      ['orchestration.completed', '12:34:08'],
    ])
    expect(words(facts, 'ended')).toEqual(['12:34:08 exact'])
  })

  test.each([
    ['another orchestration', 'orchestration.completed', { object: { id: ids.rule } }],
    ['nothing', 'orchestration.completed', { object: {} }],
    ['another status', 'orchestration.processing', {}],
  ])('about %s say nothing of the end', (_, type, json) => {
    expect(words(withEvents('COMPLETED', [[type, '12:34:08', json]]), 'ended')).toEqual(['by 12:34:10'])
  })

  test('with a time that cannot be read fall back to the bound', () => {
    const facts = withEvents('COMPLETED', [['orchestration.completed', '25:00:00']])
    expect(words(facts, 'ended')).toEqual(['by 12:34:10'])
  })

  test('ahead of the record are a note', () => {
    const facts = withEvents('PROCESSING', [['orchestration.completed', '12:34:08']])
    expect(stepOf(facts, 'ended').label).toBe('Not yet')
    expect(notesOf(facts, 'ended')).toEqual([
      'An event says orchestration.completed (12:34:08); the orchestration still says Processing. Events can run ahead.',
    ])
  })

  test('of an approval bring its step', () => {
    const facts = withEvents('COMPLETED', [
      ['orchestration.approval_granted', '12:30:05'],
      ['orchestration.pending', '12:30:02'],
    ])
    expect(stepOf(facts, 'approval')).toMatchObject({ state: 'done', label: 'Approved', inferred: false })
    expect(words(facts, 'approval')).toEqual(['12:30:02 exact', '12:30:05 exact'])
  })

  test('of an approval that was only asked for leave the outcome inferred, or open', () => {
    const asked = [['orchestration.pending', '12:30:02']] as const
    expect(stepOf(withEvents('COMPLETED', asked), 'approval')).toMatchObject({
      label: 'Likely approved',
      inferred: true,
    })
    expect(stepOf(withEvents('HELD', asked), 'approval')).toMatchObject({
      state: 'not-reported',
      label: 'Outcome not reported',
    })
    expect(words(withEvents('PENDING', asked), 'approval')).toEqual(['12:30:02 exact'])
    expect(words(withEvents('REJECTED', asked), 'approval')).toEqual(['12:30:02 exact', 'by 12:34:10'])
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
    expect(words(facts, 'ended')).toEqual(['by 12:34:10', '12:34:05 – 12:34:10 seen'])
    expect(words(facts, 'destination')).toEqual(['by 12:34:10', '12:34:05 – 12:34:10 seen'])
  })

  test('stands alone where nothing else is known', () => {
    const facts = factsOf(
      'PROCESSING',
      'COMPLETED',
      'PROCESSING',
      {},
      { observed: [seen('source', 'COMPLETED'), seen('destination', 'PROCESSING')] },
    )
    expect(words(facts, 'source')).toEqual(['12:34:05 – 12:34:10 seen'])
    expect(words(facts, 'destination')).toEqual(['12:34:05 – 12:34:10 seen'])
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
    expect(words(facts, 'source')).toEqual(['12:35:00 – 12:35:05 seen'])
  })

  test('gives way to an event', () => {
    const facts = failedSample(
      {},
      {
        observed: [seen('orchestration', 'FAILED')],
        events: { found: [eventOf('orchestration.failed', '2026-04-20T12:34:08Z')], searched: 1 },
      },
    )
    expect(words(facts, 'ended')).toEqual(['12:34:08 exact'])
  })
})

describe('transfer records', () => {
  const notes = (status: string, leg: string, record: string, updated_at = '2026-04-20T12:34:08Z') =>
    notesOf(
      factsOf(status, leg, 'absent', {}, { transfers: { source: sourceTransfer({ status: record, updated_at }) } }),
      'source',
    )

  test('with another status are a note', () => {
    expect(notes('PROCESSING', 'PROCESSING', 'COMPLETED')).toEqual([
      'The transfer record says Completed (12:34:08). It can run ahead of the orchestration.',
    ])
    expect(notes('COMPLETED', 'COMPLETED', 'PENDING', '')).toEqual([
      'The transfer record says Pending. It can run ahead of the orchestration.',
    ])
    expect(notes('PROCESSING', 'PROCESSING', 'HELD')[0]).toContain('The transfer record says HELD (unrecognised)')
    expect(notes('PROCESSING', 'HELD', 'PENDING')[0]).toContain('The transfer record says Pending')
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
      'Destination transfer: Failed [primary] | 12:32:05 | by 12:34:10 | ≤ 2 min 5 s | The transfer record says Pending (12:34:08). It can run ahead of the orchestration.',
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
    expect(words(facts, 'source')).toEqual(['12:30:02', 'Time not reported'])
  })

  test('of another transfer are not used', () => {
    const facts = failedSample({}, { transfers: { source: sourceTransfer({ id: ids.rule }) } })
    expect(words(facts, 'source')).toEqual(['by 12:34:10'])
  })
})

describe('times out of order', () => {
  const earlier = "Earlier than a step before it: these are Paxos's times, and its records are written separately."

  test('are explained', () => {
    const early = sourceTransfer({ created_at: '2026-04-20T12:29:50Z' })
    expect(stepOf(failedSample({}, { transfers: { source: early } }), 'source').notes).toEqual([[earlier]])
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
    expect(stepOf(failedSample({}, { events }), 'destination').notes).toEqual([[earlier]])
  })

  test('to the nanosecond', () => {
    const created_at = '2026-04-20T12:30:01.397729999Z'
    expect(stepOf(failedSample({}, { transfers: { source: sourceTransfer({ created_at }) } }), 'source').notes).toEqual(
      [[earlier]],
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
    expect(step.took).toBeUndefined()
    expect(step.notes).toEqual([
      ["The source transfer's last time is earlier than its first, so no duration is given."],
    ])
  })

  test('an end before the creation gives no duration and is explained', () => {
    const step = stepOf(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', { updated_at: '2026-04-19T00:00:00Z' }), 'ended')
    expect(step.took).toBeUndefined()
    expect(step.notes).toEqual([[earlier]])
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
  expect(notesOf(facts, 'source')).toEqual([
    'The transfer record says Completed (21 Apr 00:00:10). It can run ahead of the orchestration.',
  ])
  expect(factsSpanDates(failedSample())).toBe(false)
})

test('a rule without a name, not read, or another rule is named by its id', () => {
  const label = (rest: Partial<Facts>) =>
    stepOf(failedSample({ orchestration_rule_id: ids.rule }, rest), 'created').label
  expect(label({})).toBe(`Rule: ${ids.rule}`)
  expect(label({ rule: ruleOf({ nickname: '' }) })).toBe(`Rule: ${ids.rule}`)
  expect(label({ rule: ruleOf({ id: ids.source }) })).toBe(`Rule: ${ids.rule}`)
})

describe('a row', () => {
  const rows = (facts: Facts) => buildTimeline(facts)
  const markers = (facts: Facts) => rows(facts).map(({ name, marker, line }) => [name, marker.shape, line].join(' '))

  test('has a green mark only where Paxos reported a time or a status', () => {
    expect(markers(failedSample())).toEqual([
      'created completed solid',
      'source completed dashed',
      'conversion inferred dashed',
      'destination failed faint',
      'ended failed faint',
    ])
    const bare = { created_at: '', updated_at: '', source_asset: '' }
    expect(markers(factsOf('PROCESSING', 'absent', 'absent', bare))).toEqual([
      'created empty dashed',
      'source empty dashed',
      'destination empty dashed',
      'ended empty dashed',
    ])
  })

  test('shows its transfer’s amount, and a conversion its assets', () => {
    const facts = failedSample(
      {},
      {
        transfers: { source: sourceTransfer({ amount: '2500.00', asset: 'USD' }), destination: destinationTransfer() },
      },
    )
    expect(rows(facts).map(({ amount }) => amount)).toEqual([
      undefined,
      '2,500.00 USD',
      'USDC → USDG',
      undefined,
      undefined,
    ])
  })

  test('shows when it ended, else when it began', () => {
    const when = (facts: Facts) => rows(facts).map(step => step.when && whenText(step.when, row))
    expect(when(failedSample())).toEqual([
      '12:30:01',
      'by 12:31:10',
      '12:31:10 – 12:32:05',
      'by 12:34:08',
      'by 12:34:10',
    ])
    const running = { transfers: { source: sourceTransfer({ status: 'PENDING' }) } }
    expect(when(factsOf('PROCESSING', 'PROCESSING', 'PENDING', {}, running))).toEqual([
      '12:30:01',
      '12:30:02',
      undefined,
      undefined,
      undefined,
    ])
  })

  test('lies where its times lie between the creation and the last known time', () => {
    const bars = rows(failedSample({ created_at: '2026-04-20T12:30:00Z', updated_at: '2026-04-20T12:34:10Z' })).map(
      ({ bar }) => bar && [bar.from.toFixed(2), bar.to.toFixed(2), bar.isExact ? 'solid' : 'striped'].join(' '),
    )
    expect(bars).toEqual([
      undefined,
      '0.01 0.28 striped',
      '0.28 0.50 striped',
      '0.50 0.99 striped',
      '0.00 1.00 striped',
    ])
  })

  test('is solid where both of its ends are reported', () => {
    const found = [eventOf('orchestration.failed', '2026-04-20T12:34:10Z')]
    expect(rows(failedSample({}, { events: { found, searched: 1 } })).at(-1)?.bar).toMatchObject({ isExact: true })
  })

  test('goes on to the last known time while it is under way', () => {
    const facts = factsOf(
      'PROCESSING',
      'PROCESSING',
      'PENDING',
      {},
      { transfers: { source: sourceTransfer({ status: 'PENDING' }) } },
    )
    expect(stepOf(facts, 'source').bar).toMatchObject({ to: 1, isExact: false })
  })

  test.each([
    ['the one that failed', failedSample(), 'destination'],
    ['the one under way', factsOf('PROCESSING', 'COMPLETED', 'PROCESSING'), 'destination'],
    [
      'the one that is held',
      factsOf(
        'PROCESSING',
        'PROCESSING',
        'PROCESSING',
        {},
        {
          transfers: {
            source: sourceTransfer({ status: 'PENDING' }),
            destination: destinationTransfer({
              status: 'PENDING',
              secondary_status: { name: 'PENDING_CUSTOMER_APPROVAL' },
            }),
          },
        },
      ),
      'destination',
    ],
    ['none that is complete', factsOf('COMPLETED', 'COMPLETED', 'COMPLETED'), ''],
    ['none where the failure stands between them', factsOf('FAILED', 'COMPLETED', 'absent'), ''],
  ])('is open at first: %s', (_, facts, name) => {
    expect(
      rows(facts)
        .filter(({ isOpen }) => isOpen)
        .map(step => step.name)
        .join(),
    ).toBe(name)
  })

  test('of a held transfer has its own state and Paxos’s status', () => {
    const source = sourceTransfer({ status: 'PENDING', secondary_status: { name: 'TRAVEL_RULE_INFO_REQUESTED' } })
    const facts = factsOf('PROCESSING', 'PROCESSING', 'absent', {}, { transfers: { source } })
    expect(stepOf(facts, 'source')).toMatchObject({
      state: 'held',
      label: 'Processing',
      marker: { shape: 'held', tone: 'pending' },
    })
  })
})

test('no rule is said only where the answer has the field', () => {
  const label = (json: object) => stepOf(factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', json), 'created').label
  expect(label({ orchestration_rule_id: '' })).toBe('No rule')
  expect(label({ orchestration_rule_id: null })).toBe('No rule')
  expect(label({})).toBe('Rule not reported')
  expect(label({ orchestration_rule_id: false })).toBe('Rule not reported')
})

test('a planned leg is planned only while the orchestration is open', () => {
  const label = (status: string, source = 'COMPLETED') =>
    stepOf(factsOf(status, source, 'PENDING'), 'destination').label
  expect(label('PROCESSING')).toBe('Planned')
  expect(label('HELD')).toBe('Planned')
  expect(label('FAILED')).toBe('Never started')
  expect(label('COMPLETED')).toBe('Listed as planned')
})
