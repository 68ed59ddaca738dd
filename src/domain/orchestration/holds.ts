/**
 * What holds a transfer or ended it, as its record says beside its status: the secondary status and the status detail.
 * One row for each; a value that the table does not list is shown by its name and tells nothing else.
 */
import type { SecondaryStatus, StatusDetailKey } from '#paxos/enums.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Facts } from './facts.ts'
import { type LegFacts, legFacts, legNames } from './leg.ts'
import { transferMeaning } from './status.ts'

type HoldMeaning = {
  /** In the transfer's facts. */
  readonly label: string
  /** While the orchestration is open: completes "On hold: …". Undefined for a refusal, which holds nothing. */
  readonly onHold: string | undefined
  /** Who can do something about it, and what. */
  readonly who: string
  /** Waits for a person, so that no network's usual time says anything about it. */
  readonly waitsForPerson: boolean
  /** Asks for something that no longer helps once the transfer or the orchestration is over. */
  readonly onlyWhileOpen: boolean
}

const approval: HoldMeaning = {
  label: "Waiting for your company's approval.",
  onHold: 'approval needed from your approvers',
  who: 'Your approvers',
  waitsForPerson: true,
  onlyWhileOpen: true,
}

const refused = {
  onHold: undefined,
  who: "Nobody: it can't be retried. Create a new one.",
  waitsForPerson: false,
  onlyWhileOpen: false,
} as const

const mend = { waitsForPerson: true, onlyWhileOpen: false } as const

/** `{asset}` stands for the transfer's asset. */
const holdTable = {
  TRAVEL_RULE_INFO_REQUESTED: {
    label: 'Travel-rule details requested.',
    onHold: 'travel-rule details needed from you',
    who: 'You: send Paxos the travel-rule details',
    waitsForPerson: true,
    onlyWhileOpen: true,
  },
  PENDING_CUSTOMER_APPROVAL: approval,
  TRAVEL_RULE_REJECTED: { ...refused, label: 'Rejected under the travel rule.' },
  CUSTOMER_REJECTED: { ...refused, label: 'Rejected by your approvers.' },
  pending_customer_approval: approval,
  missing_trustline: {
    ...mend,
    label: "The recipient's account must add a trustline for {asset} first.",
    onHold: 'the recipient must add a trustline for {asset}',
    who: 'The recipient: add a trustline for {asset}',
  },
  invalid_destination_address: {
    ...mend,
    label: 'The destination address is invalid.',
    onHold: 'the recipient must give another address',
    who: 'The recipient: give another address',
  },
  stale_fee_quote: {
    ...mend,
    label: 'The fee quote expired.',
    onHold: 'the fee quote expired',
    who: 'Your payments team: retry (the fee quote expired)',
  },
  max_rent_exceeded: {
    ...mend,
    label: "Opening the recipient's account costs more than the limit.",
    onHold: "opening the recipient's account costs more than the limit",
    who: "Paxos: contact them (opening the recipient's account costs more than the limit)",
  },
} as const satisfies Record<SecondaryStatus | StatusDetailKey, HoldMeaning>

/** One thing that a transfer record says beside its status. */
export type Reported = {
  /** As Paxos sent it. */
  readonly raw: string
  /** Paxos's own sentence, where it gives one. */
  readonly detail: string | undefined
  /** Undefined for a value that this version does not know. */
  readonly meaning: HoldMeaning | undefined
}

/** What the record says beside its status: the secondary status first, then the status detail. */
export function reportedBy({ secondary_status, status_details, asset }: Transfer): readonly Reported[] {
  const name = secondary_status?.name
  const rows: Reported[] = []
  if (name?.raw !== undefined || secondary_status?.detail !== undefined)
    rows.push({
      raw: name?.raw ?? 'no value',
      detail: secondary_status?.detail,
      meaning: meaningOf(name?.known, asset),
    })
  if (status_details.raw !== undefined)
    rows.push({ raw: status_details.raw, detail: undefined, meaning: meaningOf(status_details.known, asset) })
  return rows
}

function meaningOf(
  known: SecondaryStatus | StatusDetailKey | undefined,
  asset: string | undefined,
): HoldMeaning | undefined {
  if (known === undefined) return undefined
  const filled = (text: string) => text.replace('{asset}', asset ?? 'the asset')
  const row: HoldMeaning = holdTable[known]
  return {
    ...row,
    label: filled(row.label),
    onHold: row.onHold && filled(row.onHold),
    who: filled(row.who),
  }
}

/** "Travel-rule details requested.", "Unrecognised by this version." */
export const reportedLabel = ({ meaning }: Reported): string => meaning?.label ?? 'Unrecognised by this version.'

/** Something reported that still stands, and the leg whose transfer reports it. */
export type Standing = Reported & { readonly leg: LegFacts }

/**
 * What stands: of the first leg that is not complete, whose record is read and says something beside its status. A known
 * value comes before an unknown one. `isOver`: the orchestration is terminal, so that requests no longer help.
 */
export function standing(facts: Facts, isOver: boolean): Standing | undefined {
  for (const name of legNames) {
    const leg = legFacts(facts, name)
    const { transfer, progress } = leg
    if (!transfer || progress === 'completed') continue
    const record = transferMeaning(transfer.status)
    if (record.isSuccess) continue
    const isClosed = isOver || record.isTerminal || progress === 'failed'
    const rows = reportedBy(transfer).filter(({ meaning }) => !(isClosed && meaning?.onlyWhileOpen))
    const row = rows.find(({ meaning }) => meaning !== undefined) ?? rows[0]
    if (row) return { ...row, leg }
  }
  return undefined
}
