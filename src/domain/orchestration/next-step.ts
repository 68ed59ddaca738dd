/** Whose move it is: who can do something about a payment that waits, and by whose word we say so. */
import type { SecondaryStatus, StatusDetailKey } from '#paxos/enums.ts'
import type { Facts, LegName } from './facts.ts'
import { inferredMove, type Move } from './inferred-move.ts'
import { type LegFacts, legFacts, legNames } from './leg.ts'
import { isTerminal } from './status.ts'

type Known = Pick<Move, 'who' | 'tone'> & {
  readonly says: string
  /** Asks for something that no longer helps once the orchestration is over. */
  readonly onlyWhileOpen?: boolean
}

const bySecondaryStatus: Readonly<Record<SecondaryStatus, Known>> = {
  TRAVEL_RULE_INFO_REQUESTED: {
    who: 'Your company: provide travel-rule information',
    tone: 'act',
    says: 'waits for travel-rule information',
    onlyWhileOpen: true,
  },
  PENDING_CUSTOMER_APPROVAL: {
    who: 'Your approvers',
    tone: 'act',
    says: "waits for your company's approval",
    onlyWhileOpen: true,
  },
  TRAVEL_RULE_REJECTED: { who: 'Final: start again', tone: 'none', says: 'was refused under the travel rule' },
  CUSTOMER_REJECTED: { who: 'Final: start again', tone: 'none', says: "was rejected by your company's approvers" },
}

const byStatusDetail: Readonly<Record<StatusDetailKey, Known>> = {
  missing_trustline: { who: 'Recipient address', tone: 'act', says: 'needs a trustline at the recipient address' },
  invalid_destination_address: { who: 'Recipient address', tone: 'act', says: 'has an invalid destination address' },
  stale_fee_quote: { who: 'Retry by your payments team', tone: 'act', says: 'was made with a stale fee quote' },
  max_rent_exceeded: { who: 'Contact Paxos', tone: 'act', says: 'exceeds the maximum rent' },
  pending_customer_approval: {
    who: 'Your approvers',
    tone: 'act',
    says: "waits for your company's approval",
    onlyWhileOpen: true,
  },
}

/**
 * Says whose move it is, or undefined when there is nothing to say: completed, or over with no reason that names
 * anyone. What a transfer record reports comes first; the leg that failed or is not complete speaks.
 */
export function nextStep(facts: Facts): Move | undefined {
  const { status } = facts.orchestration
  if (status.known === 'COMPLETED') return undefined
  const isOver = isTerminal(status)
  for (const name of legNames) {
    const reported = reportedMove(legFacts(facts, name), isOver)
    if (reported) return reported
  }
  return inferredMove(facts)
}

function reportedMove(leg: LegFacts, isOver: boolean): Move | undefined {
  if (!leg.transfer || leg.progress === 'COMPLETED') return undefined
  const { secondary_status, status_details } = leg.transfer
  const word = secondary_status?.name
  const known = word?.known && bySecondaryStatus[word.known]
  const detail = status_details.known && byStatusDetail[status_details.known]
  // A refusal is the last word; otherwise the detail names the thing to mend.
  for (const [found, raw] of [
    [known, word?.raw],
    [detail, status_details.raw],
  ] as const) {
    if (found && !(isOver && found.onlyWhileOpen)) return moveOf(leg.name, found, raw ?? '', secondary_status?.detail)
  }
  const unknown = word?.known === undefined ? word?.raw : undefined
  const unread = unknown ?? (status_details.known === undefined ? status_details.raw : undefined)
  if (unread === undefined) return undefined
  return {
    who: 'Not known',
    why: `The ${leg.name} transfer reports "${unread}", which this version doesn't know. Check Paxos docs.${quoted(secondary_status?.detail)}`,
    inferred: false,
    tone: isOver ? 'none' : 'wait',
  }
}

const moveOf = (leg: LegName, { who, tone, says }: Known, raw: string, detail: string | undefined): Move => ({
  who,
  tone,
  inferred: false,
  why: `The ${leg} transfer ${says} (${raw}).${quoted(detail)}`,
})

const quoted = (detail: string | undefined) => (detail === undefined ? '' : ` Paxos says: "${detail}"`)
