/** The values of a transfer record as a support person reads them. One that is not known is shown as it came. */
import type { TransferDirection } from '#paxos/enums.ts'
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

const directions: Readonly<Record<TransferDirection, string>> = { CREDIT: 'In', DEBIT: 'Out' }

/** Which way the money goes, as the profile's own ledger sees it: "In", "Out". */
export const directionText = ({ known, raw }: Transfer['direction']): string | undefined =>
  known === undefined ? raw : directions[known]
