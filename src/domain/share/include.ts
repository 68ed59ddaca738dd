/** What leaves this product only when its reader ticked it: addresses and metadata, which may be about a person. */
import type { Facts } from '../orchestration/facts.ts'
import { legFacts, legNames } from '../orchestration/leg.ts'
import { endpointFields } from '../orchestration/rails.ts'

export type Include = { readonly addresses: boolean; readonly metadata: boolean }

export const includeNothing: Include = { addresses: false, metadata: false }

/** A named value of a record, unchanged. */
export type Row = { readonly term: string; readonly value: string }

/** Stands where something was left out. */
export const leftOut = '(left out)'

/** The fields of a transfer record that may be about a person. */
export const sensitiveTransferFields = { destination_address: 'address', memo: 'memo' } as const

/** Every address and memo that the records at hand report, each named by where it stands. */
export function addressRows(facts: Facts): readonly Row[] {
  return legNames.flatMap(name => {
    const { endpoint, transfer } = legFacts(facts, name)
    const side = name === 'source' ? 'Source' : 'Destination'
    const own = endpointFields(endpoint)
      .filter(({ isSensitive }) => isSensitive)
      .map(({ term, value }) => ({ term: `${side} ${term.toLowerCase()}`, value }))
    const ofTransfer = Object.entries(sensitiveTransferFields).flatMap(([field, term]) => {
      const value = transfer?.[field as keyof typeof sensitiveTransferFields]
      const isShown = own.some(row => row.value === value)
      return value === undefined || isShown ? [] : [{ term: `${side} transfer's ${term}`, value }]
    })
    return [...own, ...ofTransfer]
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
