/** What a read returns: the data, how it was obtained, how old it is, and why it is stale if it is. */
import { problemIs } from '#domain/problems/problem-table.ts'
import type { Clock } from '../../clock.ts'
import type { Fault } from '../../fault.ts'
import { ageOf, type CacheEntry, type Stale } from './store.ts'

/** `hit`: fresh from the cache. `call`, `batch`: read for this request, alone or with others. `shared`: for another one. */
export type How = 'hit' | 'stale' | 'call' | 'batch' | 'shared'

/** Why Paxos was called (RFC 9211): nothing in the cache, only stale data, or a request for newer data. */
export type Forwarded = 'miss' | 'stale' | 'request'

export type CacheResult = {
  /** The key of the cache entry. */
  readonly key: string
  readonly body: Buffer
  readonly etag: string
  /** RFC 3339. */
  readonly readAt: string
  readonly how: How
  readonly ageMs: number
  /** How long it stays fresh; negative once it is stale. */
  readonly ttlMs: number
  readonly stale: Stale | undefined
  /** Undefined when the data came from the cache. */
  readonly forwarded: Forwarded | undefined
}

/** Whether stale data is better than this failure: a failure of Paxos, of the network or of our own limits. */
export const allowsStale = ({ code }: Fault): boolean => problemIs('allowsStale', code)

/** A result from the cache: fresh, or stale for this reason. */
export const fromCache = (entry: CacheEntry, clock: Clock, stale?: Stale): CacheResult =>
  resultOf(entry, 'hit', clock, undefined, stale)

export function resultOf(
  entry: CacheEntry,
  how: How,
  clock: Clock,
  forwarded: Forwarded | undefined,
  reason?: Stale,
): CacheResult {
  const { key, body, etag, readAt, freshness } = entry
  const ageMs = ageOf(entry, clock)
  const ttlMs = freshness.freshMs - ageMs
  // Just read and not fresh: Paxos answered with an older version than the cache has.
  const stale = reason ?? (ttlMs < 0 ? { reason: 'older_answer' as const } : undefined)
  return { key, body, etag, readAt, how: stale ? 'stale' : how, ageMs, ttlMs, stale, forwarded }
}
