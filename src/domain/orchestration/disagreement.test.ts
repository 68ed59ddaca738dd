import { describe, expect, test } from 'vitest'
import { at, destinationTransfer, eventOf, factsOf, ids, sourceTransfer } from '../testing/facts.ts'
import { disagreementHeading, disagreements } from './disagreement.ts'

test('the heading is the banner’s', () => {
  expect(disagreementHeading).toBe("Paxos's records disagree")
})

describe('the orchestration and its legs', () => {
  test.each([
    ['FAILED', 'COMPLETED', 'COMPLETED', 'The orchestration says FAILED; both transfers say COMPLETED.'],
    ['FAILED', 'PENDING', 'COMPLETED', 'The orchestration says FAILED; the destination transfer says COMPLETED.'],
    [
      'COMPLETED',
      'COMPLETED',
      'PROCESSING',
      'The orchestration says COMPLETED; the destination transfer says PROCESSING.',
    ],
    ['COMPLETED', 'PENDING', 'COMPLETED', 'The orchestration says COMPLETED; the source transfer says PENDING.'],
    [
      'COMPLETED',
      'PROCESSING',
      'FAILED',
      'The orchestration says COMPLETED; the source transfer says PROCESSING and the destination transfer says FAILED.',
    ],
    ['REJECTED', 'COMPLETED', 'COMPLETED', 'The orchestration says REJECTED; the destination transfer says COMPLETED.'],
    [
      'PROCESSING',
      'FAILED',
      'COMPLETED',
      'The orchestration says PROCESSING; the source transfer says FAILED and the destination transfer says COMPLETED.',
    ],
  ])('%s with %s and %s', (status, source, destination, sentence) => {
    expect(disagreements(factsOf(status, source, destination))).toMatchObject([{ about: 'legs', sentence }])
  })

  test.each([
    ['COMPLETED', 'COMPLETED', 'COMPLETED'],
    // A leg that is not reported, or in a word not known, contradicts nothing.
    ['COMPLETED', 'absent', 'absent'],
    ['COMPLETED', 'COMPLETED', 'absent'],
    ['COMPLETED', 'HELD', 'no-status'],
    ['FAILED', 'COMPLETED', 'FAILED'],
    ['FAILED', 'FAILED', 'FAILED'],
    ['FAILED', 'COMPLETED', 'PROCESSING'],
    // The money may well have come in before the approval was refused.
    ['REJECTED', 'COMPLETED', 'PENDING'],
    ['PROCESSING', 'COMPLETED', 'COMPLETED'],
    ['PENDING', 'COMPLETED', 'absent'],
    ['HELD', 'COMPLETED', 'FAILED'],
    ['', 'COMPLETED', 'COMPLETED'],
  ])('%s with %s and %s agree', (status, source, destination) => {
    expect(disagreements(factsOf(status, source, destination))).toEqual([])
  })

  test('gives both values with their times: the transfer record’s own where it was read', () => {
    const [one] = disagreements(
      factsOf('FAILED', 'COMPLETED', 'COMPLETED', {}, { transfers: { source: sourceTransfer() } }),
    )
    expect(one?.values).toEqual([
      { record: 'Orchestration', value: 'FAILED', at: at('2026-04-20T12:34:10Z') },
      { record: 'Source transfer', value: 'COMPLETED', at: at('2026-04-20T12:31:10Z') },
      { record: 'Destination transfer', value: 'COMPLETED', at: at('2026-04-20T12:34:10Z') },
    ])
  })

  test('has no time where Paxos gave none', () => {
    const [one] = disagreements(factsOf('FAILED', 'COMPLETED', 'COMPLETED', { updated_at: '' }))
    expect(one?.values.map(value => value.at)).toEqual([undefined, undefined, undefined])
  })

  test('a transfer record of its own does not disagree: that is a note on the step', () => {
    const transfers = { source: sourceTransfer({ status: 'PENDING' }), destination: destinationTransfer() }
    expect(disagreements(factsOf('FAILED', 'COMPLETED', 'FAILED', {}, { transfers }))).toEqual([])
  })
})

describe('events', () => {
  const withEvent = (status: string, type: string, json = {}) =>
    factsOf(
      status,
      'COMPLETED',
      status === 'COMPLETED' ? 'COMPLETED' : 'FAILED',
      {},
      {
        events: { found: [eventOf(type, '2026-04-20T12:34:08Z', json)], searched: 1 },
      },
    )

  test('another terminal status in an event is shown beside the record’s', () => {
    expect(disagreements(withEvent('FAILED', 'orchestration.completed'))).toEqual([
      {
        about: 'event',
        sentence: 'The orchestration says FAILED; an event says orchestration.completed.',
        values: [
          { record: 'Orchestration', value: 'FAILED', at: at('2026-04-20T12:34:10Z') },
          { record: 'Event event', value: 'orchestration.completed', at: at('2026-04-20T12:34:08Z') },
        ],
      },
    ])
  })

  test.each([
    ['the same status', withEvent('FAILED', 'orchestration.failed')],
    ['an earlier status', withEvent('FAILED', 'orchestration.processing')],
    ['an event ahead of an open record', withEvent('PROCESSING', 'orchestration.completed')],
    ['another object', withEvent('FAILED', 'orchestration.completed', { object: { id: ids.source } })],
    ['no object', withEvent('FAILED', 'orchestration.completed', { object: undefined })],
  ])('%s is none', (_, facts) => {
    expect(disagreements(facts)).toEqual([])
  })
})
