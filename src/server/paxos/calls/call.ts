/** One read from Paxos, retried where that can help. */
import { Fault } from '../../fault.ts'
import { within } from '../transport/deadline.ts'
import { TransportFailure } from '../transport/transport.ts'
import { type ApiRequest, type AttemptDeps, type Attempted, createAttempt } from './attempt.ts'
import type { Ticket } from './breaker.ts'
import { parseResponse, type Reading } from './response.ts'
import { createRetryBudget } from './retry-budget.ts'

const retryable = new Set([502, 503, 504])

/** Throws a `TransportFailure` for no answer, and a `Fault` for any answer without data. */
export type Caller = (request: ApiRequest, deadline: AbortSignal) => Promise<Reading>

export function createCaller(deps: AttemptDeps): Caller {
  const { tokens, clock, random, sleep, metrics } = deps
  const attempt = createAttempt(deps)
  const retries = createRetryBudget()

  /** At most three requests: one more for a dropped token, one more for a retryable failure. */
  return async (first, deadline) => {
    let request = first
    let refetched = false
    let retried = false
    const mayRetry = () => !retried && !deadline.aborted && retries.take()
    const pause = () => {
      retried = true
      metrics.retried(first.endpoint)
      // A retry gives way to first attempts.
      request = { ...first, priority: first.priority === 'open' ? 'follow' : first.priority }
      return within(deadline, sleep(100 + 300 * random()))
    }
    retries.called()
    for (;;) {
      let attempted: Attempted
      try {
        attempted = await attempt(request, deadline)
      } catch (error) {
        if (!(error instanceof TransportFailure) || error.kind !== 'reset' || !mayRetry()) throw error
        await pause()
        continue
      }
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
        return settle(ticket, () => parseResponse(answer, clock.date()))
      }
    }
  }
}

/** Parses an answer and reports the outcome to the breaker. 4xx don't count against the endpoint. */
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
