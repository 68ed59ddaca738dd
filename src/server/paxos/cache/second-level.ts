/** The cache that replicas share, read before Paxos: with a short timeout, and trusted with nothing but bytes. */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { readingOf } from '../calls/response.ts'
import { within } from '../transport/deadline.ts'
import { factsOf } from './freshness.ts'
import { type Refusals, refusalGroups } from './refusals.ts'
import { type SharedCache, sharedTimeoutMs } from './shared-cache.ts'
import { ageOf, type CacheEntry, type Store } from './store.ts'

export type SecondLevel = {
  /** Fresh data that another replica read. Older data goes into our own cache, for when Paxos fails. */
  readonly find: (key: string, endpoint: EndpointName) => Promise<CacheEntry | undefined>
  /** Offers what was just read to the others. */
  readonly offer: (key: string, entry: CacheEntry) => void
}

export type SecondLevelDeps = {
  readonly environment: string
  readonly sharedCache: SharedCache
  readonly store: Store
  readonly refusals: Refusals
  readonly clock: Clock
}

export function createSecondLevel(deps: SecondLevelDeps): SecondLevel {
  const { environment, sharedCache, store, refusals, clock } = deps

  async function fetched(key: string, endpoint: EndpointName): Promise<CacheEntry | undefined> {
    try {
      const entry = await within(AbortSignal.timeout(sharedTimeoutMs), sharedCache.get(key, refusalGroups(endpoint)))
      if (!entry) return undefined
      const { body, etag, readAt, json } = readingOf(entry.body, entry.readAt)
      // The other replica's clock may be a little ahead of ours.
      const ageMs = Math.max(0, clock.date().getTime() - readAt.getTime())
      return {
        key,
        environment,
        endpoint,
        body,
        etag,
        readAt: readAt.toISOString(),
        at: clock.now() - ageMs,
        ...factsOf(endpoint, json, readAt),
      }
    } catch {
      return undefined
    }
  }

  return {
    find: async (key, endpoint) => {
      const theirs = await fetched(key, endpoint)
      const ours = store.lookup(key)
      if (!theirs || (ours && ours.at >= theirs.at) || refusals.includes(endpoint, theirs.at)) return undefined
      const entry = store.put(key, theirs)
      return ageOf(entry, clock) <= entry.freshness.freshMs ? entry : undefined
    },
    offer: (key, entry) => {
      const { readAt, updatedAt, freshness } = entry
      const ttlMs = freshness.freshMs + freshness.onErrorMs
      sharedCache.set(key, { body: entry.body, readAt: new Date(readAt), updatedAt }, ttlMs).catch(() => undefined)
    },
  }
}
