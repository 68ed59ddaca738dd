/** What an orchestration is compared with: asked for after its own page is drawn, and at most two lists. */
import { queryOptions } from '@tanstack/react-query'
import { type Window, windowAround } from '#domain/compare/failures-around.ts'
import { alikeFilter } from '#domain/compare/route.ts'
import { statusesWhere } from '#domain/orchestration/status.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Environment } from '../app-config.ts'
import { get } from './client.ts'
import { serverNow } from './clock.ts'
import { readOrchestrations } from './queries.ts'

/** The most failures that one call gives, and how many completed ones are enough to compare with. */
const sizes = { failures: 1000, completed: 300 } as const

const completedStatuses = statusesWhere(({ isSuccess }) => isSuccess)

export type ComparedList = {
  readonly rows: readonly Orchestration[]
  /** Older ones exist that were not read. */
  readonly more: boolean
  /** The time asked about; undefined for any. */
  readonly window: Window | undefined
  /** RFC 3339, by the server's clock. */
  readonly readAt: string
}

async function readAlike(
  environment: Environment,
  orchestration: Orchestration,
  ended: keyof typeof sizes,
  window: Window | undefined,
  signal: AbortSignal,
): Promise<ComparedList> {
  const query = {
    ...alikeFilter(orchestration),
    // Those that ended like this one.
    status: ended === 'completed' ? completedStatuses : [orchestration.status.raw ?? ''],
    'created_at.gte': window && new Date(window.from).toISOString(),
    'created_at.lt': window && new Date(window.to).toISOString(),
    limit: sizes[ended],
  }
  const { value, readAt } = await get(environment, 'orchestrations', { query }, readOrchestrations, signal)
  return { rows: value.items.map(item => item.value), more: value.next !== undefined, window, readAt }
}

/** Read once for each page: what others did does not change while one looks, and a retry is the reader's. */
const once = { staleTime: Number.POSITIVE_INFINITY } as const

/** Those that ended like this one, or completed, among the possibly similar ones of the 24 hours around it. */
export const aroundQuery = (environment: Environment, orchestration: Orchestration, ended: keyof typeof sizes) =>
  queryOptions({
    queryKey: [environment.name, 'around', ended, orchestration.id ?? ''],
    queryFn: ({ signal }) =>
      readAlike(environment, orchestration, ended, windowAround(orchestration, serverNow()), signal),
    ...once,
  })

/** The newest completed ones among the possibly similar ones. */
export const lastCompletedQuery = (environment: Environment, orchestration: Orchestration) =>
  queryOptions({
    queryKey: [environment.name, 'last completed', ...Object.values(alikeFilter(orchestration) ?? {}).flat()],
    queryFn: ({ signal }) => readAlike(environment, orchestration, 'completed', undefined, signal),
    staleTime: 60_000,
  })
