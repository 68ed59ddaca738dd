/** What leaves this product only when its reader ticked it: addresses and metadata, which may be about a person. */
import type { Facts } from '../orchestration/facts.ts'
import { legFacts, legNames } from '../orchestration/leg.ts'

export type Include = { readonly addresses: boolean; readonly metadata: boolean }

export const includeNothing: Include = { addresses: false, metadata: false }

/** A named value of a record, to the letter. */
export type Row = { readonly term: string; readonly value: string }

/** Stands where something was left out. */
export const leftOut = '(left out)'

/** Every address and memo that the records at hand report, each named by where it stands. */
export function addressRows(facts: Facts): readonly Row[] {
  return legNames.flatMap(name => {
    const { endpoint, transfer } = legFacts(facts, name)
    const side = name === 'source' ? 'Source' : 'Destination'
    const address = endpoint?.rail === 'crypto' ? endpoint.address : undefined
    const memo = endpoint?.rail === 'fiat' ? endpoint.memo : undefined
    const rows: readonly (readonly [string, string | undefined])[] = [
      [`${side} address`, address],
      [`${side} memo`, memo],
      [
        `${side} transfer's address`,
        transfer?.destination_address === address ? undefined : transfer?.destination_address,
      ],
      [`${side} transfer's memo`, transfer?.memo === memo ? undefined : transfer?.memo],
    ]
    return rows.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
  })
}

/** The orchestration's metadata. */
export const metadataRows = ({ orchestration }: Facts): readonly Row[] =>
  orchestration.metadata.map(([term, value]) => ({ term, value }))

/** Shorter ones could be words of ordinary text. */
const shortestAddress = 16

/** Takes the known addresses out of a text that quotes one, such as a reason; the same text when they may stay. */
export function withoutAddresses(text: string, facts: Facts, { addresses }: Include): string {
  if (addresses) return text
  return addressRows(facts)
    .filter(({ value }) => value.length >= shortestAddress)
    .reduce((rest, { value }) => rest.replaceAll(value, leftOut), text)
}
