/** The error type behind every error answer. */
import { type ProblemCode, type ProblemDocument, problemTypePrefix } from '#domain/problems/problem-code.ts'
import { problemTable } from '#domain/problems/problem-table.ts'
import type { Trace } from './observe/trace.ts'

export type FaultOptions = {
  readonly status?: number
  readonly title?: string
  /** Seconds; rounded up when the answer is written. */
  readonly retryAfter?: number
  readonly scope?: string
  readonly upstream?: NonNullable<ProblemDocument['upstream']>
  /** For the log: an error code, never a secret or upstream text. */
  readonly reason?: string
  /** `Set-Cookie` values for the answer. */
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
    this.status = options.status ?? problemTable[code].status
    this.title = options.title ?? problemTable[code].title
    this.retryAfter = options.retryAfter === undefined ? undefined : Math.max(1, Math.ceil(options.retryAfter))
    this.scope = options.scope
    this.upstream = options.upstream
    this.reason = options.reason
    this.cookies = options.cookies ?? []
  }
}

/** The RFC 9457 document of a fault. */
export function problemDocument(fault: Fault, { requestId, traceId }: Trace): ProblemDocument {
  return {
    type: problemTypePrefix + fault.code,
    title: fault.title,
    status: fault.status,
    detail: fault.detail,
    code: fault.code,
    requestId,
    traceId,
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
    ...(fault.scope !== undefined && { scope: fault.scope }),
    ...(fault.upstream !== undefined && { upstream: fault.upstream }),
  }
}
