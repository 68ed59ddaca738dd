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
    'reported: Status: Failed ← status: FAILED',
    'reported: Amount: as reported, never rounded ← source_amount, source_asset',
    'inferred: Includes a conversion, since the assets differ ← source_asset, destination_asset',
    'reported: Created: 12:30:01 UTC, recorded by Paxos ← created_at',
    'reported: Made by a rule ← orchestration_rule_id, rule nickname',
    'reported: Source transfer: Completed ← source_transfer.status: COMPLETED',
    'reported: Source transfer: 12:30:02 UTC, recorded by Paxos ← source transfer created_at',
    'bounded: Source transfer completed: by 12:31:10 UTC (last update) ← source transfer updated_at',
    'inferred: Conversion: Likely done ← source_transfer, destination_transfer',
    'inferred: Conversion: between 12:31:10 and 12:32:05 UTC (inferred) ← the times of both transfers',
    'reported: Destination transfer: Failed ← destination_transfer.status: FAILED',
    'reported: Destination transfer: 12:32:05 UTC, recorded by Paxos ← destination transfer created_at',
    'bounded: Destination transfer failed: by 12:34:08 UTC (last update) ← destination transfer updated_at',
    'bounded: Failed: by 12:34:10 UTC (last update) ← updated_at of the orchestration, once it has ended',
    'reported: Source transfer: details from its own record ← source transfer',
    'reported: Destination transfer: details from its own record ← destination transfer',
    'reported: Failed at the destination transfer ← source_transfer.status, destination_transfer.status',
    "reported: Paxos's reason, quoted as it came ← fail_reason.detail",
    'inferred: Who needs to act: Nobody has been asked to act. ← no transfer record names anyone',
    'reported: No exact times available. ← events',
  ])
})

describe('where a time comes from', () => {
  const from = (facts: Facts, part: string): Evidence | undefined =>
    evidence(facts).find(({ statement }) => statement.includes(part))

  test.each([
    [
      'an event',
      failedSample({}, { events: { found: [eventOf('orchestration.failed', '2026-04-20T12:34:08Z')], searched: 1 } }),
      'Failed: 12:34:08 UTC, from an event',
      'reported',
      'event created_at',
    ],
    [
      'the orchestration’s own update',
      factsOf('FAILED', 'COMPLETED', 'FAILED'),
      'Source transfer completed: by',
      'bounded',
      'updated_at of the orchestration, once it has ended',
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
      'seen to change',
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
      'Destination transfer failed: 12:34:07 UTC, from an event',
      'reported',
      'event created_at',
    ],
    [
      'the start of processing',
      failedSample(
        {},
        { events: { found: [eventOf('orchestration.processing', '2026-04-20T12:30:02Z')], searched: 1 } },
      ),
      'Processing: 12:30:02 UTC, from an event',
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
    'inferred: Failed, probably at the conversion ← source_transfer.status, destination_transfer.status',
  ],
  ['a rejection', factsOf('REJECTED', 'absent', 'absent'), 'reported: Rejected at approval ← status'],
  [
    'a disagreement',
    factsOf('COMPLETED', 'COMPLETED', 'FAILED'),
    'reported: The orchestration says Completed; the destination transfer says Failed. ← status, source_transfer.status, destination_transfer.status',
  ],
  [
    'a leg that is not there',
    factsOf('PROCESSING', 'absent', 'absent'),
    'reported: Source transfer: not in the record ← source_transfer.status',
  ],
  ['no rule', factsOf('PROCESSING', 'absent', 'absent'), 'reported: Rule not reported ← orchestration_rule_id'],
  [
    'no amount',
    factsOf('PROCESSING', 'absent', 'absent', { source_amount: '' }),
    'reported: Amount: not reported ← source_amount, source_asset',
  ],
  [
    'an inferred step',
    factsOf('PROCESSING', 'absent', 'absent'),
    'inferred: Who needs to act: Nobody has been asked to act. ← no transfer record names anyone',
  ],
  [
    'a step that Paxos reports',
    factsOf(
      'PROCESSING',
      'COMPLETED',
      'PROCESSING',
      {},
      {
        transfers: {
          source: sourceTransfer(),
          destination: destinationTransfer({ asset: 'PYUSD', status_details: { missing_trustline: {} } }),
        },
      },
    ),
    'reported: Who needs to act: The recipient: add a trustline for PYUSD ← transfer secondary_status, status_details',
  ],
  [
    'contradicting events',
    failedSample({}, { events: { found: [eventOf('orchestration.completed', '2026-04-20T12:34:08Z')], searched: 1 } }),
    'reported: The orchestration says Failed; an event says orchestration.completed. ← status, event type',
  ],
])('%s', (_, facts, line) => {
  expect(lines(facts)).toContain(line)
})

test('dates are there when the times span several days', () => {
  const facts = factsOf('COMPLETED', 'COMPLETED', 'COMPLETED', { updated_at: '2026-04-21T00:00:05Z' })
  expect(lines(facts)).toContain(
    'bounded: Completed: by 2026-04-21 00:00:05 UTC (last update) ← updated_at of the orchestration, once it has ended',
  )
})
