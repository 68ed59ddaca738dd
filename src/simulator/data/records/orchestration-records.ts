/** Builds the records of one orchestration from a spec, so that IDs, totals, times and events agree. */

import { type JsonObject, present } from '../values/json.ts'
import { after, fromMilliseconds, readInstant, stamp } from '../values/time.ts'
import { eventRecords } from './event-records.ts'
import type { OrchestrationSpec, Side } from './orchestration-spec.ts'
import { owner } from './owner.ts'
import { transferId, transferRecord } from './transfer-record.ts'

/** Everything Paxos has about one orchestration. `created` is its true position in time, whatever the record says. */
export type Records = {
  readonly created: bigint
  readonly orchestration: JsonObject
  readonly transfers: readonly JsonObject[]
  readonly events: readonly JsonObject[]
}

/**
 * The records for a simulator started at `start` (epoch milliseconds). Each part is built when it is read: most of the
 * generated ones are only ever listed.
 */
export function orchestrationRecords(id: string, spec: OrchestrationSpec, start: number): Records {
  const created = createdAt(id, spec, start)
  const transfers = () => [
    transferRecord('source', id, spec, created),
    transferRecord('destination', id, spec, created),
  ]
  return {
    created,
    get orchestration() {
      return orchestrationRecord(id, spec, created)
    },
    get transfers() {
      return transfers().filter(transfer => transfer !== undefined)
    },
    get events() {
      return eventRecords(id, spec, created, transfers())
    },
  }
}

const orchestrationRecord = (id: string, spec: OrchestrationSpec, created: bigint): JsonObject =>
  present({
    id,
    ...owner(spec),
    ref_id: spec.ref,
    source_asset: spec.assets[0],
    destination_asset: spec.assets[1],
    source_amount: spec.amount,
    source_transfer: legJson('source', id, spec),
    destination_transfer: legJson('destination', id, spec),
    status: spec.status,
    fail_reason: spec.reason === undefined ? undefined : { detail: spec.reason },
    source: spec.from.json,
    destination: spec.to.json,
    orchestration_rule_id: spec.rule ?? '',
    created_at: stamp(created),
    updated_at: stamp(after(created, spec.updated)),
    metadata: spec.metadata ?? {},
    ...spec.patch,
  })

const legJson = (side: Side, id: string, spec: OrchestrationSpec) =>
  spec[side] && present({ transfer_id: transferId(side, id, spec), status: spec[side].status })

function createdAt(id: string, { created }: OrchestrationSpec, start: number): bigint {
  if (typeof created === 'string') return readInstant(created) ?? fromMilliseconds(start)
  // Microseconds from the id, as a real clock would give them.
  const micros = created === 0 ? 0n : BigInt(Number.parseInt(id.slice(-6), 16) % 1000)
  return after(fromMilliseconds(start), -created) + micros * 1000n
}
