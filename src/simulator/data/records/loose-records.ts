/** Transfers and an event that belong to no orchestration. */

import type { JsonObject } from '../values/json.ts'
import { after, fromMilliseconds, hour, stamp } from '../values/time.ts'
import { profiles } from './account.ts'
import { owner } from './owner.ts'
import { seededAddress, seededHash } from './rail-endpoints.ts'

export const looseIds = {
  /** A deposit into the profile with the fewest orchestrations, so that comparing all of them is quick. */
  alone: '3f1c7a52-8d4e-4b06-9e2a-6c05d7b1f8a4',
  /** A deposit into the treasury profile, whose short list pages make a search stop at its limit. */
  unsearchable: '8e0b5d19-4c7f-4a23-b6d8-19f2e3a7c560',
  /** An event about an identity. */
  event: 'd47e9b30-12c5-4f68-8a1b-5e93c0d6f27a',
} as const

/** Maximum rows per page for these profiles, whatever `limit` requests. */
export const shortPages: ReadonlyMap<string, number> = new Map([[profiles.treasury, 100]])

type Loose = { readonly created: bigint; readonly record: JsonObject }

const deposit = (id: string, profile: keyof typeof profiles, created: bigint): Loose => ({
  created,
  record: {
    id,
    ...owner({ profile }),
    amount: '18.25',
    total: '18.25',
    fee: '0',
    asset: 'USDC',
    balance_asset: 'USDC',
    direction: 'CREDIT',
    type: 'CRYPTO_DEPOSIT',
    status: 'COMPLETED',
    created_at: stamp(created),
    updated_at: stamp(after(created, 40)),
    crypto_network: 'BASE',
    crypto_tx_hash: seededHash('BASE', id),
    destination_address: seededAddress('BASE', id),
    metadata: {},
  },
})

/** The transfers, for a simulator started at `start` (epoch milliseconds). */
export function looseTransfers(start: number): readonly Loose[] {
  const at = (secondsAgo: number) => after(fromMilliseconds(start), -secondsAgo)
  return [deposit(looseIds.alone, 'europe', at(5 * hour)), deposit(looseIds.unsearchable, 'treasury', at(2 * hour))]
}

export function looseEvents(start: number): readonly Loose[] {
  const created = after(fromMilliseconds(start), -3 * hour)
  const record = {
    id: looseIds.event,
    type: 'identity.approved',
    object_type: 'identity',
    object: { id: owner({}).identity_id, status: 'APPROVED' },
    created_at: stamp(created),
    undelivered_webhooks: 0,
  }
  return [{ created, record }]
}
