/** Reads through the cache: fresh data at once, stale data during a renewal or when Paxos fails, always marked. */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { Trace } from '../../observe/trace.ts'
import { type ReadRequest, requestKey } from '../calls/request-path.ts'
import type { Reading } from '../calls/response.ts'
import type { ReadContext, Source } from '../source.ts'
import { createDedupe } from './dedupe.ts'
import { factsOf, notFoundMs } from './freshness.ts'
import type { Refusals } from './refusals.ts'
import { allowsStale, type CacheResult, type Forwarded, fromCache, type How, resultOf } from './result.ts'
import type { SecondLevel } from './second-level.ts'
import { ageOf, type CacheEntry, isCacheEntry, isServable, type Stale, type Store } from './store.ts'

/** `open`: someone waits for it. `poll`: a page refreshes itself. `fresh`: cached data only if nothing newer is available. */
export type ReadOptions = {
  readonly trace: Trace
  readonly purpose: 'open' | 'poll'
  readonly fresh: boolean
}

export type Reads = (request: ReadRequest, options: ReadOptions) => Promise<CacheResult>

export type ReadsDeps = {
  readonly environment: string
  readonly store: Store
  readonly secondLevel: SecondLevel | undefined
  readonly refusals: Refusals
  readonly source: Source
  /** While nothing may be sent, nothing is renewed, and the reason is the stop itself. */
  readonly isStopped: () => boolean
  readonly clock: Clock
}

/** Different reads at once: bounds the memory of answers in flight. */
const maxInFlight = 200

type Loaded = { readonly entry: CacheEntry; readonly how: How }
type Load = {
  readonly key: string
  readonly request: ReadRequest
  readonly context: ReadContext
  readonly why: Forwarded
}

export function createReads(deps: ReadsDeps): Reads {
  const { environment, store, secondLevel, refusals, source, isStopped, clock } = deps
  const inFlight = createDedupe<Loaded>()

  function entryOf(key: string, { endpoint }: ReadRequest, { body, etag, readAt, json }: Reading): CacheEntry {
    const facts = factsOf(endpoint, json, readAt)
    return { key, environment, endpoint, body, etag, readAt: readAt.toISOString(), at: clock.now(), ...facts }
  }

  /** Recorded for the next reader as well, of any replica: nobody waits for a renewal in the background. */
  function noteFailure(failure: Fault, key: string, endpoint: EndpointName): Promise<void> {
    const noted = refusals.noteFailure(failure, key, endpoint)
    const entry = store.get(key)
    if (entry && allowsStale(failure)) store.put(key, { ...entry, renewalFailure: staleBecause(failure) })
    return noted
  }

  async function load({ key, request, context, why }: Load): Promise<Loaded> {
    if (secondLevel && why !== 'request') {
      const found = await secondLevel.find(key, request.endpoint)
      if (found) return { entry: found, how: 'hit' }
    }
    try {
      const reading = await source(request, context)
      const answer = entryOf(key, request, reading)
      const entry = store.put(key, answer)
      if (entry === answer) secondLevel?.offer(key, entry)
      return { entry, how: reading.batched ? 'batch' : 'call' }
    } catch (error) {
      if (error instanceof Fault) await noteFailure(error, key, request.endpoint)
      throw error
    }
  }

  /** Joins the same read in flight, or starts it; throws `overloaded` when too many are in flight. */
  function loadOnce(read: Load) {
    if (!inFlight.has(read.key) && inFlight.size() >= maxInFlight) {
      throw new Fault('overloaded', 'Too many requests are waiting for Paxos.', { retryAfter: 1 })
    }
    return inFlight.run(read.key, () => load(read))
  }

  async function readThrough(read: Load, again = true): Promise<CacheResult> {
    let joined = false
    try {
      const loading = loadOnce(read)
      joined = loading.joined
      const { entry, how } = await loading.result
      if (how === 'hit') return fromCache(entry, clock)
      return resultOf(entry, joined ? 'shared' : how, clock, read.why)
    } catch (error) {
      // The read that was joined may have been a poll that gave way; a page that opens has priority of its own.
      const gaveWay = error instanceof Fault && error.code === 'budget_exhausted'
      if (joined && gaveWay && again && read.context.priority === 'open') return readThrough(read, false)
      return staleInstead(error, read.key)
    }
  }

  /** Cached data where that is better than this failure; otherwise throws the failure. */
  function staleInstead(error: unknown, key: string): CacheResult {
    const entry = store.get(key)
    if (!entry || !isServable(entry, clock) || !(error instanceof Fault) || !allowsStale(error)) throw error
    return fromCache(entry, clock, { ...staleBecause(error), retryAfter: error.retryAfter })
  }

  /** Renews in the background what has been answered. The next reader sees the outcome. */
  function renew(read: Load) {
    try {
      loadOnce(read)
    } catch {
      // Too many reads are in flight: the next reader tries again.
    }
  }

  return async (request, { trace, purpose, fresh }) => {
    const key = `${environment} ${requestKey(request)}`
    const found = store.lookup(key)
    const entry = found && isCacheEntry(found) ? found : undefined
    if (!fresh) {
      if (found && !isCacheEntry(found) && found.notFound && clock.now() - found.at <= notFoundMs) {
        throw notFound(found.notFound)
      }
      const staleMs = entry ? ageOf(entry, clock) - entry.freshness.freshMs : Number.POSITIVE_INFINITY
      if (entry && staleMs <= 0) return fromCache(entry, clock)
      // A poll waits for new data: nobody is waiting for it, and the page shows the result until the next one.
      if (entry && purpose === 'open' && staleMs <= entry.freshness.renewMs && !isStopped()) {
        renew({ key, request, context: { trace, priority: 'follow' }, why: 'stale' })
        return fromCache(entry, clock, entry.renewalFailure ?? { reason: 'revalidating' })
      }
    }
    const why = fresh ? 'request' : entry ? 'stale' : 'miss'
    // A poll that gives way gets stale data; without any, it gives way later.
    const priority = purpose === 'poll' && !(entry && isServable(entry, clock)) ? 'follow' : purpose
    return readThrough({ key, request, context: { trace, priority }, why })
  }
}

const staleBecause = ({ code: reason, upstream, status }: Fault): Stale => ({
  reason,
  status: upstream?.status ?? status,
})

const notFound = ({ detail, upstream }: { detail: string; upstream: Fault['upstream'] }) =>
  new Fault('not_found', detail, upstream && { upstream })
