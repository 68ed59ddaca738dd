/** What the events say: the only exact times of a change, and which webhooks did not arrive. */
import type { PaxosEvent } from '#paxos/event.ts'
import { type Instant, readInstant } from '../../text/instant.ts'
import type { Facts, LegName, Observation } from '../facts.ts'
import { type EventMeaning, eventMeaning } from './event-types.ts'

/** The events about this object whose type says what is asked, earliest first. Events about other objects are never used. */
export function findEvents(
  facts: Facts,
  objectId: string | undefined,
  says: (meaning: EventMeaning) => boolean,
): readonly PaxosEvent[] {
  if (objectId === undefined) return []
  const time = (event: PaxosEvent) => readInstant(event.created_at)?.ms ?? Number.POSITIVE_INFINITY
  return (facts.events?.found ?? [])
    .filter(event => {
      const meaning = eventMeaning(event.type)
      return event.object_id === objectId && meaning !== undefined && says(meaning)
    })
    .toSorted((a, b) => Math.sign(time(a) - time(b)) || 0)
}

/** When the first of them was recorded. */
export const eventTime = (
  facts: Facts,
  objectId: string | undefined,
  says: (meaning: EventMeaning) => boolean,
): Instant | undefined => readInstant(findEvents(facts, objectId, says)[0]?.created_at)

/** The last change to this very status that this tab saw itself. */
export const observedChange = (
  facts: Facts,
  of: 'orchestration' | LegName,
  to: string | undefined,
): Observation | undefined => facts.observed?.findLast(change => change.of === of && change.to === to)

/** True for an event about the orchestration itself or one of its transfers. */
function isEventOf({ orchestration }: Facts, { object_id }: PaxosEvent): boolean {
  const { id, source_transfer, destination_transfer } = orchestration
  return (
    object_id !== undefined && [id, source_transfer?.transfer_id, destination_transfer?.transfer_id].includes(object_id)
  )
}

/** This orchestration's events of a type that this version does not know: listed by their raw name. */
export const unknownEvents = (facts: Facts): readonly PaxosEvent[] =>
  (facts.events?.found ?? []).filter(event => eventMeaning(event.type) === undefined && isEventOf(facts, event))

/**
 * "Exact times from 2 Paxos events.", "No exact times available."; undefined where events were not searched. Finding none
 * is not the same as its never having happened.
 */
export function eventSearchText({ events }: Facts): string | undefined {
  const count = events?.found.length
  if (count === undefined) return undefined
  return count === 0 ? 'No exact times available.' : `Exact times from ${count} Paxos event${count === 1 ? '' : 's'}.`
}

/** One sentence for each event of this orchestration whose webhooks did not all arrive. */
export const webhookGaps = (facts: Facts): readonly string[] =>
  (facts.events?.found ?? []).flatMap(event => {
    const count = event.undelivered_webhooks ?? 0
    if (count <= 0 || !isEventOf(facts, event)) return []
    const name = eventMeaning(event.type)?.webhook ?? event.type ?? 'unnamed'
    return [`The "${name}" webhook wasn't delivered (${count}). Your system may be out of date.`]
  })

/** The webhooks of this orchestration that arrived, each by its name once; those of events that don't say are left out. */
export const deliveredWebhooks = (facts: Facts): readonly string[] => [
  ...new Set(
    (facts.events?.found ?? []).flatMap(event => {
      if (event.undelivered_webhooks !== 0 || !isEventOf(facts, event)) return []
      return [eventMeaning(event.type)?.webhook ?? event.type ?? 'unnamed']
    }),
  ),
]
