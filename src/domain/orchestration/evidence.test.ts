import { describe, expect, test } from 'vitest'
import {
  destinationTransfer,
  eventOf,
  factsOf,
  failedSample,
  ids,
  observed,
  ruleOf,
  sourceTransfer,
} from '../testing/facts.ts'
import { type Evidence, evidence } from './evidence.ts'
import type { Facts } from './facts.ts'

const lines = (facts: Facts) => evidence(facts).map(({ basis, statement, from }) => `${basis}: ${statement} ← ${from}`)

test('the sample, whole', () => {
  const facts = failedSample(
    { orchestration_rule_id: ids.rule, fail_reason: { detail: 'x' } },
    { rule: ruleOf(), events: { found: [], searched: 300 } },
  )
  expect(lines(facts)).toEqual([
    'reported: Status: Failed ← status',
    'reported: Amount: as reported, never rounded ← source_amount, source_asset',
    'inferred: A conversion is part of it, since the assets differ ← source_asset, destination_asset',
    'reported: Created: Recorded 12:30:01 UTC ← created_at',
    'reported: Made by a rule ← orchestration_rule_id, rule nickname',
    'reported: Source transfer: Completed ← source_transfer.status',
    'reported: Source transfer: Recorded 12:30:02 UTC ← source transfer created_at',
    'bounded: Source transfer: Completed by 12:31:10 UTC (last update) ← source transfer updated_at',
    'inferred: Conversion: Done (inferred) ← source_transfer, destination_transfer',
    'inferred: Conversion: Between 12:31:10 and 12:32:05 UTC (inferred) ← the times of both transfers',
    'reported: Destination transfer: Failed ← destination_transfer.status',
    'reported: Destination transfer: Recorded 12:32:05 UTC ← destination transfer created_at',
    'bounded: Destination transfer: Failed by 12:34:08 UTC (last update) ← destination transfer updated_at',
    'bounded: Finished: Failed by 12:34:10 UTC (last update) ← updated_at of the finished orchestration',
    'reported: Source transfer: its details as its own record has them ← source transfer',
    'reported: Destination transfer: its details as its own record has them ← destination transfer',
    'reported: Failed at the destination transfer ← source_transfer.status, destination_transfer.status',
    "reported: Paxos's reason: quoted to the letter ← fail_reason.detail",
    'reported: No matching event in 300 searched ← events',
  ])
})

describe('where a time comes from', () => {
  const from = (facts: Facts, part: string): Evidence | undefined =>
    evidence(facts).find(({ statement }) => statement.includes(part))

  test.each([
    [
      'an event',
      failedSample({}, { events: { found: [eventOf('orchestration.failed', '2026-04-20T12:34:08Z')], searched: 1 } }),
      'Finished: Failed 12:34:08 UTC (event)',
      'reported',
      'event created_at',
    ],
    [
      'the orchestration’s own update',
      factsOf('FAILED', 'COMPLETED', 'FAILED'),
      'Source transfer: Completed by',
      'bounded',
      'updated_at of the finished orchestration',
    ],
    [
      'this tab',
      factsOf(
        'PROCESSING',
        'COMPLETED',
        'absent',
        {},
        {
          observed: [observed('source', 'COMPLETED', '2026-04-20T12:34:05Z', '2026-04-20T12:34:10Z')],
        },
      ),
      'Seen to change',
      'bounded',
      "this tab's own polls",
    ],
    [
      'an event of the transfer',
      failedSample(
        {},
        {
          events: {
            found: [
              eventOf('transfer.crypto_withdrawal.failed', '2026-04-20T12:34:07Z', { object: { id: ids.destination } }),
            ],
            searched: 1,
          },
        },
      ),
      'Destination transfer: Failed 12:34:07 UTC (event)',
      'reported',
      'event created_at',
    ],
    [
      'the start of processing',
      failedSample(
        {},
        { events: { found: [eventOf('orchestration.processing', '2026-04-20T12:30:02Z')], searched: 1 } },
      ),
      'Created: Processing 12:30:02 UTC (event)',
      'reported',
      'event created_at',
    ],
  ])('%s', (_, facts, part, basis, field) => {
    expect(from(facts, part)).toMatchObject({ basis, from: field })
  })
})

test.each([
  [
    'an inferred place',
    factsOf('FAILED', 'COMPLETED', 'absent'),
    'inferred: Failed at the conversion (inferred) ← source_transfer.status, destination_transfer.status',
  ],
  ['a rejection', factsOf('REJECTED', 'absent', 'absent'), 'reported: Failed at approval ← status'],
  [
    'a disagreement',
    factsOf('COMPLETED', 'COMPLETED', 'FAILED'),
    'reported: The orchestration says COMPLETED; the destination transfer says FAILED. ← status, source_transfer.status, destination_transfer.status',
  ],
  [
    'a leg that is not there',
    factsOf('PROCESSING', 'absent', 'absent'),
    'reported: Source transfer: not in the record ← source_transfer.status',
  ],
  ['no rule', factsOf('PROCESSING', 'absent', 'absent'), 'reported: Ad hoc: no rule ← orchestration_rule_id'],
  [
    'no amount',
    factsOf('PROCESSING', 'absent', 'absent', { source_amount: '' }),
    'reported: Amount: not reported ← source_amount, source_asset',
  ],
  [
    'a move that is a guess',
    factsOf('PROCESSING', 'absent', 'absent'),
    'inferred: Whose move: Paxos or the network (inferred) ← nothing reported asks for anything',
  ],
  [
    'a move that Paxos reports',
    factsOf(
      'PROCESSING',
      'COMPLETED',
      'PROCESSING',
      {},
      {
        transfers: {
          source: sourceTransfer(),
          destination: destinationTransfer({ status_details: { missing_trustline: {} } }),
        },
      },
    ),
    'reported: Whose move: Recipient address ← transfer secondary_status, status_details',
  ],
  [
    'contradicting events',
    failedSample({}, { events: { found: [eventOf('orchestration.completed', '2026-04-20T12:34:08Z')], searched: 1 } }),
    'reported: The orchestration says FAILED; an event says orchestration.completed. ← status, event type',
  ],
])('%s', (_, facts, line) => {
  expect(lines(facts)).toContain(line)
})

test('dates are there when the times span several days', () => {
  const facts = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', { updated_at: '2026-04-21T00:00:05Z' })
  expect(lines(facts)).toContain(
    'bounded: Finished: Completed by 2026-04-21 00:00:05 UTC (last update) ← updated_at of the finished orchestration',
  )
})
