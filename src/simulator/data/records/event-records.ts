/** Builds the events of one orchestration. */
import { type JsonObject, present } from '../values/json.ts'
import { seededUuid } from '../values/seeded.ts'
import { after, stamp } from '../values/time.ts'
import type { EventSpec, OrchestrationSpec } from './orchestration-spec.ts'

/** The events in the spec, or else the usual ones. */
export const eventRecords = (
  id: string,
  spec: OrchestrationSpec,
  created: bigint,
  transfers: readonly (JsonObject | undefined)[],
): JsonObject[] =>
  (spec.events ?? usualEvents(spec, transfers)).map((event, index) => eventJson(id, spec, created, event, index))

function usualEvents(spec: OrchestrationSpec, transfers: readonly (JsonObject | undefined)[]): EventSpec[] {
  const events: EventSpec[] = []
  if (['PROCESSING', 'COMPLETED', 'FAILED'].includes(spec.status))
    events.push({ type: 'orchestration.processing', at: 0.4 })
  for (const [index, leg] of [spec.source, spec.destination].entries()) {
    const transfer = transfers[index]
    if (!transfer || !leg || leg.until === undefined || (leg.status !== 'COMPLETED' && leg.status !== 'FAILED'))
      continue
    const { id, type, status, ref_id, crypto_network, crypto_tx_hash } = transfer
    events.push({
      type: `transfer.${String(type)}.${leg.status}`.toLowerCase(),
      at: leg.until,
      object: present({ id, type, status, ref_id, crypto_network, crypto_tx_hash }),
    })
  }
  if (spec.status === 'COMPLETED' || spec.status === 'FAILED')
    events.push({
      type: `orchestration.${spec.status.toLowerCase()}`,
      at: spec.updated,
      ...(spec.undelivered !== undefined && { undelivered: spec.undelivered }),
    })
  return events
}

function eventJson(id: string, spec: OrchestrationSpec, created: bigint, event: EventSpec, index: number): JsonObject {
  const [objectType = '', word = ''] = event.type.split('.')
  return {
    id: seededUuid(`${id} event ${index}`),
    type: event.type,
    object_type: objectType,
    object:
      event.object ?? present({ id, ref_id: spec.ref, status: word.toUpperCase(), orchestration_rule_id: spec.rule }),
    created_at: stamp(after(created, event.at)),
    undelivered_webhooks: event.undelivered ?? 0,
  }
}
