/** The rails that money moves over: their names, their fields, which of those are about a person, and how fast they are. */
import { readNetwork } from '#paxos/networks.ts'
import type { Rail, RailEndpoint, RailField } from '#paxos/rail-endpoint.ts'

type FieldMeaning = {
  /** "Deposit instructions ID" */
  readonly term: string
  /** Leaves this product only when its reader ticked addresses. */
  readonly isSensitive: boolean
}

const minute = 60_000
const day = 24 * 60 * minute

/** After how long without an update to say so, and to warn. Milliseconds. */
export type QuietThreshold = { readonly notice: number; readonly warn: number }

type RailMeaning = {
  readonly label: string
  readonly fields: Readonly<Record<string, FieldMeaning>>
  /** How the types of its transfers begin. */
  readonly transferTypes: readonly string[]
  readonly quiet: QuietThreshold
  /** The name of its thresholds in the configuration. */
  readonly quietName: string
  /** Its transfers have a transaction hash, and its addresses an explorer. */
  readonly isOnChain: boolean
  /** Its time passes from Monday to Friday only, UTC. */
  readonly isBusinessTime: boolean
  /** What Paxos's documentation or the calendar says of its usual time; nothing is promised for the rest. */
  readonly usualTime: string | undefined
}

export const railTable = {
  crypto: {
    label: 'Crypto',
    fields: {
      address: { term: 'Address', isSensitive: true },
      network: { term: 'Network', isSensitive: false },
      address_id: { term: 'Address ID', isSensitive: false },
    },
    transferTypes: ['CRYPTO_'],
    quiet: { notice: 15 * minute, warn: 60 * minute },
    quietName: 'crypto',
    isOnChain: true,
    isBusinessTime: false,
    usualTime: 'Usually takes seconds to minutes (Paxos docs).',
  },
  fiat: {
    label: 'Bank',
    fields: {
      deposit_instructions_id: { term: 'Deposit instructions ID', isSensitive: false },
      bank_account_id: { term: 'Bank account ID', isSensitive: false },
      fiat_account_id: { term: 'Fiat account ID', isSensitive: false },
      network: { term: 'Network', isSensitive: false },
      account_type: { term: 'Account type', isSensitive: false },
      memo: { term: 'Memo', isSensitive: true },
    },
    transferTypes: ['WIRE_', 'BANK_'],
    quiet: { notice: day, warn: 3 * day },
    quietName: 'bank',
    isOnChain: false,
    isBusinessTime: true,
    usualTime: 'Bank transfers move on business days only.',
  },
  profile: {
    label: 'Paxos profile',
    fields: { profile_id: { term: 'Profile ID', isSensitive: false } },
    transferTypes: ['INTERNAL_TRANSFER', 'PAXOS_TRANSFER'],
    quiet: { notice: 5 * minute, warn: 30 * minute },
    quietName: 'profile',
    isOnChain: false,
    isBusinessTime: false,
    usualTime: undefined,
  },
} as const satisfies {
  readonly [R in Rail]: RailMeaning & { readonly fields: Readonly<Record<RailField<R>, FieldMeaning>> }
}

/** The row of a rail, by the endpoint or, where Paxos reports none, by the transfer's type. */
export function railMeaning(
  endpoint: RailEndpoint | undefined,
  transferType?: string | undefined,
): RailMeaning | undefined {
  if (endpoint) return endpoint.rail === 'other' ? undefined : railTable[endpoint.rail]
  return Object.values<RailMeaning>(railTable).find(({ transferTypes }) =>
    transferTypes.some(beginning => transferType?.startsWith(beginning)),
  )
}

export const isOnChain = (endpoint: RailEndpoint | undefined): boolean => railMeaning(endpoint)?.isOnChain ?? false

/** The blockchain of an endpoint, as Paxos names it; undefined where it has none or Paxos did not say. */
export const chainOf = (endpoint: RailEndpoint | undefined): string | undefined =>
  isOnChain(endpoint) && endpoint && 'network' in endpoint ? endpoint.network : undefined

/** The fields that Paxos sent for an endpoint, in the table's order, the network among them. */
export function endpointFields(
  endpoint: RailEndpoint | undefined,
): readonly (FieldMeaning & { readonly name: string; readonly value: string })[] {
  if (!endpoint || endpoint.rail === 'other') return []
  const values: Readonly<Record<string, string | undefined>> = endpoint
  return Object.entries<FieldMeaning>(railTable[endpoint.rail].fields).flatMap(([name, meaning]) => {
    const value = values[name]
    return value === undefined ? [] : [{ ...meaning, name, value }]
  })
}

const networkNames: Readonly<Record<string, string>> = {
  BITCOIN_CASH: 'Bitcoin Cash',
  POLYGON_POS: 'Polygon',
  ARBITRUM_ONE: 'Arbitrum One',
  XLAYER: 'X Layer',
  BNB: 'BNB Chain',
}

/** "ethereum" → "Ethereum"; a network that this version doesn't know keeps its name. */
export function networkName(raw: string): string {
  const network = readNetwork(raw)
  if (!network) return raw
  return networkNames[network] ?? network.charAt(0) + network.slice(1).toLowerCase()
}

/** One line about the rail: "Crypto · Ethereum", "Bank", "Paxos profile", "lightning (unrecognised rail)". */
export function railText(endpoint: RailEndpoint | undefined): string {
  if (!endpoint) return 'Rail not reported'
  if (endpoint.rail === 'other') return `${endpoint.name} (unrecognised rail)`
  const { label } = railTable[endpoint.rail]
  switch (endpoint.rail) {
    case 'crypto':
      return `${label} · ${endpoint.network ? networkName(endpoint.network) : 'network not reported'}`
    case 'fiat':
      return [label, endpoint.network, endpoint.account_type].filter(part => part !== undefined).join(' · ')
    default:
      return label
  }
}

/** The shortest name of a rail: "Polygon", "Bank", "Paxos profile"; undefined where Paxos did not say. */
export function railName(endpoint: RailEndpoint | undefined): string | undefined {
  if (!endpoint || endpoint.rail === 'other') return endpoint?.name
  const chain = chainOf(endpoint)
  return chain ? networkName(chain) : railTable[endpoint.rail].label
}
