import { describe, expect, test } from 'vitest'
import { at, destinationTransfer, eventOf, factsOf, ids, sourceTransfer } from '../testing/facts.ts'
import { disagreementHeading, disagreements } from './disagreement.ts'

test('the heading is the banner’s', () => {
  expect(disagreementHeading).toBe("Paxos's records disagree")
})

describe('the orchestration and its legs', () => {
  test.each([
    ['FAILED', 'COMPLETED', 'COMPLETED', 'The orchestration says Failed; both transfers say Completed.'],
    ['FAILED', 'PENDING', 'COMPLETED', 'The orchestration says Failed; the destination transfer says Completed.'],
    [
      'COMPLETED',
      'COMPLETED',
      'PROCESSING',
      'The orchestration says Completed; the destination transfer says Processing.',
    ],
    ['COMPLETED', 'PENDING', 'COMPLETED', 'The orchestration says Completed; the source transfer says Planned.'],
    [
      'COMPLETED',
      'PROCESSING',
      'FAILED',
      'The orchestration says Completed; the source transfer says Processing and the destination transfer says Failed.',
    ],
    ['REJECTED', 'COMPLETED', 'COMPLETED', 'The orchestration says Rejected; the destination transfer says Completed.'],
    [
      'PROCESSING',
      'FAILED',
      'COMPLETED',
      'The orchestration says Processing; the source transfer says Failed and the destination transfer says Completed.',
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
      { record: 'The orchestration', value: 'Failed', at: at('2026-04-20T12:34:10Z') },
      { record: 'The source transfer', value: 'Completed', at: at('2026-04-20T12:31:10Z') },
      { record: 'The destination transfer', value: 'Completed', at: at('2026-04-20T12:34:10Z') },
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
        sentence: 'The orchestration says Failed; an event says orchestration.completed.',
        values: [
          { record: 'The orchestration', value: 'Failed', at: at('2026-04-20T12:34:10Z') },
          { record: 'An event', value: 'orchestration.completed', at: at('2026-04-20T12:34:08Z') },
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
