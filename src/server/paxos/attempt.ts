/** One request to one endpoint with one token, past the breaker, the rate budget and the penalty. */
import { type ApiEndpoint, type EndpointName, endpoints } from '#paxos/api.ts'
import type { Clock, Random, Sleep } from '../clock.ts'
import type { EnvironmentMetrics } from '../observe/metrics.ts'
import { type Breaker, createBreaker, type Ticket } from './breaker.ts'
import { createBudgetGate } from './budget-gate.ts'
import { type Deadline, within } from './deadline.ts'
import type { Penalty, Permit } from './penalty.ts'
import type { Priority, RateBudget } from './rate-budget.ts'
import { readRetryAfter } from './retry-after.ts'
import type { Token, TokenManager } from './token-manager.ts'
import { type Answer, type Exchange, failureKind } from './transport.ts'

export type AttemptDeps = {
  readonly send: (request: Exchange) => Promise<Answer>
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

/** `ticket` is still to be told how the answer turned out. */
export type Attempted = { readonly answer: Answer; readonly token: Token; readonly ticket: Ticket }

/** One thing to send: `path` with its query, `requestId` to find it by in both logs. */
export type Sending = {
  readonly endpoint: EndpointName
  readonly path: string
  readonly requestId: string
  readonly priority: Priority
}

/** Throws for no answer (`TransportFailure`) and for a 429 or a refusal to send (`Fault`). */
export type Attempt = (sending: Sending, deadline: Deadline) => Promise<Attempted>

const maxRecordBytes = 1024 * 1024
const maxListBytes = 4 * 1024 * 1024

export function createAttempt(deps: AttemptDeps): Attempt {
  const { send, tokens, penalty, clock, random, userAgent, metrics, onBreakerOpen } = deps
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

  return async ({ endpoint, path, requestId, priority }, deadline) => {
    // In one process all of this is known at once, and to wait for what is there would put the request off four times.
    const kept = within(deadline, tokens.get())
    const token = kept instanceof Promise ? await kept : kept
    const ticket = breakerOf(endpoint).enter()
    let permit: Permit
    try {
      // Everything that can refuse, the budget last but one: a request that is not sent should cost nothing of it.
      const checked = penalty.check()
      if (checked) await checked
      const room = within(deadline, enterBudget(endpoint, priority))
      if (room) await room
      const entered = penalty.enter()
      permit = entered instanceof Promise ? await entered : entered
    } catch (error) {
      ticket.unknown()
      throw error
    }
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token.secret.reveal()}`,
      'user-agent': userAgent,
      'x-request-id': requestId,
      traceparent: traceparent(requestId, random),
    }
    const sentAt = clock.now()
    let answer: Answer
    try {
      answer = await send({ method: 'GET', path, headers, deadline, maxBytes: maxBytes(endpoint) })
    } catch (error) {
      metrics.upstream(endpoint, failureKind(error), clock.now() - sentAt)
      permit.unanswered()
      ticket.failed()
      throw error
    }
    metrics.upstream(endpoint, answer.status, clock.now() - sentAt)
    if (answer.status === 429) {
      ticket.unknown()
      throw permit.throttled(readRetryAfter(answer.retryAfter, answer.date, clock.date()))
    }
    permit.answered()
    return { answer, token, ticket }
  }
}

function maxBytes(endpoint: EndpointName): number {
  const { maxLimit }: ApiEndpoint = endpoints[endpoint]
  return maxLimit === 0 ? maxRecordBytes : maxListBytes
}

/** A W3C trace context of our own: the request id is 32 hex digits and serves as the trace id. */
function traceparent(requestId: string, random: Random): string {
  // From 1: a span of nothing but zeros is none. Up to where an integer is small to V8, which writes larger ones slowly.
  const half = () => (1 + Math.floor(random() * (2 ** 31 - 2))).toString(16).padStart(8, '0')
  return `00-${requestId.replaceAll('-', '')}-${half()}${half()}-00`
}
