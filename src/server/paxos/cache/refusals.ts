/**
 * What Paxos refuses to answer. Nothing that was read before a refusal is served after it, no matter who met it: a page,
 * a renewal in the background, a batch or another replica. The next reader asks Paxos and is told.
 */
import { type EndpointName, endpoints } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import type { Fault } from '../../fault.ts'
import type { SharedCache } from './shared-cache.ts'
import type { Store } from './store.ts'

export type Refusals = {
  /**
   * Notes what the failure of this read refuses. A 400, a 404 or a business 403 refuses what was asked for; a missing
   * scope refuses every endpoint of that scope. Other failures say nothing about data that was read before.
   */
  readonly noteFailure: (failure: Fault, key: string, endpoint: EndpointName) => void
  /** Paxos refused the credentials, and with them all that was read for them. */
  readonly noteCredentials: () => void
  /** Whether an answer of this endpoint that was read at this time (monotonic ms) has been refused since. */
  readonly includes: (endpoint: EndpointName, readAt: number) => boolean
}

const everything = 'everything'
const scopes = [...new Set(Object.values(endpoints).map(({ scope }) => scope))]

/** What an answer of this endpoint is refused together with. */
export const refusalGroups = (endpoint: EndpointName): readonly string[] => [endpoints[endpoint].scope, everything]

export type RefusalsDeps = {
  readonly environment: string
  readonly store: Store
  readonly sharedCache: SharedCache | undefined
  readonly clock: Clock
}

export function createRefusals({ environment, store, sharedCache, clock }: RefusalsDeps): Refusals {
  /** By group: when it was refused last. */
  const refusedAt = new Map<string, number>()

  function dropGroup(group: string, at: number) {
    if (at <= (refusedAt.get(group) ?? Number.NEGATIVE_INFINITY)) return
    refusedAt.set(group, at)
    store.drop(entry => entry.environment === environment && entry.at <= at && isIn(group, entry.endpoint))
  }

  function refuseGroup(group: string) {
    dropGroup(group, clock.now())
    sharedCache?.refuse(group)
  }

  sharedCache?.onRefused([...scopes, everything], (group, ageMs) => dropGroup(group, clock.now() - ageMs))

  return {
    noteFailure: (failure, key, endpoint) => {
      const reach = reachOf(failure)
      if (reach === 'scope') refuseGroup(endpoints[endpoint].scope)
      if (reach !== 'record') return
      const { code, detail, upstream } = failure
      store.putNone(key, { at: clock.now(), ...(code === 'not_found' && { notFound: { detail, upstream } }) })
      sharedCache?.refuse(key)
    },
    noteCredentials: () => refuseGroup(everything),
    includes: (endpoint, readAt) =>
      refusalGroups(endpoint).some(group => readAt <= (refusedAt.get(group) ?? Number.NEGATIVE_INFINITY)),
  }
}

const isIn = (group: string, endpoint: EndpointName) => refusalGroups(endpoint).includes(group)

function reachOf({ code, scope, upstream }: Fault): 'record' | 'scope' | undefined {
  switch (code) {
    case 'not_found':
      return 'record'
    case 'bad_request':
      // Paxos's own 400, not one for a request that was never sent.
      return upstream && 'record'
    case 'upstream_forbidden':
      return scope === undefined ? 'record' : 'scope'
    default:
      return undefined
  }
}
