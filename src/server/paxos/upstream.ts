/** One environment of Paxos as this server uses it: `read` is the only way anything is asked of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiEndpoint, apiPath, type EndpointName, endpoints, type Query } from '#paxos/api.ts'
import type { Clock, Random } from '../clock.ts'
import { Fault } from '../fault.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { withDeadline } from './deadline.ts'
import { createInFlight } from './in-flight.ts'
import { failureFault, judge, type Reading } from './judge.ts'
import type { Penalty } from './penalty.ts'
import { readRetryAfter } from './retry-after.ts'
import { createRetryBudget } from './retry-budget.ts'
import type { TokenManager } from './token-manager.ts'
import { type Answer, type Exchange, TransportFailure } from './transport.ts'

/** What is asked for. Both are validated before. */
export type ReadRequest = {
  readonly endpoint: EndpointName
  readonly id?: string
  readonly query?: Query
}

/** `joined`: another request for the same data was already under way. */
export type ReadResult = Reading & { readonly joined: boolean }

export type Upstream = {
  readonly name: string
  /** Reads from Paxos or throws a `Fault`. The caller's leaving has no effect on it. */
  readonly read: (request: ReadRequest, requestId: string) => Promise<ReadResult>
  /** When the stop after a 429 ends; undefined when there is none. */
  readonly penaltyUntil: () => Date | undefined
}

export type UpstreamDeps = {
  readonly name: string
  /** The API base, ending in `/v2`. */
  readonly apiUrl: URL
  readonly send: (request: Exchange) => Promise<Answer>
  readonly tokens: TokenManager
  readonly penalty: Penalty
  readonly clock: Clock
  readonly random: Random
  readonly userAgent: string
  /** For one read in all, token and retries included. */
  readonly totalMs: number
  readonly onBreakerOpen?: (endpoint: EndpointName, ms: number) => void
}

const maxRecordBytes = 1024 * 1024
const maxListBytes = 4 * 1024 * 1024
/** Different reads at once: bounds the memory that answers in progress can take. */
const maxInFlight = 200
const retryable = new Set([502, 503, 504])

export function createUpstream(deps: UpstreamDeps): Upstream {
  const { name, apiUrl, send, tokens, penalty, clock, random, userAgent, totalMs, onBreakerOpen } = deps
  const inFlight = createInFlight<Reading>()
  const retries = createRetryBudget()
  const breakers = new Map<EndpointName, Breaker>()
  const base = apiUrl.pathname.replace(/\/$/, '')

  function breakerOf(endpoint: EndpointName): Breaker {
    const breaker = breakers.get(endpoint) ?? createBreaker(clock, ms => onBreakerOpen?.(endpoint, ms))
    breakers.set(endpoint, breaker)
    return breaker
  }

  /** The path below the API base, checked once more against the template: nothing may have climbed out of it. */
  function pathOf({ endpoint, id, query }: ReadRequest): string {
    const path = base + apiPath(endpoint, { ...(id !== undefined && { id }), ...(query && { query }) })
    const url = new URL(apiUrl.origin + path)
    const expected = base + endpoints[endpoint].path.replace('{id}', id ?? '')
    if (url.origin !== apiUrl.origin || url.pathname !== expected || url.username || url.hash) {
      throw new Fault('bad_request', 'This request does not stay within the API.', { reason: 'path_assertion' })
    }
    return path
  }

  /** One request with one token. Throws for no answer and for a 429; every other answer is returned. */
  async function attempt(endpoint: EndpointName, path: string, requestId: string, signal: AbortSignal) {
    const token = await within(signal, tokens.get())
    const ticket = breakerOf(endpoint).enter()
    let permit: ReturnType<Penalty['enter']>
    try {
      permit = penalty.enter(endpoint)
    } catch (error) {
      ticket.unknown()
      throw error
    }
    const { maxLimit }: ApiEndpoint = endpoints[endpoint]
    let answer: Answer
    try {
      answer = await send({
        method: 'GET',
        path,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token.secret.reveal()}`,
          'user-agent': userAgent,
          'x-request-id': requestId,
          traceparent: traceparent(requestId, random),
        },
        signal,
        maxBytes: maxLimit === 0 ? maxRecordBytes : maxListBytes,
      })
    } catch (error) {
      permit.unanswered()
      ticket.failed()
      throw error
    }
    if (answer.status === 429) {
      ticket.unknown()
      throw permit.throttled(readRetryAfter(answer.retryAfter, answer.date, clock.date()))
    }
    permit.answered()
    return { answer, token, ticket }
  }

  async function call(request: ReadRequest, requestId: string, signal: AbortSignal): Promise<Reading> {
    const { endpoint } = request
    const path = pathOf(request)
    let refetched = false
    let retried = false
    const mayRetry = () => !retried && !signal.aborted && retries.take()
    const pause = async () => {
      retried = true
      await within(signal, sleep(100 + 300 * random(), undefined, { signal }))
    }
    retries.called()
    for (;;) {
      try {
        const { answer, token, ticket } = await attempt(endpoint, path, requestId, signal)
        if (answer.status === 401) {
          ticket.succeeded()
          if (refetched) throw tokens.hold()
          refetched = true
          tokens.rejected(token)
          continue
        }
        if (retryable.has(answer.status) && mayRetry()) {
          ticket.failed()
          await pause()
          continue
        }
        return settle(ticket, () => judge(answer, clock.date()))
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error
        if (error.kind !== 'reset' || !mayRetry()) throw failureFault(error)
        await pause()
      }
    }
  }

  return {
    name,
    read: async (request, requestId) => {
      const key = keyOf(request)
      if (!inFlight.has(key) && inFlight.size() >= maxInFlight) {
        throw new Fault('overloaded', 'Too many requests are waiting for Paxos.', { retryAfter: 1 })
      }
      const { result, joined } = inFlight.share(key, () =>
        withDeadline(totalMs, signal => call(request, requestId, signal)),
      )
      return { ...(await result), joined }
    },
    penaltyUntil: () => {
      const ms = penalty.remainingMs()
      return ms > 0 ? new Date(clock.date().getTime() + ms) : undefined
    },
  }
}

/** Tells the breaker what judging an answer led to. 4xx say nothing against the endpoint. */
function settle(ticket: { succeeded: () => void; failed: () => void }, read: () => Reading): Reading {
  try {
    const reading = read()
    ticket.succeeded()
    return reading
  } catch (error) {
    const ours = error instanceof Fault && ['upstream_unavailable', 'upstream_bad_response'].includes(error.code)
    if (ours) ticket.failed()
    else ticket.succeeded()
    throw error
  }
}

/** The same data by the same key: parameters in one order, values in the order asked for. */
function keyOf({ endpoint, id, query = {} }: ReadRequest): string {
  const pairs = Object.keys(query)
    .sort()
    .map(key => [key, query[key]])
  return JSON.stringify([endpoint, id ?? null, pairs])
}

/** Waits no longer than the deadline, without cancelling what others wait for too. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  if (signal.aborted) throw new TransportFailure('timeout', 'DEADLINE')
  let onAbort: (() => void) | undefined
  const deadline = new Promise<never>((_, reject) => {
    onAbort = () => reject(new TransportFailure('timeout', 'DEADLINE'))
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort)
  }
}

/** A W3C trace context of our own: the request id is 32 hex digits and serves as the trace id. */
function traceparent(requestId: string, random: Random): string {
  const span = Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16)).join('')
  return `00-${requestId.replaceAll('-', '')}-${span.replace(/^0{16}$/, '0000000000000001')}-00`
}
