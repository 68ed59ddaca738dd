/** Builds the transfer record of a leg, with a matching amount, direction and type. */
import { sum } from '../values/decimal.ts'
import { type JsonObject, present } from '../values/json.ts'
import { seededUuid } from '../values/seeded.ts'
import { after, stamp } from '../values/time.ts'
import type { OrchestrationSpec, Side } from './orchestration-spec.ts'
import { owner } from './owner.ts'
import { seededHash } from './rail-endpoints.ts'

/** The ID of a leg's transfer; undefined while the leg is planned or absent. */
export function transferId(side: Side, id: string, spec: OrchestrationSpec): string | undefined {
  const leg = spec[side]
  if (!leg || (leg.status === 'PENDING' && leg.at === undefined)) return undefined
  return leg.id ?? seededUuid(`${id} ${side}`)
}

const transferTypes = {
  crypto: { source: 'CRYPTO_DEPOSIT', destination: 'CRYPTO_WITHDRAWAL' },
  fiat: { source: 'WIRE_DEPOSIT', destination: 'WIRE_WITHDRAWAL' },
  profile: { source: 'INTERNAL_TRANSFER_DEBIT', destination: 'INTERNAL_TRANSFER_CREDIT' },
} as const

/** The transfer record of a leg; undefined without a transfer. */
export function transferRecord(
  side: Side,
  id: string,
  spec: OrchestrationSpec,
  created: bigint,
): JsonObject | undefined {
  const leg = spec[side]
  const ownId = transferId(side, id, spec)
  if (!leg || ownId === undefined) return undefined
  const end = side === 'source' ? spec.from : spec.to
  const asset = spec.assets[side === 'source' ? 0 : 1]
  const fee = leg.fee ?? '0'
  const amount = leg.amount ?? (side === 'source' ? spec.amount : sum(spec.amount, fee, -1))
  const type = transferTypes[end.rail][side]
  const credit = type.endsWith('DEPOSIT') || type.endsWith('CREDIT')
  const at = after(created, leg.at ?? 1)
  const crypto = end.rail === 'crypto'
  const onChain = crypto && (side === 'source' || leg.status === 'COMPLETED' || leg.status === 'PROCESSING')
  return present({
    id: ownId,
    ...owner(spec),
    ref_id: side === 'destination' ? `orchestration_id.${id}` : undefined,
    amount,
    total: sum(amount, fee, credit ? -1 : 1),
    fee,
    asset,
    balance_asset: asset,
    notional_value: crypto && asset.startsWith('USD') ? sum(amount, fee) : undefined,
    direction: credit ? 'CREDIT' : 'DEBIT',
    type,
    status: leg.status === 'COMPLETED' || leg.status === 'FAILED' ? leg.status : 'PENDING',
    created_at: stamp(at),
    updated_at: stamp(leg.until === undefined ? after(at, 1) : after(created, leg.until)),
    crypto_network: end.network,
    crypto_tx_hash: onChain ? seededHash(end.network, `${id} ${side} hash`) : undefined,
    destination_address: crypto ? end.address : undefined,
    group_id: end.rail === 'profile' ? seededUuid(`${id} ${side} group`) : undefined,
    fiat_account_id: type === 'WIRE_WITHDRAWAL' ? seededUuid(`${id} fiat account`) : undefined,
    metadata: {},
    ...leg.record,
  })
}
