/** Audit lines: who did what. The request's own line names no ID. */
import type { Logger } from 'pino'
import type { LineKind, LineLimit } from '../observe/line-limit.ts'
import { atLeastInfo } from '../observe/log.ts'

/**
 * Every event, and what bounds its lines where strangers can cause it as often as they like. `refused`: a request that
 * the access rules turned away; `denied`: a person who signed in and may not use the desk; `penalty`: Paxos throttled
 * everyone here.
 */
const boundedAs = {
  sign_in: undefined,
  sign_in_failed: 'sign_in_failed',
  denied: 'denied',
  sign_out: undefined,
  backchannel_logout: undefined,
  read: undefined,
  refused: 'refused',
  penalty: undefined,
} satisfies Record<string, LineKind | undefined>

export type AuditEvent = keyof typeof boundedAs

/** Named fields only, so that no token, cookie, name or upstream text gets in. */
export type AuditFields = {
  /** The opaque ID of the person, as in the request's line; absent for anonymous requests. */
  readonly subject?: string | undefined
  readonly requestId?: string | undefined
  /** The client's address, as far as it can be trusted. */
  readonly address?: string | undefined
  readonly reason?: string | undefined
  readonly environment?: string | undefined
  readonly endpoint?: string | undefined
  /** The IDs that were read. */
  readonly ids?: readonly string[] | undefined
}

export type Audit = (event: AuditEvent, fields: AuditFields) => void

/** Writes `"msg":"audit"` lines, also where the level of `log` leaves out ordinary ones. */
export function auditTo(log: Logger, limit?: LineLimit): Audit {
  const always = atLeastInfo(log)
  return (event, fields) => {
    const kind = boundedAs[event]
    if (kind && limit && !limit.admits(kind)) return
    always.info({ event, ...fields }, 'audit')
  }
}
