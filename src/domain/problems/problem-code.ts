/** What can go wrong between the page and Paxos: the names that the proxy and the app use. `problem-table.ts` says what they mean. */

/** Said by the proxy. */
export const problemCodes = [
  'bad_request',
  'unauthenticated',
  'forbidden',
  'environment_forbidden',
  'not_found',
  'method_not_allowed',
  'user_rate_limited',
  'upstream_penalty',
  'budget_exhausted',
  'upstream_credentials',
  'upstream_forbidden',
  'upstream_timeout',
  'upstream_bad_response',
  'upstream_unavailable',
  'overloaded',
  'shutting_down',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Found by the page itself. */
export type PageProblemCode =
  | 'unreachable'
  | 'intercepted'
  | 'session_ended'
  | 'offline'
  | 'unreadable'
  | 'wrong_kind'
  | 'incomplete_id'
  | 'nothing_in_text'
  | 'empty'

/** The `type` of the proxy's problem documents, followed by the code. */
export const problemTypePrefix = 'urn:orchestration-desk:problem:'

/**
 * The body of every error answer of the proxy: RFC 9457 plus `code`, `requestId`, `traceId` and, where waiting helps,
 * `retryAfter` in seconds. `upstream` is what Paxos itself said; `scope` the OAuth scope its refusal named.
 */
export type ProblemDocument = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ProblemCode
  readonly requestId: string
  readonly traceId: string
  readonly retryAfter?: number
  readonly scope?: string
  readonly upstream?: {
    readonly status?: number
    readonly type?: string
    readonly title?: string
    readonly detail?: string
    readonly requestId?: string
  }
}
