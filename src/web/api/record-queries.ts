/** Queries of what is read after the orchestration itself: transfers, events, its rule. */
import { queryOptions } from '@tanstack/react-query'
import { type EventsFound, searchEvents } from '#domain/orchestration/timeline/event-search.ts'
import { readEvent } from '#paxos/event.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { readPage } from '#paxos/page.ts'
import { readTransfer, type Transfer } from '#paxos/transfer.ts'
import type { Environment } from '../app-config.ts'
import { type Answer, get } from './client.ts'

/** One transfer. Who shows it decides when it is read again, and whether a moment ago is recent enough. */
export const transferQuery = (environment: Environment, id: string, fresh = false) =>
  queryOptions({
    queryKey: [environment.name, 'transfer', id] as const,
    queryFn: ({ signal, client, queryKey }): Promise<Answer<Transfer>> => {
      const asking = fresh ? 'fresh' : client.getQueryData(queryKey) ? 'poll' : 'open'
      return get(environment, 'transfer', { id }, readTransfer, signal, asking)
    },
  })

/**
 * The events of one orchestration, at most six reads, see `searchEvents`. What they say of the past does not change, so
 * they are searched again only when the status does.
 */
export const eventsQuery = (environment: Environment, orchestration: Orchestration) =>
  queryOptions({
    queryKey: [environment.name, 'events', orchestration.id ?? '', orchestration.status.raw ?? ''] as const,
    queryFn: ({ signal }): Promise<EventsFound> =>
      searchEvents(orchestration, async query => {
        const { value } = await get(environment, 'events', { query }, readEvents, signal)
        return { events: value.items.map(item => item.value), next: value.next }
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })

const readEvents = (json: unknown) => readPage(json, 'events', readEvent)
