/** One read at Paxos: an attempt, and another one where that can mend it. */
import { Fault } from '../../fault.ts'
import { within } from '../transport/deadline.ts'
import { TransportFailure } from '../transport/transport.ts'
import { type AttemptDeps, type Attempted, createAttempt, type Sending } from './attempt.ts'
import type { Ticket } from './breaker.ts'
import { judge, type Reading } from './judge.ts'
import { createRetryBudget } from './retry-budget.ts'

const retryable = new Set([502, 503, 504])

/** Throws a `TransportFailure` for no answer and a `Fault` for every answer that is no data. */
export type Caller = (sending: Sending, deadline: AbortSignal) => Promise<Reading>

export function createCaller(deps: AttemptDeps): Caller {
  const { tokens, clock, random, sleep, metrics } = deps
  const attempt = createAttempt(deps)
  const retries = createRetryBudget()

  /** At most three requests: one more for a token that Paxos dropped, one more for a failure that a retry can mend. */
  return async (first, deadline) => {
    let sending = first
    let refetched = false
    let retried = false
    const mayRetry = () => !retried && !deadline.aborted && retries.take()
    const pause = () => {
      retried = true
      metrics.retried(first.endpoint)
      // What is tried again gives way to what has not been tried yet.
      sending = { ...first, priority: first.priority === 'open' ? 'follow' : first.priority }
      return within(deadline, sleep(100 + 300 * random()))
    }
    retries.called()
    for (;;) {
      let attempted: Attempted
      try {
        attempted = await attempt(sending, deadline)
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
        return settle(ticket, () => judge(answer, clock.date()))
      }
    }
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
