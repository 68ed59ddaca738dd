/** One end of the movement on the sheet: its rail and what the transfer record adds. Addresses stand elsewhere. */
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import type { Facts, LegName } from '../orchestration/facts.ts'
import { legFacts } from '../orchestration/leg.ts'
import { legStatusLabel, transferStatusLabel } from '../orchestration/status.ts'
import { readInstant } from '../text/instant.ts'
import { amountText, readAmount } from '../text/money.ts'
import { utcPrecise } from '../text/time-text.ts'
import type { Row } from './include.ts'

/** The rows of a leg; none of them is empty. */
export function legRows(facts: Facts, name: LegName): readonly Row[] {
  const { endpoint, leg, transfer, transferId } = legFacts(facts, name)
  const money = (text: string | undefined, asset: string | undefined) =>
    text === undefined ? undefined : amountText(readAmount(text), asset)
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Rail', railText(endpoint)],
    ...idsOf(endpoint),
    ['Status', leg ? legStatusLabel(leg.status) : 'Not reported'],
    ['Transfer', transferId],
    ['Record says', transfer?.status.raw === undefined ? undefined : transferStatusLabel(transfer.status)],
    ['Secondary status', transfer?.secondary_status?.name.raw],
    ['Type', transfer?.type],
    ['Amount', money(transfer?.amount, transfer?.asset)],
    ['Fee', money(transfer?.fee, transfer?.asset)],
    ['Total', money(transfer?.total, transfer?.asset)],
    ['Transaction hash', transfer?.crypto_tx_hash],
    ['Record created', exactTime(transfer?.created_at)],
    ['Record updated', exactTime(transfer?.updated_at)],
  ]
  return rows.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
}

function railText(endpoint: RailEndpoint | undefined): string {
  switch (endpoint?.rail) {
    case undefined:
      return 'Not reported'
    case 'crypto':
      return `Crypto, ${endpoint.network ?? 'network not reported'}`
    case 'fiat':
      return ['Bank', endpoint.network, endpoint.account_type].filter(word => word !== undefined).join(', ')
    case 'profile':
      return 'Paxos profile'
    case 'other':
      return `${endpoint.name} (unrecognised)`
  }
}

/** Ids in Paxos's own books: no address, and no use to anyone who cannot sign in there. */
function idsOf(endpoint: RailEndpoint | undefined): readonly (readonly [string, string | undefined])[] {
  switch (endpoint?.rail) {
    case 'crypto':
      return [['Address ID', endpoint.address_id]]
    case 'fiat':
      return [
        ['Deposit instructions ID', endpoint.deposit_instructions_id],
        ['Bank account ID', endpoint.bank_account_id],
        ['Fiat account ID', endpoint.fiat_account_id],
      ]
    case 'profile':
      return [['Profile ID', endpoint.profile_id]]
    default:
      return []
  }
}

/** With every digit that came; text that is no time stays as it came and is named so. */
export function exactTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = readInstant(text)
  return at ? utcPrecise(at) : `${text} (not a time)`
}
