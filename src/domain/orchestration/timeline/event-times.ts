/** What the events say: the only exact times of a change. */
import type { PaxosEvent } from '#paxos/event.ts'
import { type Instant, readInstant } from '../../text/instant.ts'
import type { Facts, LegName, Observation } from '../facts.ts'

/** The events about this object whose type matches, earliest first. Events about other objects are never used. */
export function findEvents(facts: Facts, objectId: string | undefined, type: RegExp): readonly PaxosEvent[] {
  if (objectId === undefined) return []
  const time = (event: PaxosEvent) => readInstant(event.created_at)?.ms ?? Number.POSITIVE_INFINITY
  return (facts.events?.found ?? [])
    .filter(event => event.object_id === objectId && type.test(event.type ?? ''))
    .toSorted((a, b) => Math.sign(time(a) - time(b)) || 0)
}

/** When the first of them was recorded. */
export const eventTime = (facts: Facts, objectId: string | undefined, type: RegExp): Instant | undefined =>
  readInstant(findEvents(facts, objectId, type)[0]?.created_at)

/** An approval event may come with a name of its own; these are the ones that could mean it. */
export const approvalEvent = /^orchestration\.(pending|approv|reject|.*approval)/

/** The last change to this very status word that this tab saw itself. */
export const observedChange = (
  facts: Facts,
  of: 'orchestration' | LegName,
  to: string | undefined,
): Observation | undefined => facts.observed?.findLast(change => change.of === of && change.to === to)

/**
 * "No matching event in 300 searched": not finding one is not the same as its never having happened. Undefined where
 * events were not searched, or one was found.
 */
export function eventSearchText({ events }: Facts): string | undefined {
  if (!events) return undefined
  return events.found.length === 0 ? `No matching event in ${events.searched} searched` : undefined
}

/** True for an event about the orchestration itself or one of its transfers. */
export function isEventOf({ orchestration }: Facts, { object_id }: PaxosEvent): boolean {
  const { id, source_transfer, destination_transfer } = orchestration
  return (
    object_id !== undefined && [id, source_transfer?.transfer_id, destination_transfer?.transfer_id].includes(object_id)
  )
}

const knownTypes =
  /^(orchestration\.(processing|completed|failed|pending|rejected|approved|approval_granted)|transfer\..*)$/

/** The events of this orchestration whose type this version has no meaning for: listed by their raw name. */
export const unknownEvents = (facts: Facts): readonly PaxosEvent[] =>
  (facts.events?.found ?? []).filter(event => !knownTypes.test(event.type ?? '') && isEventOf(facts, event))
