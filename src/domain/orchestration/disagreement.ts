/** Where Paxos's own records contradict each other. Both values are shown with their times and no side is taken. */

import { type Instant, readInstant } from '../text/instant.ts'
import type { Facts } from './facts.ts'
import { type LegFacts, legFacts } from './leg.ts'
import { isTerminal } from './status.ts'

export const disagreementHeading = "Paxos's records disagree"

/** What one record says, and when it last changed. `record` names it: "Orchestration", "Source transfer", "Event …". */
type RecordValue = { readonly record: string; readonly value: string; readonly at: Instant | undefined }

export type Disagreement = {
  readonly about: 'legs' | 'event'
  /** "The orchestration says FAILED; both transfers say COMPLETED." */
  readonly sentence: string
  readonly values: readonly RecordValue[]
}

/** All contradictions between the records at hand, none in the usual case. */
export function disagreements(facts: Facts): readonly Disagreement[] {
  return [legDisagreement(facts), eventDisagreement(facts)].filter(one => one !== undefined)
}

function legDisagreement(facts: Facts): Disagreement | undefined {
  const { status, updated_at } = facts.orchestration
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const against = contradicting(status.known, source, destination)
  if (against.length === 0) return undefined
  const statusWord = status.raw ?? 'no status'
  return {
    about: 'legs',
    sentence: `The orchestration says ${statusWord}; ${legsSay(against)}.`,
    values: [
      { record: 'Orchestration', value: statusWord, at: readInstant(updated_at) },
      ...against.map(leg => ({
        record: `${leg.name === 'source' ? 'Source' : 'Destination'} transfer`,
        value: leg.status.raw ?? 'no status',
        // The leg's status is part of the orchestration record; its own time is only in the transfer record.
        at: readInstant(leg.transfer?.updated_at ?? updated_at),
      })),
    ],
  }
}

/**
 * The legs whose reported status cannot be true together with the orchestration's, or with each other's: a payout of
 * something that never came in. A rejected payment may well have its money in; it may not have gone out.
 */
function contradicting(status: string | undefined, source: LegFacts, destination: LegFacts): readonly LegFacts[] {
  const legs = [source, destination]
  const goesOut = destination.progress === 'PROCESSING' || destination.progress === 'COMPLETED'
  if (status === 'COMPLETED')
    return legs.filter(({ progress }) => progress === 'PENDING' || progress === 'PROCESSING' || progress === 'FAILED')
  if (status === 'REJECTED' && goesOut) return [destination]
  if (source.progress === 'FAILED' && goesOut) return legs
  if (status === 'FAILED' && destination.progress === 'COMPLETED')
    return legs.filter(({ progress }) => progress === 'COMPLETED')
  return []
}

function legsSay(legs: readonly LegFacts[]): string {
  const [first, second] = legs
  const word = (leg: LegFacts | undefined) => leg?.status.raw ?? 'no status'
  if (first && second && word(first) === word(second)) return `both transfers say ${word(first)}`
  return legs.map(leg => `the ${leg.name} transfer says ${word(leg)}`).join(' and ')
}

/** A terminal event against another terminal status. An event ahead of an open record is only a delay, not a contradiction. */
function eventDisagreement({ orchestration, events }: Facts): Disagreement | undefined {
  const { status, id, updated_at } = orchestration
  if (!isTerminal(status)) return undefined
  const other = events?.found.find(
    ({ type, object_id }) =>
      object_id === id &&
      /^orchestration\.(completed|failed|rejected)$/.test(type ?? '') &&
      type !== `orchestration.${status.raw?.toLowerCase()}`,
  )
  if (other?.type === undefined) return undefined
  return {
    about: 'event',
    sentence: `The orchestration says ${status.raw}; an event says ${other.type}.`,
    values: [
      { record: 'Orchestration', value: status.raw ?? 'no status', at: readInstant(updated_at) },
      { record: `Event ${other.id ?? ''}`.trim(), value: other.type, at: readInstant(other.created_at) },
    ],
  }
}
