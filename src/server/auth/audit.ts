/** Lines for whoever must answer later who did what: separate from the request's own line, which names no ID. */
import type { Logger } from 'pino'

/**
 * `refused`: a request that the access rules turned away; `denied`: a person who signed in and may not use the desk.
 * `penalty`: Paxos throttled everyone here, which is no one's doing and concerns all.
 */
export type AuditEvent =
  | 'sign_in'
  | 'sign_in_failed'
  | 'denied'
  | 'sign_out'
  | 'backchannel_logout'
  | 'read'
  | 'refused'
  | 'penalty'

/** Named fields only, so that no token, cookie, name or upstream text can come along. */
export type AuditFields = {
  /** The opaque ID of the person, as in the request's line; absent where nobody is known. */
  readonly subject?: string | undefined
  readonly requestId?: string | undefined
  /** The client's address, as far as it can be believed. */
  readonly address?: string | undefined
  readonly reason?: string | undefined
  readonly environment?: string | undefined
  readonly endpoint?: string | undefined
  /** What was asked for by ID. */
  readonly ids?: readonly string[] | undefined
}

export type Audit = (event: AuditEvent, fields: AuditFields) => void

/** Writes `"msg":"audit"` lines, also where the level of `log` leaves out ordinary ones. */
export function auditTo(log: Logger): Audit {
  const always = log.level === 'silent' ? log : log.child({}, { level: 'info' })
  return (event, fields) => always.info({ event, ...fields }, 'audit')
}
