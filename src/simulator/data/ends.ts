/** The ends of a payment: wallets with addresses in the manner of their network, banks and profiles. */
import { profiles } from './account.ts'
import type { JsonObject } from './json.ts'
import { seededBase58, seededHex, seededUuid } from './seeded.ts'

/** One end: `json` as an orchestration writes it, and what its transfer record needs to know. */
export type End = {
  readonly rail: 'crypto' | 'fiat' | 'profile'
  readonly json: JsonObject
  readonly network?: string
  readonly address?: string
}

/** A real-looking address. Bitcoin's is the example of BIP 173, whose checksum cannot be made from a seed in a line. */
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

/** A transaction hash in the manner of the network. */
export function seededHash(network: string | undefined, seed: string): string {
  if (network === 'SOLANA') return seededBase58(seed, 64)
  const hex = seededHex(seed, 64)
  return network === 'STELLAR' || network === 'BITCOIN' ? hex : `0x${hex}`
}

/** A wallet. `written` is how the orchestration spells the network where it is not the transfer's spelling. */
export function wallet(network: string, seed: string, { written = network, address = '' } = {}): End {
  const at = address || seededAddress(network, seed)
  return {
    rail: 'crypto',
    json: { crypto: { address_id: seededUuid(`address ${network} ${seed}`), address: at, network: written } },
    network,
    address: at,
  }
}

/** Money in over a bank: the deposit instructions that were used and the memo that came with it. */
export const bankDeposit = (seed: string, memo = `PX${seededHex(seed, 8).toUpperCase()}`): End => ({
  rail: 'fiat',
  json: { fiat: { deposit_instructions_id: seededUuid(`instructions ${seed}`), memo } },
})

/** Money out over a bank. */
export const bankAccount = (seed: string, memo = `Invoice ${seededHex(seed, 5)}`): End => ({
  rail: 'fiat',
  json: { fiat: { bank_account_id: seededUuid(`bank ${seed}`), memo } },
})

export const profile = (name: keyof typeof profiles): End => ({
  rail: 'profile',
  json: { profile: { profile_id: profiles[name] } },
})
