/** What each type of event says. One that this table does not list is shown by its name and tells nothing else. */
import type { LegStatus, OrchestrationStatus } from '#paxos/enums.ts'

export type EventMeaning = {
  /** The status that the orchestration had from then on. */
  readonly status?: OrchestrationStatus
  /** The status that the transfer's leg had from then on. */
  readonly legStatus?: LegStatus
  /** What it says of the approval, and the word for it in the timeline. */
  readonly approval?: { readonly outcome: 'asked' | 'granted' | 'refused'; readonly verb: string }
  /** The name of its webhook, as the people who receive it know it. */
  readonly webhook: string
}

const orchestrationEvents: Readonly<Record<string, EventMeaning>> = {
  'orchestration.pending': {
    status: 'PENDING',
    approval: { outcome: 'asked', verb: 'Requested' },
    webhook: 'pending',
  },
  'orchestration.approved': { approval: { outcome: 'granted', verb: 'Approved' }, webhook: 'approved' },
  'orchestration.approval_granted': { approval: { outcome: 'granted', verb: 'Approved' }, webhook: 'approval granted' },
  'orchestration.rejected': {
    status: 'REJECTED',
    approval: { outcome: 'refused', verb: 'Rejected' },
    webhook: 'rejected',
  },
  'orchestration.processing': { status: 'PROCESSING', webhook: 'processing' },
  'orchestration.completed': { status: 'COMPLETED', webhook: 'completed' },
  'orchestration.failed': { status: 'FAILED', webhook: 'failed' },
}

/** The last part of a transfer event's type: `transfer.crypto_deposit.completed`. */
const transferOutcomes: Readonly<Record<string, LegStatus>> = {
  processing: 'PROCESSING',
  completed: 'COMPLETED',
  failed: 'FAILED',
}

/** What an event of this type says; undefined for a type that this version does not know. */
export function eventMeaning(type: string | undefined): EventMeaning | undefined {
  if (type === undefined) return undefined
  if (Object.hasOwn(orchestrationEvents, type)) return orchestrationEvents[type]
  const [kind, ...rest] = type.split('.')
  const outcome = rest.at(-1) ?? ''
  if (kind !== 'transfer') return undefined
  const webhook = rest.join(' ').replaceAll('_', ' ')
  return Object.hasOwn(transferOutcomes, outcome)
    ? { legStatus: transferOutcomes[outcome] as LegStatus, webhook }
    : { webhook }
}
