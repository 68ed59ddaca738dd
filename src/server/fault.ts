/** One error type for everything that ends in an error answer. */
import type { ProblemCode, ProblemDocument } from '#domain/problems/problem-code.ts'

/** The status and title each code has unless the thrower knows better. */
const defaults: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  bad_request: { status: 400, title: 'This request could not be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Refused' },
  not_found: { status: 404, title: 'Nothing here' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  user_rate_limited: { status: 429, title: 'Too many requests from you' },
  upstream_penalty: { status: 503, title: 'Paxos asked us to slow down' },
  budget_exhausted: { status: 503, title: 'The rate budget is used up' },
  upstream_credentials: { status: 502, title: "Paxos did not accept this server's credentials" },
  upstream_forbidden: { status: 502, title: 'Paxos refused this request' },
  upstream_timeout: { status: 504, title: 'Paxos did not answer in time' },
  upstream_bad_response: { status: 502, title: 'Paxos sent something unreadable' },
  upstream_unavailable: { status: 502, title: 'Paxos is unavailable' },
  overloaded: { status: 503, title: 'Too many requests at once' },
  shutting_down: { status: 503, title: 'Shutting down' },
  internal: { status: 500, title: 'Something went wrong here' },
}

export type FaultOptions = {
  readonly status?: number
  readonly title?: string
  /** Seconds; rounded up when the answer is written. */
  readonly retryAfter?: number
  readonly scope?: string
  readonly upstream?: NonNullable<ProblemDocument['upstream']>
  /** What an operator may read in the log: an error code, never a secret and never upstream text. */
  readonly reason?: string
  /** `Set-Cookie` values to send along. */
  readonly cookies?: readonly string[]
}

/** A refusal or a failure with its code. `detail` is shown to people, so it holds no secret and no upstream body. */
export class Fault extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly retryAfter: number | undefined
  readonly scope: string | undefined
  readonly upstream: ProblemDocument['upstream']
  readonly reason: string | undefined
  readonly cookies: readonly string[]

  constructor(code: ProblemCode, detail: string, options: FaultOptions = {}) {
    super(detail)
    this.name = 'Fault'
    this.code = code
    this.detail = detail
    this.status = options.status ?? defaults[code].status
    this.title = options.title ?? defaults[code].title
    this.retryAfter = options.retryAfter === undefined ? undefined : Math.max(1, Math.ceil(options.retryAfter))
    this.scope = options.scope
    this.upstream = options.upstream
    this.reason = options.reason
    this.cookies = options.cookies ?? []
  }
}

/** The RFC 9457 document of a fault. */
export function problemDocument(fault: Fault, requestId: string): ProblemDocument {
  return {
    type: `urn:orchestration-desk:problem:${fault.code}`,
    title: fault.title,
    status: fault.status,
    detail: fault.detail,
    code: fault.code,
    requestId,
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
    ...(fault.scope !== undefined && { scope: fault.scope }),
    ...(fault.upstream !== undefined && { upstream: fault.upstream }),
  }
}
