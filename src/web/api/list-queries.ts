/** Queries of the lists; a link to one orchestration doesn't wait for their code. */
import { queryOptions } from '@tanstack/react-query'
import { type BrowseFilters, type Created, frozen, listQuery, writeFilters } from '#domain/lists/browse-filters.ts'
import type { Query } from '#paxos/api.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Page } from '#paxos/page.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Environment } from '../app-config.ts'
import { type Answer, type Asking, get } from './client.ts'
import { serverNow } from './clock.ts'
import { readOrchestrations, readRules } from './queries.ts'

/** `asked` is the range that was asked for: a cursor of this answer holds for no other. */
export type ListAnswer = Answer<Page<Orchestration>> & { readonly asked: Created }

/** Rows of one page of a list. */
const pageSize = 100
/** The most rows of one answer, and of a file. */
export const fileSize = 1000

/** What stands on the screen stays until the reader asks for more, also after going there and back. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 30 * 60_000 } as const

/** What was read is read again by hand only, and who asks wants more than what the proxy knows already. */
const askingFor = (before: unknown): Asking => (before === undefined ? 'open' : 'fresh')

export async function readList(
  environment: Environment,
  filters: BrowseFilters,
  limit: number,
  signal: AbortSignal,
  asking: Asking = 'open',
): Promise<ListAnswer> {
  const now = serverNow()
  const query = listQuery(filters, now, limit)
  const answer = await get(environment, 'orchestrations', { query }, readOrchestrations, signal, asking)
  return { ...answer, asked: frozen(filters.created, now, { openEnded: true }) }
}

/** A page of the list of orchestrations. */
export const orchestrationListQuery = (environment: Environment, filters: BrowseFilters, limit = pageSize) =>
  queryOptions({
    queryKey: [environment.name, 'orchestrations', limit, ...writeFilters(filters).map(entry => entry.join('='))],
    queryFn: ({ signal, client, queryKey }) =>
      readList(environment, filters, limit, signal, askingFor(client.getQueryData(queryKey))),
    ...kept,
  })

/** How many orchestrations of a list were created after its newest row, a hundred at most. */
export const newerQuery = (environment: Environment, filters: BrowseFilters, after: string | undefined) =>
  queryOptions({
    queryKey: [environment.name, 'newer', after, ...writeFilters(filters).map(entry => entry.join('='))],
    queryFn: async ({ signal }) => {
      const query = { ...listQuery(filters, serverNow(), pageSize), 'created_at.gt': after }
      const { value } = await get(environment, 'orchestrations', { query }, readOrchestrations, signal, 'poll')
      return { count: value.items.length, more: value.next !== undefined }
    },
    enabled: after !== undefined,
  })

/** The rules by name, for lists that name their rules by id. One call, a thousand rules at most. */
export const ruleNamesQuery = (environment: Environment) =>
  queryOptions({
    queryKey: [environment.name, 'rule names'],
    queryFn: async ({ signal }): Promise<readonly Rule[]> => {
      const { value } = await get(environment, 'rules', { query: { limit: fileSize } }, readRules, signal)
      return value.items.map(item => item.value)
    },
    staleTime: 5 * 60_000,
  })

/** A page of the list of rules; `query` is what Paxos is asked for. */
export const ruleListQuery = (environment: Environment, query: Query) =>
  queryOptions({
    queryKey: [environment.name, 'rules', query],
    queryFn: ({ signal, client, queryKey }): Promise<Answer<Page<Rule>>> => {
      const asking = askingFor(client.getQueryData(queryKey))
      return get(environment, 'rules', { query: { ...query, limit: pageSize } }, readRules, signal, asking)
    },
    ...kept,
  })

/** The statuses of some orchestrations as they are now, by id: Paxos's own words. One call, a hundred ids at most. */
export const currentStatusQuery = (environment: Environment, ids: readonly string[]) =>
  queryOptions({
    queryKey: [environment.name, 'current status', ...ids],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, string | undefined>> => {
      const query = { orchestration_id: ids, limit: pageSize }
      const { value } = await get(environment, 'orchestrations', { query }, readOrchestrations, signal)
      return new Map(value.items.map(({ value: row }) => [row.id ?? '', row.status.raw]))
    },
    structuralSharing: false,
  })
