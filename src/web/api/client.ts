/** The one HTTP client of the app: GETs in Paxos's dialect, read tolerantly, every failure a `LookupError`. */

import { proxyApiBase } from '#domain/config/app-config.ts'
import type { Reply } from '#domain/config/drawing.ts'
import type { ProblemCode } from '#domain/problems/problem-code.ts'
import { problemCodes } from '#domain/problems/problem-code.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { apiPath, type EndpointName, endpoints, type Query } from '#paxos/api.ts'
import { missingScope } from '#paxos/problem.ts'
import type { Read, ReadProblem } from '#paxos/read.ts'
import type { Environment } from '../app-config.ts'
import { fromScript, isOurs, isPaxosLike, problemOfStranger } from './answered-by.ts'
import { learnServerTime } from './clock.ts'
import { LookupError } from './lookup-error.ts'

/** The proxy answers within 8.5 seconds whatever Paxos does; past this its silence is its own. */
const timeoutMs = 10_000

/** What came back: the value as far as it could be read, and the bytes it was read from. */
export type Answer<T> = {
  readonly value: T
  /** Fields that could not be read. */
  readonly problems: readonly ReadProblem[]
  /** The body, unchanged. */
  readonly raw: string
  /** When the data was read from Paxos: RFC 3339, by the server's clock. */
  readonly readAt: string
  readonly requestId: string | undefined
  /** Why this is older than it should be; undefined when it is not. */
  readonly stale: LookupProblem | undefined
  /** Newer data is being read: worth asking again in a moment. */
  readonly renewing: boolean
}

/** `open`: someone waits for it. `poll`: a refresh by itself. `fresh`: nothing that the proxy knows already will do. */
export type Asking = 'open' | 'poll' | 'fresh'

/** Whether a read may have been preloaded with the page. The browser uses that answer only for a request without headers. */
let mayBePreloaded = true

/**
 * Reads one endpoint of an environment.
 *
 * @throws LookupError for every failure but an abort by `signal`, which stays an AbortError.
 */
export async function get<T>(
  environment: Environment,
  name: EndpointName,
  target: { id?: string; query?: Query },
  read: (json: unknown) => Read<T>,
  signal: AbortSignal,
  asking: Asking = 'open',
): Promise<Answer<T>> {
  const { apiBase } = environment
  const isProxy = apiBase === proxyApiBase(environment.name)
  const isPreloaded = mayBePreloaded && name === 'orchestration' && asking === 'open'
  mayBePreloaded = false
  const path = apiBase + apiPath(name, target)
  const answered = await fetchText(
    isProxy && asking === 'fresh' ? `${path}${path.includes('?') ? '&' : '?'}fresh=1` : path,
    signal,
    {
      ...(isSameOrigin(apiBase) && !isPreloaded && fromScript),
      ...(isProxy && asking === 'poll' && { 'x-desk-purpose': 'poll' }),
    },
  )
  const { response, json } = answered
  if (!isOurs(response, json) && (isProxy || !isPaxosLike(response, json))) {
    throw new LookupError(problemOfStranger(response))
  }
  learnServerTime(response.headers.get('date'))
  return readAnswer(name, read, answered)
}

type Answered = { readonly response: Response; readonly raw: string; readonly json: unknown }

/** The answer that the server put into the page, as if it had been fetched. */
export const embeddedAnswer = ({ status, headers, body }: Reply): Answered => {
  mayBePreloaded = false
  return { response: new Response(null, { status, headers }), raw: body, json: parse(body) }
}

/**
 * Reads an answer of an endpoint.
 *
 * @throws LookupError for one without data.
 */
export function readAnswer<T>(
  name: EndpointName,
  read: (json: unknown) => Read<T>,
  { response, raw, json }: Answered,
): Answer<T> {
  const [why = '', ...details] = response.headers.get('x-stale')?.split(';') ?? []
  const requestId = response.headers.get('x-request-id') ?? undefined
  if (!response.ok) throw new LookupError(readFailure(response, json, endpoints[name].things))
  if (typeof json !== 'object' || json === null) {
    throw new LookupError({ code: 'unreadable', status: response.status, requestId })
  }
  const readAt = response.headers.get('x-read-at') ?? response.headers.get('date')
  return {
    ...read(json),
    raw,
    readAt: readAt ? new Date(readAt).toISOString() : new Date().toISOString(),
    requestId,
    stale: readStale(why, details),
    renewing: why === 'revalidating',
  }
}

async function fetchText(url: string, signal: AbortSignal, headers: Record<string, string>): Promise<Answered> {
  try {
    const response = await fetch(url, {
      headers,
      // Nobody we ask redirects; a proxy that signs people in does, to another origin, which could not be told from a failure.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const raw = await response.text()
    return { response, raw, json: parse(raw) }
  } catch (error) {
    if (signal.aborted) throw error
    throw new LookupError({ code: navigator.onLine ? 'unreachable' : 'offline' })
  }
}

const isSameOrigin = (apiBase: string) => /^\/(?!\/)/.test(apiBase)

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** What a status means where the answer names no code: a gateway other than our proxy, or Paxos itself. */
function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 400:
      return 'bad_request'
    case 401:
      return 'unauthenticated'
    case 403:
      return 'upstream_forbidden'
    case 404:
      return 'not_found'
    case 429:
      return 'upstream_penalty'
    case 504:
      return 'upstream_timeout'
    default:
      return status >= 500 ? 'upstream_unavailable' : 'upstream_bad_response'
  }
}

/** What keeps the proxy from newer data. That it saves its own budget is not worth mentioning: the age is enough. */
function readStale(why: string, details: readonly string[]): LookupProblem | undefined {
  const code = problemCodes.find(known => known === why)
  if (!code || code === 'budget_exhausted') return undefined
  const { status, 'retry-after': retryAfter } = Object.fromEntries(details.map(detail => detail.split('=')))
  return { code, status: asNumber(Number(status)), retryAfter: asNumber(Number(retryAfter)) }
}

type Fields = Readonly<Record<string, unknown>>
const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const asText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

function readFailure(response: Response, json: unknown, things: string): LookupProblem {
  const body = asFields(json)
  const code = problemCodes.find(known => known === body.code)
  // Without one of our codes the body is Paxos's own problem document.
  const upstream = asFields(code ? body.upstream : json)
  const detail = asText(upstream.detail)
  const retryAfter = asNumber(body.retryAfter) ?? asNumber(Number(response.headers.get('retry-after') ?? Number.NaN))
  return {
    code: code ?? codeOfStatus(response.status),
    status: response.status,
    things,
    requestId: asText(body.requestId) ?? response.headers.get('x-request-id') ?? undefined,
    traceId: asText(body.traceId),
    retryAfter,
    scope: asText(body.scope) ?? missingScope(detail),
    upstream: {
      status: asNumber(upstream.status),
      type: asText(upstream.type),
      title: asText(upstream.title),
      detail,
      requestId: asText(upstream.requestId) ?? asText(upstream.request_id),
    },
  }
}
