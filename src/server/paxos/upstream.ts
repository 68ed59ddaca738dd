/** One environment of Paxos as this server uses it: `read` is the only way anything is asked of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '../fault.ts'
import { type AttemptDeps, createAttempt } from './attempt.ts'
import type { Ticket } from './breaker.ts'
import { withDeadline, within } from './deadline.ts'
import { createInFlight } from './in-flight.ts'
import { failureFault, judge, type Reading } from './judge.ts'
import { type ReadRequest, requestKey, requestPath } from './request-path.ts'
import { createRetryBudget } from './retry-budget.ts'
import { TransportFailure } from './transport.ts'

/** `joined`: another request for the same data was already under way. */
type ReadResult = Reading & { readonly joined: boolean }

export type Upstream = {
  readonly name: string
  /** Reads from Paxos or throws a `Fault`. The caller's leaving has no effect on it. */
  readonly read: (request: ReadRequest, requestId: string) => Promise<ReadResult>
  /** When the stop after a 429 ends; undefined when there is none. */
  readonly penaltyUntil: () => Date | undefined
}

export type UpstreamDeps = AttemptDeps & {
  readonly name: string
  /** The API base, ending in `/v2`. */
  readonly apiUrl: URL
  /** For one read in all, token and retries included. */
  readonly totalMs: number
}

/** Different reads at once: bounds the memory that answers in progress can take. */
const maxInFlight = 200
const retryable = new Set([502, 503, 504])

export function createUpstream(deps: UpstreamDeps): Upstream {
  const { name, apiUrl, tokens, penalty, clock, random, metrics, totalMs } = deps
  const attempt = createAttempt(deps)
  const inFlight = createInFlight<Reading>()
  const retries = createRetryBudget()

  /** At most three requests: one more for a token that Paxos dropped, one more for a failure that a retry can mend. */
  async function call({ endpoint }: ReadRequest, path: string, requestId: string, signal: AbortSignal) {
    let refetched = false
    let retried = false
    const mayRetry = () => !retried && !signal.aborted && retries.take()
    const pause = () => {
      retried = true
      metrics.retried(endpoint)
      return within(signal, sleep(100 + 300 * random()))
    }
    retries.called()
    for (;;) {
      const attempted = await attempt.send(endpoint, path, requestId, signal).catch(async (error: unknown) => {
        if (!(error instanceof TransportFailure) || error.kind !== 'reset' || !mayRetry()) throw error
        await pause()
      })
      if (!attempted) continue
      const { answer, token, ticket } = attempted
      if (answer.status === 401) {
        ticket.succeeded()
        if (refetched) throw tokens.hold()
        refetched = true
        tokens.rejected(token)
      } else if (retryable.has(answer.status) && mayRetry()) {
        ticket.failed()
        await pause()
      } else {
        return settle(ticket, () => judge(answer, clock.date()))
      }
    }
  }

  async function start(request: ReadRequest, requestId: string): Promise<Reading> {
    const path = requestPath(apiUrl, request)
    try {
      return await withDeadline(totalMs, signal => call(request, path, requestId, signal))
    } catch (error) {
      throw error instanceof TransportFailure ? failureFault(error) : error
    }
  }

  metrics.watch({
    penaltyMs: penalty.remainingMs,
    tokenLifeMs: tokens.lifeMs,
    breakerOpen: attempt.breakerOpen,
  })

  return {
    name,
    read: async (request, requestId) => {
      const key = requestKey(request)
      if (!inFlight.has(key) && inFlight.size() >= maxInFlight) {
        throw new Fault('overloaded', 'Too many requests are waiting for Paxos.', { retryAfter: 1 })
      }
      const { result, joined } = inFlight.share(key, () => start(request, requestId))
      return { ...(await result), joined }
    },
    penaltyUntil: () => {
      const ms = penalty.remainingMs()
      return ms > 0 ? new Date(clock.date().getTime() + ms) : undefined
    },
  }
}

/** Tells the breaker what judging an answer led to. 4xx say nothing against the endpoint. */
function settle(ticket: Ticket, read: () => Reading): Reading {
  try {
    const reading = read()
    ticket.succeeded()
    return reading
  } catch (error) {
    const theirs = error instanceof Fault && ['upstream_unavailable', 'upstream_bad_response'].includes(error.code)
    if (theirs) ticket.failed()
    else ticket.succeeded()
    throw error
  }
}
