/** The lines that answer "who did what": few events, each with the person and never with data. */
import type { Logger } from 'pino'

/**
 * `read`: a person was given a record. `refused`: someone was turned away (not signed in, another site, a limit).
 * `denied`: someone signed in whom the settings do not let in. `penalty`: Paxos throttled us.
 */
export type AuditEvent = 'sign_in' | 'sign_out' | 'denied' | 'read' | 'refused' | 'penalty'

/** Everything that an audit line may hold. IDs are Paxos's own; a reference of a customer is none. */
export type AuditFields = {
  readonly requestId?: string
  /** The person as an opaque ID. */
  readonly subject?: string
  readonly environment?: string
  /** What was read: the name of an endpoint. */
  readonly endpoint?: string
  readonly ids?: readonly string[]
  readonly code?: string
  readonly reason?: string
}

export type Audit = (event: AuditEvent, fields: AuditFields) => void

/** Writes audit lines to the log: `"msg":"audit"`. */
export const createAudit =
  (log: Logger): Audit =>
  (event, fields) =>
    log.info({ event, ...fields }, 'audit')
