/** The account's rules, which turn deposits into orchestrations. */
import { accounts, identities, profiles } from './records/account.ts'
import { seededAddress } from './records/rail-endpoints.ts'
import type { Quirk } from './scenario.ts'
import type { JsonObject } from './values/json.ts'
import { seededUuid } from './values/seeded.ts'
import { after, fromMilliseconds, stamp } from './values/time.ts'

/** Rule IDs by what is special about them. */
export const ruleIds = {
  /** ACTIVE, nickname "PYUSD payouts" */
  pyusdPayouts: '86d3929f-0090-45e5-8195-dbcf63c43eec',
  /** ACTIVE, nickname "Merchant settlement" */
  settlement: '73d0f12e-2a29-4dd5-b1e6-d048d1c1ec98',
  /** ACTIVE, without a nickname: only a ref_id */
  nameless: '766204f6-ba40-4c10-a0b9-75dd0c87afb1',
  deleted: '77a5fde3-3ecb-4e82-aa89-2a74c0a8b50c',
  pending: 'a27e0b37-2aec-4f50-9ae0-9dac433e59fc',
  rejected: 'fc76763c-f73a-48e1-8808-18fbc7f51455',
  /** Named by an orchestration, never returned by the rules endpoint. */
  unlisted: 'cc415822-4ce0-4642-a6c4-23ae0cc13da7',
  /** Requests for this one are refused: the scope is missing. */
  forbidden: 'b5bf6756-c646-4c1f-a368-535407cc705a',
} as const

/** Rules that misbehave when requested by ID. */
export const ruleQuirks: ReadonlyMap<string, Quirk> = new Map([[ruleIds.forbidden, 'forbidden-scope']])

type RuleSpec = {
  readonly id: string
  readonly ref: string
  readonly nickname?: string
  readonly status: string
  readonly assets: readonly [source: string, destination: string]
  readonly source: JsonObject
  readonly destination: JsonObject
  readonly daysOld: number
  readonly profile?: keyof typeof profiles
}

const crypto = (network: string, seed: string) => ({ address: seededAddress(network, seed), network })
const deposit = (network: string, seed: string) => ({
  crypto: { address_id: seededUuid(`address ${network} ${seed}`), ...crypto(network, seed) },
})

const specs: readonly RuleSpec[] = [
  {
    id: ruleIds.pyusdPayouts,
    ref: 'rule-pyusd-payouts',
    nickname: 'PYUSD payouts',
    status: 'ACTIVE',
    assets: ['PYUSD', 'USD'],
    source: deposit('SOLANA', 'pyusd payouts'),
    destination: { fiat: { fiat_account_id: seededUuid('bank merchant'), memo: 'PYUSD payout' } },
    daysOld: 240,
  },
  {
    id: ruleIds.settlement,
    ref: 'rule-merchant-settlement',
    nickname: 'Merchant settlement',
    status: 'ACTIVE',
    assets: ['USDC', 'USDG'],
    source: deposit('ETHEREUM', 'settlement'),
    destination: { crypto: crypto('SOLANA', 'settlement out') },
    daysOld: 120,
    profile: 'payouts',
  },
  {
    id: ruleIds.nameless,
    ref: 'rule-usd-to-usdp-0007',
    status: 'ACTIVE',
    assets: ['USD', 'USDP'],
    source: {
      fiat: {
        deposit_instructions_id: seededUuid('instructions nameless'),
        network: 'WIRE',
        account_type: 'BUSINESS',
        memo_id: 'PX7D21A9',
      },
    },
    destination: { profile: { profile_id: profiles.treasury } },
    daysOld: 90,
    profile: 'treasury',
  },
  {
    id: ruleIds.deleted,
    ref: 'rule-legacy-usdp',
    nickname: 'Legacy USDP sweep',
    status: 'DELETED',
    assets: ['USDP', 'USDC'],
    source: deposit('ETHEREUM', 'legacy'),
    destination: { crypto: crypto('BASE', 'legacy out') },
    daysOld: 400,
  },
  {
    id: ruleIds.pending,
    ref: 'rule-europe-eurc-pending',
    nickname: 'Europe treasury sweep',
    status: 'PENDING',
    assets: ['USDC', 'USDG'],
    source: { profile: { profile_id: profiles.europe } },
    destination: { profile: { profile_id: profiles.treasury } },
    daysOld: 2,
    profile: 'europe',
  },
  {
    id: ruleIds.rejected,
    ref: 'rule-btc-payout-rejected',
    nickname: 'BTC payouts (not approved)',
    status: 'REJECTED',
    assets: ['USD', 'BTC'],
    source: { profile: { profile_id: profiles.payouts } },
    destination: { crypto: crypto('BITCOIN', 'rejected') },
    daysOld: 30,
    profile: 'payouts',
  },
  {
    id: ruleIds.forbidden,
    ref: 'rule-forbidden',
    nickname: 'Never shown',
    status: 'ACTIVE',
    assets: ['USDC', 'PYUSD'],
    source: deposit('POLYGON_POS', 'forbidden'),
    destination: { crypto: crypto('STELLAR', 'forbidden out') },
    daysOld: 60,
  },
]

/** Every rule with its position in time, for a simulator started at `start` (epoch milliseconds). */
export const ruleRecords = (start: number): { created: bigint; record: JsonObject }[] =>
  specs.map(spec => {
    const created = after(fromMilliseconds(start), -spec.daysOld * 86_400)
    const company = spec.profile === undefined || spec.profile === 'treasury'
    const { id, ref, nickname, status, assets, source, destination } = spec
    const record = {
      id,
      ref_id: ref,
      ...(nickname !== undefined && { nickname }),
      profile_id: profiles[spec.profile ?? 'payments'],
      identity_id: company ? identities.company : identities.merchant,
      account_id: company ? accounts.company : accounts.merchant,
      status,
      source_asset: assets[0],
      destination_asset: assets[1],
      source,
      destination,
      created_at: stamp(created),
    }
    return { created, record }
  })
