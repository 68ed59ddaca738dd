/** The orchestration rule: what turns an incoming deposit into an orchestration. */
import { type Endpoint, readEndpoint } from './endpoint.ts'
import { FieldReader, type Read } from './read.ts'
import { type RuleStatus, readWord, ruleStatuses, type Word } from './words.ts'

/** Field names are Paxos's own. A rule has no `updated_at`. */
export type Rule = {
  readonly id: string | undefined
  readonly ref_id: string | undefined
  readonly nickname: string | undefined
  readonly profile_id: string | undefined
  readonly identity_id: string | undefined
  readonly account_id: string | undefined
  readonly status: Word<RuleStatus>
  readonly source_asset: string | undefined
  readonly destination_asset: string | undefined
  readonly source: Endpoint | undefined
  readonly destination: Endpoint | undefined
  readonly created_at: string | undefined
}

/** Reads one rule object. Never throws; what could not be read is undefined and listed in `problems`. */
export function readRule(json: unknown): Read<Rule> {
  const fields = FieldReader.from(json)
  const value: Rule = {
    id: fields.text('id'),
    ref_id: fields.text('ref_id'),
    nickname: fields.text('nickname'),
    profile_id: fields.text('profile_id'),
    identity_id: fields.text('identity_id'),
    account_id: fields.text('account_id'),
    status: readWord(ruleStatuses, fields.text('status')),
    source_asset: fields.text('source_asset'),
    destination_asset: fields.text('destination_asset'),
    source: readEndpoint(fields, 'source'),
    destination: readEndpoint(fields, 'destination'),
    created_at: fields.text('created_at'),
  }
  return { value, problems: fields.problems }
}
