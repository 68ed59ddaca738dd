/**
 * The closed-looking word lists of the Paxos API, and how a word outside them is carried.
 *
 * Every list here is open in practice: Paxos added `PENDING` and `REJECTED` to the orchestration statuses in 2026. So a
 * word is never mapped to another one and never throws; it is carried as it came, marked as unknown.
 */

/** A word from an open list: `known` when this version has it in its vocabulary, `raw` exactly as Paxos sent it. */
export type Word<Known extends string> =
  | { readonly known: Known; readonly raw: string }
  | { readonly known: undefined; readonly raw: string | undefined }

/** No word at all: the field was absent, null or empty. */
export const noWord = { known: undefined, raw: undefined } as const

/** Reads one word against a vocabulary. The comparison is exact: `completed` is not `COMPLETED`. */
export function readWord<Known extends string>(vocabulary: readonly Known[], raw: string | undefined): Word<Known> {
  if (raw === undefined || raw === '') return noWord
  const known = vocabulary.find(word => word === raw)
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
