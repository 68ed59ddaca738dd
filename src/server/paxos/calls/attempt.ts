/** Sends one request with one token, subject to breaker, rate budget and penalty. */
import { type ApiEndpoint, type EndpointName, endpoints } from '#paxos/api.ts'
import type { Clock, Random, Sleep } from '../../clock.ts'
import type { EnvironmentMetrics } from '../../observe/metrics.ts'
import { type Trace, traceparentOf } from '../../observe/trace.ts'
import { createBudgetGate } from '../budget/budget-gate.ts'
import type { Penalty } from '../budget/penalty.ts'
import type { Priority, RateBudget } from '../budget/rate-budget.ts'
import { readRetryAfter } from '../budget/retry-after.ts'
import type { Token, TokenManager } from '../token/token-manager.ts'
import type { ConnectionSlots } from '../transport/connection-slots.ts'
import { within } from '../transport/deadline.ts'
import { type Answer, type Exchange, failureKind, NotSent } from '../transport/transport.ts'
import { type Breaker, createBreaker, type Ticket } from './breaker.ts'

export type AttemptDeps = {
  readonly exchange: (request: Exchange) => Promise<Answer>
  readonly slots: ConnectionSlots
  readonly tokens: TokenManager
  readonly penalty: Penalty
  readonly budget: RateBudget
  readonly clock: Clock
  readonly sleep: Sleep
  readonly random: Random
  readonly userAgent: string
  readonly metrics: EnvironmentMetrics
  readonly onBreakerOpen?: (endpoint: EndpointName, ms: number) => void
}

/** The caller reports the outcome to `ticket`. */
export type Attempted = { readonly answer: Answer; readonly token: Token; readonly ticket: Ticket }

/** `path` includes the query; the request ID of `trace` is in both logs. */
export type ApiRequest = {
  readonly endpoint: EndpointName
  readonly path: string
  readonly trace: Trace
  readonly priority: Priority
}

/** Throws a `TransportFailure` for no answer, and a `Fault` for a 429 or when nothing may be sent. */
export type Attempt = (sending: ApiRequest, deadline: AbortSignal) => Promise<Attempted>

const maxRecordBytes = 1024 * 1024
const maxListBytes = 4 * 1024 * 1024

export function createAttempt(deps: AttemptDeps): Attempt {
  const { exchange, slots, tokens, penalty, clock, random, userAgent, metrics, onBreakerOpen } = deps
  const enterBudget = createBudgetGate(deps)
  const breakers = new Map<EndpointName, Breaker>()

  function breakerOf(endpoint: EndpointName): Breaker {
    const known = breakers.get(endpoint)
    if (known) return known
    const breaker = createBreaker(clock, ms => {
      metrics.breakerOpened(endpoint)
      onBreakerOpen?.(endpoint, ms)
    })
    metrics.watchBreaker(endpoint, breaker.isOpen)
    breakers.set(endpoint, breaker)
    return breaker
  }

  return async ({ endpoint, path, trace, priority }, deadline) => {
    const token = await within(deadline, tokens.get())
    const ticket = breakerOf(endpoint).enter()
    const slot = slots.slot(deadline)

    /** Everything that can refuse; the budget last, so that a request that is not sent costs nothing. */
    async function leave() {
      try {
        await penalty.check()
        const sendBy = await within(deadline, enterBudget(endpoint, priority, slot))
        return { permit: await penalty.enter(), mayStart: () => clock.now() <= sendBy }
      } catch (error) {
        ticket.unknown()
        throw error
      }
    }

    /** Sends the request; with a new place in the budget if no connection was open in time. */
    async function send() {
      for (;;) {
        const { permit, mayStart } = await leave()
        const headers = headersOf(token, trace)
        const sentAt = clock.now()
        try {
          const answer = await exchange({
            method: 'GET',
            path,
            headers,
            deadline,
            maxBytes: maxBytes(endpoint),
            mayStart,
          })
          metrics.upstream(endpoint, answer.status, clock.now() - sentAt)
          return { answer, permit }
        } catch (error) {
          permit.unanswered()
          if (error instanceof NotSent) continue
          metrics.upstream(endpoint, failureKind(error), clock.now() - sentAt)
          ticket.failed()
          throw error
        }
      }
    }

    const { answer, permit } = await send().finally(slot.letGo)
    if (answer.status === 429) {
      ticket.unknown()
      throw permit.throttled(readRetryAfter(answer.retryAfter, answer.date, clock.date()))
    }
    permit.answered()
    return { answer, token, ticket }
  }

  function headersOf(token: Token, trace: Trace) {
    return {
      accept: 'application/json',
      authorization: `Bearer ${token.secret.reveal()}`,
      'user-agent': userAgent,
      'x-request-id': trace.requestId,
      traceparent: traceparentOf(trace, random),
    }
  }
}

function maxBytes(endpoint: EndpointName): number {
  const { maxLimit }: ApiEndpoint = endpoints[endpoint]
  return maxLimit === 0 ? maxRecordBytes : maxListBytes
}
