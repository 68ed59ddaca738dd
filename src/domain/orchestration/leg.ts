/** What is known of one leg: the status that the orchestration reports, and the transfer record once it is read. */
import { type EnumValue, type LegStatus, noValue, type TransferDirection } from '#paxos/enums.ts'
import type { Leg, Orchestration } from '#paxos/orchestration.ts'
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Facts, LegName } from './facts.ts'
import { type LegStage, legMeaning } from './status.ts'

export const legNames = ['source', 'destination'] as const satisfies readonly LegName[]

/** "Source transfer" */
export const legTitles = { source: 'Source transfer', destination: 'Destination transfer' } as const

/** How far a leg got: `absent` when Paxos reports no such leg, `unclear` for an unknown status or none. */
type LegProgress = LegStage | 'absent' | 'unclear'

export type LegFacts = {
  readonly name: LegName
  readonly leg: Leg | undefined
  readonly status: EnumValue<LegStatus>
  readonly progress: LegProgress
  readonly transferId: string | undefined
  readonly transfer: Transfer | undefined
  readonly endpoint: RailEndpoint | undefined
}

/** Gathers a leg. A transfer record under another id than the leg's is another transfer and is left out. */
export function legFacts({ orchestration, transfers }: Facts, name: LegName): LegFacts {
  const leg = orchestration[`${name}_transfer`]
  const record = transfers?.[name]
  const transferId = leg?.transfer_id
  const isOther = record?.id !== undefined && transferId !== undefined && record.id !== transferId
  return {
    name,
    leg,
    status: leg?.status ?? noValue,
    progress: leg === undefined ? 'absent' : (legMeaning(leg.status)?.stage ?? 'unclear'),
    transferId,
    transfer: leg === undefined || isOther ? undefined : record,
    endpoint: orchestration[name],
  }
}

/** True when money changes its asset on the way. Undefined assets are not compared: then nothing is known of a conversion. */
export const assetsDiffer = ({ source_asset, destination_asset }: Orchestration): boolean =>
  source_asset !== undefined && destination_asset !== undefined && source_asset !== destination_asset

/** True when the leg is under way or over: Paxos promises an id from then on. */
export const hasStarted = ({ progress }: LegFacts): boolean =>
  progress === 'underway' || progress === 'completed' || progress === 'failed'

/** True when nothing says that the leg did more than being planned. */
export const isUntouched = ({ progress }: LegFacts): boolean => progress === 'absent' || progress === 'planned'

/** True when money goes out over the leg, or has gone out. */
export const isMoving = ({ progress }: LegFacts): boolean => progress === 'underway' || progress === 'completed'

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
