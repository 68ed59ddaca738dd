/** The orchestration record: an intent to move a source asset over a source rail to a destination over another. */

import {
  type EnumValue,
  type LegStatus,
  legStatuses,
  type OrchestrationStatus,
  orchestrationStatuses,
  readEnum,
} from './enums.ts'
import { type RailEndpoint, readRailEndpoint } from './rail-endpoint.ts'
import { FieldReader, type Read } from './read.ts'

/** One half of the movement, as the orchestration reports it. `transfer_id` is unknown while the leg is planned. */
export type Leg = { readonly transfer_id: string | undefined; readonly status: EnumValue<LegStatus> }

/** Field names are Paxos's own. Amounts are decimal text, times RFC 3339 text with up to nanoseconds; neither is validated here. */
export type Orchestration = {
  readonly id: string | undefined
  readonly profile_id: string | undefined
  readonly identity_id: string | undefined
  readonly account_id: string | undefined
  readonly customer_id: string | undefined
  readonly ref_id: string | undefined
  readonly source_asset: string | undefined
  readonly destination_asset: string | undefined
  readonly source_amount: string | undefined
  readonly source_transfer: Leg | undefined
  readonly destination_transfer: Leg | undefined
  readonly status: EnumValue<OrchestrationStatus>
  readonly fail_reason: { readonly detail: string | undefined } | undefined
  readonly source: RailEndpoint | undefined
  readonly destination: RailEndpoint | undefined
  readonly orchestration_rule_id: string | undefined
  /** The rule field is present and empty: no rule made it. Also false when the field is absent. */
  readonly says_no_rule: boolean
  readonly created_at: string | undefined
  readonly updated_at: string | undefined
  readonly metadata: readonly (readonly [key: string, value: string])[]
}

/** Reads one orchestration object. Never throws; unreadable fields are undefined and listed in `problems`. */
export function readOrchestration(json: unknown): Read<Orchestration> {
  const fields = FieldReader.from(json)
  const failReason = fields.object('fail_reason')
  const value: Orchestration = {
    id: fields.text('id'),
    profile_id: fields.text('profile_id'),
    identity_id: fields.text('identity_id'),
    account_id: fields.text('account_id'),
    customer_id: fields.text('customer_id'),
    ref_id: fields.text('ref_id'),
    source_asset: fields.text('source_asset'),
    destination_asset: fields.text('destination_asset'),
    source_amount: fields.text('source_amount'),
    source_transfer: readLeg(fields, 'source_transfer'),
    destination_transfer: readLeg(fields, 'destination_transfer'),
    status: readEnum(orchestrationStatuses, fields.text('status')),
    fail_reason: failReason && { detail: failReason.text('detail') },
    source: readRailEndpoint(fields, 'source'),
    destination: readRailEndpoint(fields, 'destination'),
    orchestration_rule_id: fields.text('orchestration_rule_id'),
    says_no_rule: fields.isEmpty('orchestration_rule_id'),
    created_at: fields.text('created_at'),
    updated_at: fields.text('updated_at'),
    metadata: fields.pairs('metadata'),
  }
  return { value, problems: fields.problems }
}

/** A leg with neither id nor status says nothing, so an empty object reads as an absent leg. */
function readLeg(parent: FieldReader, name: string): Leg | undefined {
  const fields = parent.object(name)
  if (!fields) return undefined
  const leg: Leg = { transfer_id: fields.text('transfer_id'), status: readEnum(legStatuses, fields.text('status')) }
  return leg.transfer_id === undefined && leg.status.raw === undefined ? undefined : leg
}
