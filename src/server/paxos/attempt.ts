/** One request to one endpoint with one token, past the breaker and the penalty. */
import { type ApiEndpoint, type EndpointName, endpoints } from '#paxos/api.ts'
import type { Clock, Random } from '../clock.ts'
import type { EnvironmentMetrics } from '../observe/metrics.ts'
import { type Breaker, createBreaker, type Ticket } from './breaker.ts'
import { within } from './deadline.ts'
import type { Penalty, Permit } from './penalty.ts'
import { readRetryAfter } from './retry-after.ts'
import type { Token, TokenManager } from './token-manager.ts'
import { type Answer, type Exchange, TransportFailure } from './transport.ts'

export type AttemptDeps = {
  readonly send: (request: Exchange) => Promise<Answer>
  readonly tokens: TokenManager
  readonly penalty: Penalty
  readonly clock: Clock
  readonly random: Random
  readonly userAgent: string
  readonly metrics: EnvironmentMetrics
  readonly onBreakerOpen?: (endpoint: EndpointName, ms: number) => void
}

/** `ticket` is still to be told how the answer turned out. */
type Attempted = { readonly answer: Answer; readonly token: Token; readonly ticket: Ticket }

export type Attempt = {
  /** Throws for no answer (`TransportFailure`) and for a 429 or a refusal to send (`Fault`). */
  readonly send: (endpoint: EndpointName, path: string, requestId: string, signal: AbortSignal) => Promise<Attempted>
  /** Whether an endpoint is left alone at this moment. */
  readonly breakerOpen: (endpoint: EndpointName) => boolean
}

const maxRecordBytes = 1024 * 1024
const maxListBytes = 4 * 1024 * 1024

export function createAttempt(deps: AttemptDeps): Attempt {
  const { send, tokens, penalty, clock, random, userAgent, metrics, onBreakerOpen } = deps
  const breakers = new Map<EndpointName, Breaker>()

  function breakerOf(endpoint: EndpointName): Breaker {
    const breaker = breakers.get(endpoint) ?? createBreaker(clock, ms => opened(endpoint, ms))
    breakers.set(endpoint, breaker)
    return breaker
  }

  function opened(endpoint: EndpointName, ms: number) {
    metrics.breakerOpened(endpoint)
    onBreakerOpen?.(endpoint, ms)
  }

  function permitFor(endpoint: EndpointName, ticket: Ticket): Permit {
    try {
      return penalty.enter(endpoint)
    } catch (error) {
      ticket.unknown()
      throw error
    }
  }

  const attempt: Attempt['send'] = async (endpoint, path, requestId, signal) => {
    const token = await within(signal, tokens.get())
    const ticket = breakerOf(endpoint).enter()
    const permit = permitFor(endpoint, ticket)
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
      answer = await send({ method: 'GET', path, headers, signal, maxBytes: maxBytes(endpoint) })
    } catch (error) {
      metrics.upstream(endpoint, error instanceof TransportFailure ? error.kind : 'broken', clock.now() - sentAt)
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

  return { send: attempt, breakerOpen: endpoint => breakers.get(endpoint)?.isOpen() ?? false }
}

function maxBytes(endpoint: EndpointName): number {
  const { maxLimit }: ApiEndpoint = endpoints[endpoint]
  return maxLimit === 0 ? maxRecordBytes : maxListBytes
}

/** A W3C trace context of our own: the request id is 32 hex digits and serves as the trace id. */
function traceparent(requestId: string, random: Random): string {
  const span = Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join('')
  return `00-${requestId.replaceAll('-', '')}-${span.replace(/^0{16}$/, '0000000000000001')}-00`
}
