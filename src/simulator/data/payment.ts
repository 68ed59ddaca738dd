/** Builds the records of one payment from a short description, so that ids, totals, times and events agree with each other. */
import { accounts, customerId, identities, profiles } from './account.ts'
import { sum } from './decimal.ts'
import { type End, seededHash } from './ends.ts'
import type { JsonObject } from './json.ts'
import { seededUuid } from './seeded.ts'
import { after, fromMilliseconds, readInstant, stamp } from './time.ts'

/** Times are seconds after the orchestration was created. A leg without `at` that is PENDING has no transfer yet. */
export type LegSpec = {
  readonly status: string
  readonly id?: string
  readonly at?: number
  readonly until?: number
  readonly amount?: string
  readonly fee?: string
  /** Fields of the transfer record that differ from the ordinary; undefined takes one away. */
  readonly record?: JsonObject
}

export type EventSpec = {
  readonly type: string
  readonly at: number
  readonly undelivered?: number
  readonly object?: JsonObject
}

export type PaymentSpec = {
  readonly ref: string
  /** A fixed RFC 3339 time, or how many seconds before the start of the simulator. */
  readonly created: string | number
  readonly from: End
  readonly to: End
  readonly assets: readonly [source: string, destination: string]
  readonly amount: string
  readonly status: string
  readonly source?: LegSpec
  readonly destination?: LegSpec
  readonly updated: number
  readonly reason?: string
  readonly rule?: string
  readonly profile?: keyof typeof profiles
  readonly metadata?: JsonObject
  /** Instead of the usual ones: `orchestration.processing`, one per finished transfer, and the final one. */
  readonly events?: readonly EventSpec[]
  /** How many webhooks of the final event did not arrive. */
  readonly undelivered?: number
  /** Fields of the orchestration that differ from the ordinary; undefined takes one away. */
  readonly patch?: JsonObject
}

/** What Paxos holds about one payment. `created` is its true place in time, whatever the record says. */
export type Records = {
  readonly created: bigint
  readonly orchestration: JsonObject
  readonly transfers: readonly JsonObject[]
  readonly events: readonly JsonObject[]
}

/** The records of a payment for a simulator started at `start` (epoch milliseconds). */
export function paymentRecords(id: string, spec: PaymentSpec, start: number): Records {
  const created = createdAt(id, spec, start)
  const who = owner(spec)
  const transfers = [transferOf('source', id, spec, created), transferOf('destination', id, spec, created)]
  return {
    created,
    orchestration: present({
      id,
      ...who,
      ref_id: spec.ref,
      source_asset: spec.assets[0],
      destination_asset: spec.assets[1],
      source_amount: spec.amount,
      source_transfer: legJson(spec.source, transfers[0]),
      destination_transfer: legJson(spec.destination, transfers[1]),
      status: spec.status,
      fail_reason: spec.reason === undefined ? undefined : { detail: spec.reason },
      source: spec.from.json,
      destination: spec.to.json,
      orchestration_rule_id: spec.rule ?? '',
      created_at: stamp(created),
      updated_at: stamp(after(created, spec.updated)),
      metadata: spec.metadata ?? {},
      ...spec.patch,
    }),
    transfers: transfers.filter(transfer => transfer !== undefined),
    events: (spec.events ?? usualEvents(spec, transfers)).map((event, index) =>
      eventJson(id, spec, created, event, index),
    ),
  }
}

function createdAt(id: string, { created }: PaymentSpec, start: number): bigint {
  if (typeof created === 'string') return readInstant(created) ?? fromMilliseconds(start)
  // Microseconds from the id, as a real clock would give them.
  const micros = created === 0 ? 0n : BigInt(Number.parseInt(id.slice(-6), 16) % 1000)
  return after(fromMilliseconds(start), -created) + micros * 1000n
}

function owner({ profile = 'payments' }: PaymentSpec) {
  const who = profile === 'payments' || profile === 'treasury' ? 'company' : 'merchant'
  return {
    profile_id: profiles[profile],
    identity_id: identities[who],
    account_id: accounts[who],
    customer_id: customerId,
  }
}

const legJson = (leg: LegSpec | undefined, transfer: JsonObject | undefined) =>
  leg && present({ transfer_id: transfer?.id, status: leg.status })

type Side = 'source' | 'destination'

const transferTypes = {
  crypto: { source: 'CRYPTO_DEPOSIT', destination: 'CRYPTO_WITHDRAWAL' },
  fiat: { source: 'WIRE_DEPOSIT', destination: 'WIRE_WITHDRAWAL' },
  profile: { source: 'INTERNAL_TRANSFER_DEBIT', destination: 'INTERNAL_TRANSFER_CREDIT' },
} as const

function transferOf(side: Side, id: string, spec: PaymentSpec, created: bigint): JsonObject | undefined {
  const leg = spec[side]
  if (!leg || (leg.status === 'PENDING' && leg.at === undefined)) return undefined
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
    id: leg.id ?? seededUuid(`${id} ${side}`),
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

function usualEvents(spec: PaymentSpec, transfers: readonly (JsonObject | undefined)[]): EventSpec[] {
  const events: EventSpec[] = []
  if (['PROCESSING', 'COMPLETED', 'FAILED'].includes(spec.status))
    events.push({ type: 'orchestration.processing', at: 0.4 })
  for (const [index, leg] of [spec.source, spec.destination].entries()) {
    const transfer = transfers[index]
    if (!transfer || !leg || leg.until === undefined || (leg.status !== 'COMPLETED' && leg.status !== 'FAILED'))
      continue
    const { id, type, status, ref_id, crypto_network, crypto_tx_hash } = transfer
    events.push({
      type: `transfer.${String(type)}.${leg.status}`.toLowerCase(),
      at: leg.until,
      object: present({ id, type, status, ref_id, crypto_network, crypto_tx_hash }),
    })
  }
  if (spec.status === 'COMPLETED' || spec.status === 'FAILED')
    events.push({
      type: `orchestration.${spec.status.toLowerCase()}`,
      at: spec.updated,
      ...(spec.undelivered !== undefined && { undelivered: spec.undelivered }),
    })
  return events
}

function eventJson(id: string, spec: PaymentSpec, created: bigint, event: EventSpec, index: number): JsonObject {
  const [objectType = '', word = ''] = event.type.split('.')
  return {
    id: seededUuid(`${id} event ${index}`),
    type: event.type,
    object_type: objectType,
    object:
      event.object ?? present({ id, ref_id: spec.ref, status: word.toUpperCase(), orchestration_rule_id: spec.rule }),
    created_at: stamp(after(created, event.at)),
    undelivered_webhooks: event.undelivered ?? 0,
  }
}

/** The object without its undefined fields. */
function present(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
