/** The record of a misbehaving ID, as it would be without the misbehaviour. */

import { orchestrationRecords, type Records } from './records/orchestration-records.ts'
import type { OrchestrationSpec } from './records/orchestration-spec.ts'
import { profile, wallet } from './records/rail-endpoints.ts'
import { isUuid, runFamily } from './run-family.ts'
import type { Held } from './scenario.ts'
import { type Sentinel, sentinels } from './sentinels.ts'

const spec: OrchestrationSpec = {
  ref: 'orch-sentinel',
  created: 3600,
  from: wallet('ETHEREUM', 'sentinel'),
  to: profile('payments'),
  assets: ['USDC', 'USD'],
  amount: '75.00',
  status: 'COMPLETED',
  source: { status: 'COMPLETED', at: 1, until: 40 },
  destination: { status: 'COMPLETED', at: 41, until: 42 },
  updated: 43,
}

export const sentinelRecords = (id: string, start: number): Records =>
  orchestrationRecords(id, { ...spec, ref: `${spec.ref}-${id.slice(-12)}` }, start)

const byFamily = new Map<string, Sentinel>(
  Object.values<Sentinel>(sentinels)
    .filter(({ does }) => does)
    .map(sentinel => [runFamily(sentinel.id), sentinel]),
)

/** The sentinel of an ID: any UUID with its first four groups. */
export const sentinelFor = (id: string): Sentinel | undefined => (isUuid(id) ? byFamily.get(runFamily(id)) : undefined)

/** The one that recovers, and then has transfers and events too. */
export const recovering: Held = {
  id: sentinels.recovers.id,
  records: start => sentinelRecords(sentinels.recovers.id, start),
  run: sentinelRecords,
}
