/** The cache that replicas share, asked before Paxos is: briefly, and trusted with nothing but bytes. */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { readingOf } from '../calls/judge.ts'
import { within } from '../transport/deadline.ts'
import { factsOf } from './freshness.ts'
import { type Refusals, refusalGroups } from './refusals.ts'
import type { SharedCache } from './shared-cache.ts'
import { ageOf, type Kept, type Store } from './store.ts'

/** Longer than a healthy store ever takes, shorter than anyone notices. */
const timeoutMs = 150

export type SecondLevel = {
  /** Fresh data that another replica read. Older data is taken over too, for when nothing fresh can be had. */
  readonly find: (key: string, endpoint: EndpointName) => Promise<Kept | undefined>
  /** Offers what was just read to the others. */
  readonly offer: (key: string, kept: Kept) => void
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

  async function fetched(key: string, endpoint: EndpointName): Promise<Kept | undefined> {
    try {
      const entry = await within(AbortSignal.timeout(timeoutMs), sharedCache.get(key, refusalGroups(endpoint)))
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
      const ours = store.find(key)
      if (!theirs || (ours && ours.at >= theirs.at) || refusals.includes(endpoint, theirs.at)) return undefined
      const kept = store.put(key, theirs)
      return ageOf(kept, clock) <= kept.freshness.freshMs ? kept : undefined
    },
    offer: (key, kept) => {
      const { readAt, updatedAt, freshness } = kept
      const ttlMs = freshness.freshMs + freshness.onErrorMs
      sharedCache.set(key, { body: kept.body, readAt: new Date(readAt), updatedAt }, ttlMs).catch(() => undefined)
    },
  }
}
