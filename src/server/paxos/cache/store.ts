/** What was read from Paxos, in bounded memory. The least recently used entry makes room. */
import { LRUCache } from 'lru-cache'
import type { ProblemCode } from '#domain/problems/problem-code.ts'
import { compareInstants } from '#domain/text/instant.ts'
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import type { FaultOptions } from '../../fault.ts'
import type { AnswerFacts } from './freshness.ts'

/** The failures for which stale data is returned instead, and two reasons that are not failures. */
type StaleReason = ProblemCode | 'revalidating' | 'older_answer'

/** `retryAfter`: seconds until a retry may help. `status`: that of Paxos's answer, otherwise the one we would return. */
export type Stale = { readonly reason: StaleReason; readonly retryAfter?: number | undefined; readonly status?: number }

/** An answer of Paxos with what the cache needs to know about it. */
export type CacheEntry = AnswerFacts & {
  /** The environment and the request. */
  readonly key: string
  readonly environment: string
  readonly endpoint: EndpointName
  readonly body: Buffer
  readonly etag: string
  /** When it was read, in RFC 3339 for people and in monotonic milliseconds for ages. */
  readonly readAt: string
  readonly at: number
  /** Why the latest attempt to renew it failed; undefined when none has failed. */
  readonly renewalFailure?: Stale
}

/** Paxos refused the request, or has no record with this ID and said so in these words. */
type NoEntry = {
  readonly at: number
  readonly notFound?: { readonly detail: string; readonly upstream: FaultOptions['upstream'] }
}

export type Store = {
  readonly lookup: (key: string) => CacheEntry | NoEntry | undefined
  readonly get: (key: string) => CacheEntry | undefined
  /** Stores an answer and returns the stored one: a record that was updated later stays. */
  readonly put: (key: string, answer: CacheEntry) => CacheEntry
  readonly putNone: (key: string, none: NoEntry) => void
  /** Removes these answers. */
  readonly drop: (which: (entry: CacheEntry) => boolean) => void
}

export type StoreOptions = { readonly clock: Clock; readonly maxBytes?: number }

export const isCacheEntry = (entry: CacheEntry | NoEntry): entry is CacheEntry => 'body' in entry

/** All environments together. */
const defaultBytes = 20 * 1024 * 1024
/** Objects, slots and allocator around the bytes of an entry, by measurement. */
const overhead = 1024

/** Milliseconds since it was read. */
export const ageOf = ({ at }: Pick<CacheEntry, 'at'>, clock: Clock): number => Math.max(0, clock.now() - at)

/** Whether it may still be returned when nothing newer is available. */
export const isServable = (entry: CacheEntry, clock: Clock): boolean =>
  ageOf(entry, clock) <= entry.freshness.freshMs + entry.freshness.onErrorMs

export function createStore({ clock, maxBytes = defaultBytes }: StoreOptions): Store {
  const entries = new LRUCache<string, CacheEntry | NoEntry>({
    maxSize: maxBytes,
    sizeCalculation: (entry, key) =>
      overhead + 2 * key.length + (isCacheEntry(entry) ? entry.body.length : 2 * JSON.stringify(entry).length),
  })
  const lookup = (key: string) => entries.get(key)
  const get = (key: string) => {
    const entry = lookup(key)
    return entry && isCacheEntry(entry) ? entry : undefined
  }
  return {
    lookup,
    get,
    put: (key, answer) => {
      const before = get(key)
      if (before && isServable(before, clock) && isOlder(answer, before)) return before
      entries.set(key, answer)
      return answer
    },
    putNone: (key, none) => void entries.set(key, none),
    drop: which => {
      for (const [key, entry] of [...entries]) if (isCacheEntry(entry) && which(entry)) entries.delete(key)
    },
  }
}

/** By the records' own times, to the nanosecond: Paxos's replicas lag behind each other. */
const isOlder = ({ updatedAt: ours }: CacheEntry, { updatedAt: theirs }: CacheEntry): boolean =>
  ours !== undefined && theirs !== undefined && compareInstants(ours, theirs) < 0
