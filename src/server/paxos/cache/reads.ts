/** Reads through the cache: fresh data at once, stale data while it is renewed or when it cannot be, all of it marked. */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { Reading } from '../calls/judge.ts'
import { type ReadRequest, requestKey } from '../calls/request-path.ts'
import type { Asking, Source } from '../source.ts'
import { factsOf, notFoundMs } from './freshness.ts'
import { createInFlight } from './in-flight.ts'
import type { Refusals } from './refusals.ts'
import type { SecondLevel } from './second-level.ts'
import { type Forwarded, type How, isOutlived, recall, type Served, type Stale, serve } from './served.ts'
import { ageOf, isKept, isServable, type Kept, type Store } from './store.ts'

/**
 * `open`: someone waits for it. `poll`: a page that refreshes by itself. `fresh`: what is known already is no answer,
 * unless nothing newer can be had.
 */
export type ReadOptions = {
  readonly requestId: string
  readonly purpose: 'open' | 'poll'
  readonly fresh: boolean
}

export type Reads = (request: ReadRequest, options: ReadOptions) => Promise<Served>

export type ReadsDeps = {
  readonly environment: string
  readonly store: Store
  readonly secondLevel: SecondLevel | undefined
  readonly refusals: Refusals
  readonly source: Source
  /** While nothing can be sent there is no renewing, and the reason is better known. */
  readonly isStopped: () => boolean
  readonly clock: Clock
}

/** Different reads at once: bounds the memory that answers in progress can take. */
const maxInFlight = 200

type Loaded = { readonly kept: Kept; readonly how: How }
type Load = {
  readonly key: string
  readonly request: ReadRequest
  readonly asking: Asking
  readonly why: Forwarded
}

export function createReads(deps: ReadsDeps): Reads {
  const { environment, store, secondLevel, refusals, source, isStopped, clock } = deps
  const inFlight = createInFlight<Loaded>()

  function keep(key: string, { endpoint }: ReadRequest, { body, etag, readAt, json }: Reading): Kept {
    const { freshness, updatedAt } = factsOf(endpoint, json, readAt)
    return {
      key,
      environment,
      endpoint,
      body,
      etag,
      readAt: readAt.toISOString(),
      at: clock.now(),
      freshness,
      updatedAt,
    }
  }

  /** Everyone who reads this next is told, not only those who wait for it now: nobody waits for a renewal. */
  function noteFailure(failure: Fault, key: string, endpoint: EndpointName) {
    refusals.noteFailure(failure, key, endpoint)
    const rest = store.get(key)
    if (rest && isOutlived(failure)) store.put(key, { ...rest, renewalFailure: staleBy(failure) })
  }

  async function load({ key, request, asking, why }: Load): Promise<Loaded> {
    if (secondLevel && why !== 'request') {
      const found = await secondLevel.find(key, request.endpoint)
      if (found) return { kept: found, how: 'hit' }
    }
    try {
      const reading = await source(request, asking)
      const answer = keep(key, request, reading)
      const kept = store.put(key, answer)
      if (kept === answer) secondLevel?.offer(key, kept)
      return { kept, how: reading.batched ? 'batch' : 'call' }
    } catch (error) {
      if (error instanceof Fault) noteFailure(error, key, request.endpoint)
      throw error
    }
  }

  function share(read: Load) {
    if (!inFlight.has(read.key) && inFlight.size() >= maxInFlight) {
      throw new Fault('overloaded', 'Too many requests are waiting for Paxos.', { retryAfter: 1 })
    }
    return inFlight.share(read.key, () => load(read))
  }

  async function ask(read: Load, again = true): Promise<Served> {
    let joined = false
    try {
      const shared = share(read)
      joined = shared.joined
      const { kept, how } = await shared.result
      if (how === 'hit') return recall(kept, clock)
      return serve(kept, joined ? 'shared' : how, clock, read.why)
    } catch (error) {
      // What gave way may have been a poll; this one has a claim of its own.
      const gaveWay = error instanceof Fault && error.code === 'budget_exhausted'
      if (joined && gaveWay && again && read.asking.priority === 'open') return ask(read, false)
      return insteadOf(error, read.key)
    }
  }

  /** What is known already, where that is better than this failure; throws the failure where it is not. */
  function insteadOf(error: unknown, key: string): Served {
    const rest = store.get(key)
    if (!rest || !isServable(rest, clock) || !(error instanceof Fault) || !isOutlived(error)) throw error
    return recall(rest, clock, { ...staleBy(error), retryAfter: error.retryAfter })
  }

  /** Renews what has been answered already. The next reader sees how it went. */
  function renew(read: Load) {
    try {
      share(read)
    } catch {
      // Too much is under way: the next one who asks tries again.
    }
  }

  return async (request, { requestId, purpose, fresh }) => {
    const key = `${environment} ${requestKey(request)}`
    const entry = store.find(key)
    const kept = entry && isKept(entry) ? entry : undefined
    if (!fresh) {
      if (entry && !isKept(entry) && entry.notFound && clock.now() - entry.at <= notFoundMs)
        throw notFound(entry.notFound)
      const staleMs = kept ? ageOf(kept, clock) - kept.freshness.freshMs : Number.POSITIVE_INFINITY
      if (kept && staleMs <= 0) return recall(kept, clock)
      // A poll is in no hurry, and shows what it gets for as long as until the next one: it waits for new data.
      if (kept && purpose === 'open' && staleMs <= kept.freshness.renewMs && !isStopped()) {
        renew({ key, request, asking: { requestId, priority: 'follow' }, why: 'stale' })
        return recall(kept, clock, kept.renewalFailure ?? { reason: 'revalidating' })
      }
    }
    const why = fresh ? 'request' : kept ? 'stale' : 'miss'
    // A poll that gives way is answered with stale data; without any it must not give way so soon.
    const priority = purpose === 'poll' && !(kept && isServable(kept, clock)) ? 'follow' : purpose
    return ask({ key, request, asking: { requestId, priority }, why })
  }
}

const staleBy = ({ code: reason, upstream, status }: Fault): Stale => ({ reason, status: upstream?.status ?? status })

const notFound = ({ detail, upstream }: { detail: string; upstream: Fault['upstream'] }) =>
  new Fault('not_found', detail, upstream && { upstream })
