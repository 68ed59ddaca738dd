/** Where Paxos's own records contradict each other. Both values are shown with their times and no side is taken. */
import { type Instant, readInstant } from '../text/instant.ts'
import type { Facts } from './facts.ts'
import { isMoving, type LegFacts, legFacts, legTitles } from './leg.ts'
import { isTerminal, legStatusLabel, orchestrationStatusLabel, statusMeaning } from './status.ts'
import { eventMeaning } from './timeline/event-types.ts'

export const disagreementHeading = "Paxos's records disagree"

/** What one record says, and when it last changed. */
type RecordValue = {
  /** "The orchestration", "The source transfer", "An event" */
  readonly record: string
  /** As a person reads it: "Completed". */
  readonly value: string
  readonly at: Instant | undefined
}

export type Disagreement = {
  readonly about: 'legs' | 'event'
  /** "The orchestration says Failed; both transfers say Completed." */
  readonly sentence: string
  /** The orchestration first. */
  readonly values: readonly [RecordValue, ...RecordValue[]]
}

/** All contradictions between the records at hand, none in the usual case. */
export function disagreements(facts: Facts): readonly Disagreement[] {
  return [legDisagreement(facts), eventDisagreement(facts)].filter(one => one !== undefined)
}

const ofOrchestration = ({ orchestration: { status, updated_at } }: Facts): RecordValue => ({
  record: 'The orchestration',
  value: orchestrationStatusLabel(status),
  at: readInstant(updated_at),
})

function legDisagreement(facts: Facts): Disagreement | undefined {
  const against = contradicting(facts)
  if (against.length === 0) return undefined
  const own = ofOrchestration(facts)
  const values = against.map(leg => ({
    record: `The ${legTitles[leg.name].toLowerCase()}`,
    value: legStatusLabel(leg.status),
    // The leg's status is part of the orchestration record; its own time is only in the transfer record.
    at: readInstant(leg.transfer?.updated_at ?? facts.orchestration.updated_at),
  }))
  return {
    about: 'legs',
    sentence: `The orchestration says ${own.value}; ${othersSay(values)}.`,
    values: [own, ...values],
  }
}

/**
 * The legs whose reported status cannot be true together with the orchestration's, or with each other's: a payout of
 * something that never came in. A rejected orchestration may well have its money in; it may not have paid it out.
 */
function contradicting(facts: Facts): readonly LegFacts[] {
  const { isSuccess, isFailure, isApproval } = statusMeaning(facts.orchestration.status)
  const source = legFacts(facts, 'source')
  const destination = legFacts(facts, 'destination')
  const legs = [source, destination]
  if (isSuccess)
    return legs.filter(({ progress }) => progress === 'planned' || progress === 'underway' || progress === 'failed')
  if (isFailure && isApproval && isMoving(destination)) return [destination]
  if (source.progress === 'failed' && isMoving(destination)) return legs
  if (isFailure && destination.progress === 'completed') return legs.filter(({ progress }) => progress === 'completed')
  return []
}

function othersSay(values: readonly RecordValue[]): string {
  const [first, second] = values
  if (first && second && first.value === second.value) return `both transfers say ${first.value}`
  return values.map(({ record, value }) => `${record.replace('The', 'the')} says ${value}`).join(' and ')
}

/** A terminal event against another terminal status. An event ahead of an open record is only a delay, not a contradiction. */
function eventDisagreement(facts: Facts): Disagreement | undefined {
  const { status, id } = facts.orchestration
  if (!isTerminal(status)) return undefined
  const other = facts.events?.found.find(({ type, object_id }) => {
    const says = eventMeaning(type)?.status
    return object_id === id && says !== undefined && says !== status.known && isTerminal({ known: says, raw: says })
  })
  if (other?.type === undefined) return undefined
  const own = ofOrchestration(facts)
  return {
    about: 'event',
    sentence: `The orchestration says ${own.value}; an event says ${other.type}.`,
    values: [own, { record: 'An event', value: other.type, at: readInstant(other.created_at) }],
  }
}
