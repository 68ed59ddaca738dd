/**
 * The bounded search for an orchestration's events. Paxos has no filter for the events of one object, so they are looked for
 * by type and time, ten minutes either side of the two times that the record gives, and matched by the object's id.
 */

import type { Query } from '#paxos/api.ts'
import type { PaxosEvent } from '#paxos/event.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { type Instant, readInstant } from '../../text/instant.ts'
import { orchestrationStatusTable, statusMeaning } from '../status.ts'

const reachMs = 10 * 60_000
/** The event of a change is recorded at or just after the change: the search starts this much before it. */
const leadMs = 5_000
const pageSize = 100
const pagesPerSearch = 3
/** Two searches for the same type whose centres are this close together are one. */
const sameMs = 60_000

/** One search: `type` undefined asks for every type, where this version cannot know what the fitting one is called. */
export type EventSearch = { readonly type: string | undefined; readonly near: Instant }

/** What became of one search. `whole`: nothing of its twenty minutes was left out. */
export type EventSearchResult = EventSearch & {
  readonly searched: number
  readonly found: boolean
  readonly whole: boolean
}

export type EventsFound = {
  /** Events about the orchestration or one of its transfers, of whatever type. */
  readonly found: readonly PaxosEvent[]
  readonly searched: number
  readonly searches: readonly EventSearchResult[]
}

/** One page of events; `next` is the cursor of the following one. */
export type EventPage = { readonly events: readonly PaxosEvent[]; readonly next: string | undefined }

/**
 * The searches for an orchestration, at most two: the type that fits its status near its last update, and the start of its
 * processing near its creation. Only the approval's types and those of an unknown status have no known name.
 */
export function eventSearches({ status, created_at, updated_at }: Orchestration): readonly EventSearch[] {
  const { eventType, isTerminal, isApproval } = statusMeaning(status)
  const early = isApproval ? undefined : orchestrationStatusTable.PROCESSING.eventType
  const searches = [at(eventType, updated_at), at(early, created_at)].filter(search => search !== undefined)
  // What only started is looked for where it started: a later update is the less likely place.
  if (status.known !== undefined && !isTerminal) searches.reverse()
  const [first, second] = searches
  const isSame = first && second && first.type === second.type && Math.abs(first.near.ms - second.near.ms) < sameMs
  return isSame ? [first] : searches
}

function at(type: string | undefined, time: string | undefined): EventSearch | undefined {
  const near = readInstant(time)
  return near && { type, near }
}

/**
 * Runs the searches, nearest events first: from the time itself onwards, then backwards. Stops as soon as an event of
 * the orchestration is there, and after three pages a search. `read` gets the query of one page; what it throws is thrown.
 */
export async function searchEvents(
  orchestration: Orchestration,
  read: (query: Query) => Promise<EventPage>,
): Promise<EventsFound> {
  const { id, source_transfer, destination_transfer } = orchestration
  const ids = new Set([id, source_transfer?.transfer_id, destination_transfer?.transfer_id])
  const seen = new Map<string, PaxosEvent>()
  const found = new Map<string, PaxosEvent>()
  const searches: EventSearchResult[] = []
  for (const search of eventSearches(orchestration)) {
    const isIt = (event: PaxosEvent) =>
      event.object_id === id && (search.type === undefined || event.type === search.type)
    // The same type near another time: nothing more to learn.
    if ([...found.values()].some(isIt)) continue
    let [pages, searched, hit, whole] = [0, 0, false, true]
    for (const span of spansOf(search)) {
      let cursor: string | undefined
      do {
        if (pages === pagesPerSearch) {
          whole = false
          break
        }
        pages += 1
        const page = await read(cursor === undefined ? span : { ...span, page_cursor: cursor })
        cursor = page.next
        for (const [index, event] of page.events.entries()) {
          const key = event.id ?? `${searches.length} ${pages} ${index}`
          if (!seen.has(key)) searched += 1
          seen.set(key, event)
          if (event.object_id !== undefined && ids.has(event.object_id)) found.set(key, event)
        }
        hit = page.events.some(isIt)
      } while (cursor !== undefined && !hit)
      if (hit) break
    }
    searches.push({ ...search, searched, found: hit, whole })
  }
  return { found: [...found.values()], searched: seen.size, searches }
}

function spansOf({ type, near }: EventSearch): readonly Query[] {
  const time = (ms: number) => new Date(near.ms + ms).toISOString()
  const both = { type, limit: pageSize }
  return [
    { ...both, 'created_at.gte': time(-leadMs), 'created_at.lte': time(reachMs), order: 'ASC' },
    { ...both, 'created_at.gte': time(-reachMs), 'created_at.lt': time(-leadMs), order: 'DESC' },
  ]
}
