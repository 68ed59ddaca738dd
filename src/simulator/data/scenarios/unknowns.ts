/** Values, fields and rails that this project does not know. */

import { profile, wallet } from '../records/rail-endpoints.ts'
import { scenario } from '../scenario.ts'
import { day, hour, minute } from '../values/time.ts'

const ordinary = {
  from: wallet('ETHEREUM', 'unknowns'),
  to: profile('payments'),
  assets: ['USDC', 'USD'],
  amount: '140.00',
  source: { status: 'COMPLETED', at: 0.7, until: 60.9 },
  destination: { status: 'COMPLETED', at: 62.0, until: 62.5 },
  updated: 63,
} as const

export const unknowns = {
  'unknown-status': scenario({
    ...ordinary,
    id: '21e73cb8-7df4-4619-8e04-9432d3ef3ad6',
    shows: 'An unknown status, ON_HOLD: shown as sent, not taken for another.',
    ref: 'orch-on-hold-1',
    created: 90 * minute,
    status: 'ON_HOLD',
    destination: { status: 'PENDING' },
  }),
  'unknown-leg-status': scenario({
    ...ordinary,
    id: 'b8c0e999-719c-4d95-b62e-a04de3f34f0f',
    shows: 'Processing; the destination leg has an unknown status, QUEUED.',
    ref: 'orch-queued-1',
    created: 50 * minute,
    status: 'PROCESSING',
    destination: { status: 'QUEUED', at: 62, until: 62.5 },
  }),
  'no-status': scenario({
    ...ordinary,
    id: '2f6f7b3f-cc80-4ecc-ae1f-7649a8dffc20',
    shows: 'No status at all: the page claims neither processing nor final.',
    ref: 'orch-no-status',
    created: 70 * minute,
    status: '',
    patch: { status: undefined },
  }),
  'lower-case-status': scenario({
    ...ordinary,
    id: 'e8433850-9d59-41d8-9afe-71471a4fab6b',
    shows: 'A status in lower case, completed: Paxos documents capitals, so it is not recognised.',
    ref: 'orch-lower-case',
    created: 80 * minute,
    status: 'completed',
  }),
  'unknown-rail': scenario({
    ...ordinary,
    id: '07c1d2ea-7f92-474d-90bc-15a332c10475',
    shows: 'Completed; the destination is on an unknown rail, lightning.',
    ref: 'orch-lightning-1',
    created: 6 * hour,
    status: 'COMPLETED',
    patch: { destination: { lightning: { invoice: 'lnbc1400u1p4example', node: '02eec7245d' } } },
  }),
  'extra-fields': scenario({
    ...ordinary,
    id: 'b60af057-6a7b-4e48-99cf-5c79b57f5a20',
    shows: 'Completed; the record has unknown fields, which only the raw JSON shows.',
    ref: 'orch-extra-fields',
    created: day,
    status: 'COMPLETED',
    patch: {
      conversion: { rate: '1.0000', executed_at: '2026-01-01T00:00:00Z' },
      priority: 7,
      tags: ['a', 'b'],
      parent: null,
      is_retry: false,
    },
  }),
  'null-fields': scenario({
    ...ordinary,
    id: '821ae995-6814-4941-bdb6-70fa2af51841',
    shows: 'Processing; every optional field is null instead of missing.',
    ref: 'orch-null-fields',
    created: 2 * hour,
    status: 'PROCESSING',
    patch: {
      profile_id: null,
      identity_id: null,
      account_id: null,
      customer_id: null,
      source_transfer: null,
      destination_transfer: null,
      fail_reason: null,
      source: null,
      destination: null,
      orchestration_rule_id: null,
      metadata: null,
    },
  }),
}
