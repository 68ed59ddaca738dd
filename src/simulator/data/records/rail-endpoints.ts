/** Sources and destinations: wallets with addresses in their network's format, banks and profiles. */

import type { JsonObject } from '../values/json.ts'
import { seededBase58, seededHex, seededUuid } from '../values/seeded.ts'
import { profiles } from './account.ts'

/** `json` as an orchestration writes it, and what its transfer record needs. */
export type RailEndpoint = {
  readonly rail: 'crypto' | 'fiat' | 'profile'
  readonly json: JsonObject
  readonly network?: string
  readonly address?: string
}

/** A plausible address. Bitcoin's is the example of BIP 173, since its checksum takes more than a line. */
export function seededAddress(network: string, seed: string): string {
  switch (network) {
    case 'SOLANA':
      return seededBase58(seed, 32)
    case 'STELLAR':
      return `G${[...seededHex(seed, 55)].map(digit => 'ABCDEFGHIJKLMNOP'[Number.parseInt(digit, 16)]).join('')}`
    case 'BITCOIN':
      return 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
    default:
      return `0x${seededHex(seed, 40)}`
  }
}

/** A transaction hash in the network's format. */
export function seededHash(network: string | undefined, seed: string): string {
  if (network === 'SOLANA') return seededBase58(seed, 64)
  const hex = seededHex(seed, 64)
  return network === 'STELLAR' || network === 'BITCOIN' ? hex : `0x${hex}`
}

/** A wallet. `written` is the orchestration's spelling of the network, if it differs from the transfer's. */
export function wallet(network: string, seed: string, { written = network, address = '' } = {}): RailEndpoint {
  const at = address || seededAddress(network, seed)
  return {
    rail: 'crypto',
    json: { crypto: { address_id: seededUuid(`address ${network} ${seed}`), address: at, network: written } },
    network,
    address: at,
  }
}

/** A bank deposit, with its deposit instructions and memo. */
export const bankDeposit = (seed: string, memo = `PX${seededHex(seed, 8).toUpperCase()}`): RailEndpoint => ({
  rail: 'fiat',
  json: { fiat: { deposit_instructions_id: seededUuid(`instructions ${seed}`), memo } },
})

/** A bank account to pay out to. */
export const bankAccount = (seed: string, memo = `Invoice ${seededHex(seed, 5)}`): RailEndpoint => ({
  rail: 'fiat',
  json: { fiat: { bank_account_id: seededUuid(`bank ${seed}`), memo } },
})

export const profile = (name: keyof typeof profiles): RailEndpoint => ({
  rail: 'profile',
  json: { profile: { profile_id: profiles[name] } },
})
