/** Where money comes from or goes to: one shape for the sources and destinations of orchestrations and rules. */
import type { FieldReader } from './read.ts'

export const rails = ['crypto', 'fiat', 'profile'] as const

/**
 * One end of a movement. Fields that Paxos left out are undefined. `other` is a rail that this version does not know:
 * its name is carried as it came.
 */
export type RailEndpoint =
  | {
      readonly rail: 'crypto'
      readonly address: string | undefined
      readonly network: string | undefined
      readonly address_id: string | undefined
    }
  | {
      readonly rail: 'fiat'
      readonly deposit_instructions_id: string | undefined
      readonly bank_account_id: string | undefined
      readonly fiat_account_id: string | undefined
      readonly network: string | undefined
      readonly account_type: string | undefined
      readonly memo: string | undefined
    }
  | { readonly rail: 'profile'; readonly profile_id: string | undefined }
  | { readonly rail: 'other'; readonly name: string }

/** Reads `source` or `destination`. An empty object, or none, is undefined: Paxos did not say. */
export function readRailEndpoint(parent: FieldReader, name: string): RailEndpoint | undefined {
  const outer = parent.object(name)
  if (!outer) return undefined
  const names = outer.names()
  const rail = rails.find(known => names.includes(known)) ?? names[0]
  if (rail === undefined) return undefined
  if (names.length > 1) parent.complain(name, 'one rail', names.join(' and '))
  const inner = outer.object(rail)
  switch (rail) {
    case 'crypto':
      return {
        rail,
        address: inner?.text('address'),
        network: inner?.text('network'),
        address_id: inner?.text('address_id'),
      }
    case 'fiat':
      return {
        rail,
        deposit_instructions_id: inner?.text('deposit_instructions_id'),
        bank_account_id: inner?.text('bank_account_id'),
        fiat_account_id: inner?.text('fiat_account_id'),
        network: inner?.text('network'),
        account_type: inner?.text('account_type'),
        // A rule's fiat source calls it memo_id; the orchestration made from it says memo.
        memo: inner?.text('memo') ?? inner?.text('memo_id'),
      }
    case 'profile':
      return { rail, profile_id: inner?.text('profile_id') }
    default:
      return { rail: 'other', name: rail }
  }
}
