/**
 * What Paxos refuses. Nothing that was read before a refusal is returned after it, whether a page, a renewal in the
 * background, a batch or another replica met it. The next reader calls Paxos and gets its answer.
 */
import { type EndpointName, endpoints } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import type { Fault } from '../../fault.ts'
import { within } from '../transport/deadline.ts'
import { type SharedCache, sharedTimeoutMs } from './shared-cache.ts'
import type { Store } from './store.ts'

export type Refusals = {
  /**
   * Records what the failure of this read refuses. A 400, a 404 or a business 403 refuses this request; a missing scope
   * refuses every endpoint of that scope. Other failures refuse nothing. Resolves when the other replicas know of it and of
   * refused credentials, or their store takes too long.
   */
  readonly noteFailure: (failure: Fault, key: string, endpoint: EndpointName) => Promise<void>
  /** Records that Paxos refused the credentials, and so everything that was read with them. */
  readonly noteCredentials: () => void
  /** Whether an answer of this endpoint, read at this time (monotonic ms), has been refused since. */
  readonly includes: (endpoint: EndpointName, readAt: number) => boolean
}

const everything = 'everything'
const scopes = [...new Set(Object.values(endpoints).map(({ scope }) => scope))]

/** The groups whose refusal includes this endpoint. */
export const refusalGroups = (endpoint: EndpointName): readonly string[] => [endpoints[endpoint].scope, everything]

export type RefusalsDeps = {
  readonly environment: string
  readonly store: Store
  readonly sharedCache: SharedCache | undefined
  readonly clock: Clock
}

export function createRefusals({ environment, store, sharedCache, clock }: RefusalsDeps): Refusals {
  /** The time of the latest refusal by group. */
  const refusedAt = new Map<string, number>()
  /** Settles when the other replicas know of every refusal so far. */
  let told: Promise<void> = Promise.resolve()

  function dropGroup(group: string, at: number) {
    if (at <= (refusedAt.get(group) ?? Number.NEGATIVE_INFINITY)) return
    refusedAt.set(group, at)
    store.drop(entry => entry.environment === environment && entry.at <= at && isIn(group, entry.endpoint))
  }

  function refuseGroup(group: string) {
    dropGroup(group, clock.now())
    tellOthers(group)
  }

  function tellOthers(keyOrGroup: string) {
    if (!sharedCache) return
    told = within(AbortSignal.timeout(sharedTimeoutMs), sharedCache.refuse(keyOrGroup)).catch(() => undefined)
  }

  sharedCache?.onRefused([...scopes, everything], (group, ageMs) => dropGroup(group, clock.now() - ageMs))

  return {
    noteFailure: (failure, key, endpoint) => {
      const reach = reachOf(failure)
      if (reach === 'scope') refuseGroup(endpoints[endpoint].scope)
      if (reach === 'record') {
        const { code, detail, upstream } = failure
        store.putNone(key, { at: clock.now(), ...(code === 'not_found' && { notFound: { detail, upstream } }) })
        tellOthers(key)
      }
      return told
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
      // Paxos's own 400; ours are for requests that were never sent.
      return upstream && 'record'
    case 'upstream_forbidden':
      return scope === undefined ? 'record' : 'scope'
    default:
      return undefined
  }
}
