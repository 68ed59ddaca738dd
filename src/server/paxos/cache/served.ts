/** An answer on its way to the one who asked: how it was come by, how old it is, and why it is stale if it is. */
import type { ProblemCode } from '#domain/problems/problem-code.ts'
import { problemIs } from '#domain/problems/problem-table.ts'
import type { Clock } from '../../clock.ts'
import type { Fault } from '../../fault.ts'
import { ageOf, type Kept } from './store.ts'

/** `hit`: fresh from the cache. `call`, `batch`: read for this request, alone or with others. `shared`: for another one. */
export type How = 'hit' | 'stale' | 'call' | 'batch' | 'shared'

/** The failures that stale data is better than, and the two reasons that are none. */
type StaleReason = ProblemCode | 'revalidating' | 'older_answer'

/** Why it was asked for at Paxos (RFC 9211): nothing known, only stale data known, or a request for newer data. */
export type Forwarded = 'miss' | 'stale' | 'request'

/** `retryAfter`: seconds until asking again may help. `status`: of Paxos's answer, else of the one we would give. */
export type Stale = { readonly reason: StaleReason; readonly retryAfter?: number | undefined; readonly status?: number }

export type Served = {
  /** Of what was asked for, as the cache knows it: the same text each time, whose hash is known. */
  readonly key: string
  readonly body: Buffer
  readonly etag: string
  /** RFC 3339. */
  readonly readAt: string
  readonly how: How
  readonly ageMs: number
  /** How long it stays fresh; below zero: since when it is not. */
  readonly ttlMs: number
  readonly stale: Stale | undefined
  /** Undefined when the answer came from the cache. */
  readonly forwarded: Forwarded | undefined
}

/** Wrong with Paxos, with the way to it or with the amount asked of it; not with the request or our credentials. */
export const isOutlived = ({ code }: Fault): boolean => problemIs('allowsStale', code)

/** From the cache: fresh, or stale for this reason. */
export const recall = (kept: Kept, clock: Clock, stale?: Stale): Served => serve(kept, 'hit', clock, undefined, stale)

export function serve(kept: Kept, how: How, clock: Clock, forwarded: Forwarded | undefined, reason?: Stale): Served {
  const { key, body, etag, readAt, freshness } = kept
  const ageMs = ageOf(kept, clock)
  const ttlMs = freshness.freshMs - ageMs
  // Just read and yet not fresh: Paxos answered with an older version than is known here.
  const stale = reason ?? (ttlMs < 0 ? { reason: 'older_answer' as const } : undefined)
  return { key, body, etag, readAt, how: stale ? 'stale' : how, ageMs, ttlMs, stale, forwarded }
}
