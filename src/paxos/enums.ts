/**
 * The enumerations of the Paxos API, and how a value outside them is kept.
 *
 * Every list here is open in practice: Paxos added `PENDING` and `REJECTED` to the orchestration statuses in 2026. So
 * an unlisted value never throws and is never mapped to another one: it is kept as sent and marked as unknown.
 */

/** A value of an open enumeration: `known` when this version lists it, `raw` exactly as Paxos sent it. */
export type EnumValue<Known extends string> =
  | { readonly known: Known; readonly raw: string }
  | { readonly known: undefined; readonly raw: string | undefined }

/** No value: the field was absent, null or empty. */
export const noValue = { known: undefined, raw: undefined } as const

/** Reads one value. The comparison is exact: `completed` is not `COMPLETED`. */
export function readEnum<Known extends string>(values: readonly Known[], raw: string | undefined): EnumValue<Known> {
  if (raw === undefined || raw === '') return noValue
  const known = values.find(value => value === raw)
  return known === undefined ? { known: undefined, raw } : { known, raw: known }
}

export const orchestrationStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REJECTED'] as const
export type OrchestrationStatus = (typeof orchestrationStatuses)[number]

/** The status of a leg, as the orchestration reports it. `PENDING` here means planned, not awaiting approval. */
export const legStatuses = ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED'] as const
export type LegStatus = (typeof legStatuses)[number]

/** The status of a transfer record: another vocabulary than the leg's, and the two update separately. */
export const transferStatuses = ['PENDING', 'COMPLETED', 'FAILED'] as const
export type TransferStatus = (typeof transferStatuses)[number]

export const secondaryStatuses = [
  'TRAVEL_RULE_INFO_REQUESTED',
  'TRAVEL_RULE_REJECTED',
  'CUSTOMER_REJECTED',
  'PENDING_CUSTOMER_APPROVAL',
] as const
export type SecondaryStatus = (typeof secondaryStatuses)[number]

/** The keys that `status_details` of a transfer may carry, at most one at a time. */
export const statusDetailKeys = [
  'missing_trustline',
  'max_rent_exceeded',
  'pending_customer_approval',
  'stale_fee_quote',
  'invalid_destination_address',
] as const
export type StatusDetailKey = (typeof statusDetailKeys)[number]

export const ruleStatuses = ['ACTIVE', 'DELETED', 'PENDING', 'REJECTED'] as const
export type RuleStatus = (typeof ruleStatuses)[number]

export const transferDirections = ['CREDIT', 'DEBIT'] as const
export type TransferDirection = (typeof transferDirections)[number]
