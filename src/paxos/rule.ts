/** The orchestration rule: what turns an incoming deposit into an orchestration. */

import { type EnumValue, type RuleStatus, readEnum, ruleStatuses } from './enums.ts'
import { type RailEndpoint, readRailEndpoint } from './rail-endpoint.ts'
import { FieldReader, type Read } from './read.ts'

/** Field names are Paxos's own. A rule has no `updated_at`. */
export type Rule = {
  readonly id: string | undefined
  readonly ref_id: string | undefined
  readonly nickname: string | undefined
  readonly profile_id: string | undefined
  readonly identity_id: string | undefined
  readonly account_id: string | undefined
  readonly status: EnumValue<RuleStatus>
  readonly source_asset: string | undefined
  readonly destination_asset: string | undefined
  readonly source: RailEndpoint | undefined
  readonly destination: RailEndpoint | undefined
  readonly created_at: string | undefined
}

/** Reads one rule object. Never throws; unreadable fields are undefined and listed in `problems`. */
export function readRule(json: unknown): Read<Rule> {
  const fields = FieldReader.from(json)
  const value: Rule = {
    id: fields.text('id'),
    ref_id: fields.text('ref_id'),
    nickname: fields.text('nickname'),
    profile_id: fields.text('profile_id'),
    identity_id: fields.text('identity_id'),
    account_id: fields.text('account_id'),
    status: readEnum(ruleStatuses, fields.text('status')),
    source_asset: fields.text('source_asset'),
    destination_asset: fields.text('destination_asset'),
    source: readRailEndpoint(fields, 'source'),
    destination: readRailEndpoint(fields, 'destination'),
    created_at: fields.text('created_at'),
  }
  return { value, problems: fields.problems }
}
