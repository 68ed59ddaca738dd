/** Where money comes from or goes to: one shape for the sources and destinations of orchestrations and rules. */
import type { FieldReader } from './read.ts'

/** The fields of each rail, all text. The domain's table of rails says what a rail means. */
export const railFields = {
  crypto: ['address', 'network', 'address_id'],
  fiat: ['deposit_instructions_id', 'bank_account_id', 'fiat_account_id', 'network', 'account_type', 'memo'],
  profile: ['profile_id'],
} as const satisfies Record<string, readonly string[]>

export type Rail = keyof typeof railFields
export type RailField<R extends Rail = Rail> = { [one in R]: (typeof railFields)[one][number] }[R]

type KnownEndpoint = {
  [R in Rail]: { readonly rail: R } & { readonly [field in RailField<R>]: string | undefined }
}[Rail]

/**
 * The source or destination of a movement. Fields that Paxos left out are undefined. `other` is a rail that this
 * version does not know; its name is kept as sent.
 */
export type RailEndpoint = KnownEndpoint | { readonly rail: 'other'; readonly name: string }

/** A rule's fiat source says memo_id where its orchestrations say memo. */
const otherNames: Readonly<Record<string, string>> = { memo: 'memo_id' }

const isRail = (name: string): name is Rail => Object.hasOwn(railFields, name)

/** Reads `source` or `destination`. An empty object, or none, is undefined: Paxos did not say. */
export function readRailEndpoint(parent: FieldReader, name: string): RailEndpoint | undefined {
  const outer = parent.object(name)
  if (!outer) return undefined
  const names = outer.names()
  const rail = names.find(isRail) ?? names[0]
  if (rail === undefined) return undefined
  if (names.length > 1) parent.complain(name, 'one rail', names.join(' and '))
  const inner = outer.object(rail)
  if (!isRail(rail)) return { rail: 'other', name: rail }
  const values = railFields[rail].map(field => {
    const otherName = otherNames[field]
    return [field, inner?.text(field) ?? (otherName === undefined ? undefined : inner?.text(otherName))]
  })
  // Built from the table that the type is made of.
  return { rail, ...Object.fromEntries(values) } as KnownEndpoint
}
