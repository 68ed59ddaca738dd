/** The words of a transfer record as a support person reads them. A word that is not known is shown as it came. */

import type { SecondaryStatus, StatusDetailKey } from '#paxos/enums.ts'
import type { Transfer } from '#paxos/transfer.ts'

/** Names that are written in capitals whatever stands around them. */
const acronyms = new Set(['ACH', 'SEN', 'CBIT', 'SEPA', 'RTP', 'CUBIX'])

/** "CRYPTO_DEPOSIT" → "Crypto deposit"; anything that is not words and underscores stays as it is. */
export function transferTypeText(type: string | undefined): string | undefined {
  if (type === undefined || !/^[A-Z]+(_[A-Z]+)*$/.test(type)) return type
  const words = type.split('_').map(word => (acronyms.has(word) ? word : word.toLowerCase()))
  const [first = '', ...rest] = words
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ')
}

/** Which way the money goes, as the profile's own ledger sees it. */
export function directionText({ known, raw }: Transfer['direction']): string | undefined {
  if (known === 'CREDIT') return 'Credit (into the profile)'
  return known === 'DEBIT' ? 'Debit (out of the profile)' : raw
}

const secondaryLabels: Readonly<Record<SecondaryStatus, string>> = {
  TRAVEL_RULE_INFO_REQUESTED: 'Travel-rule information requested',
  TRAVEL_RULE_REJECTED: 'Refused under the travel rule',
  CUSTOMER_REJECTED: "Rejected by your company's approvers",
  PENDING_CUSTOMER_APPROVAL: "Waiting for your company's approval",
}

const detailLabels: Readonly<Record<StatusDetailKey, string>> = {
  missing_trustline: 'The recipient address lacks a trustline',
  max_rent_exceeded: 'The rent of the recipient account is above the limit',
  pending_customer_approval: "Waiting for your company's approval",
  stale_fee_quote: 'The fee quote is stale',
  invalid_destination_address: 'The destination address is invalid',
}

/** One thing that a transfer is held or ended by: the label, Paxos's own word, and its own sentence where it gives one. */
export type Hold = { readonly label: string; readonly raw: string; readonly detail: string | undefined }

/** What the record says beside its status: the secondary status and the status detail, each as a line of its own. */
export function holdsOf({ secondary_status, status_details }: Transfer): readonly Hold[] {
  const holds: Hold[] = []
  const name = secondary_status?.name
  if (name?.raw !== undefined || secondary_status?.detail !== undefined) {
    const label = name?.known ? secondaryLabels[name.known] : 'Secondary status (unrecognised)'
    holds.push({ label, raw: name?.raw ?? 'no word', detail: secondary_status?.detail })
  }
  if (status_details.raw !== undefined) {
    const label = status_details.known ? detailLabels[status_details.known] : 'Status detail (unrecognised)'
    holds.push({ label, raw: status_details.raw, detail: undefined })
  }
  return holds
}
