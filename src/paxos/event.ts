/** An event: the only place where Paxos says when a status changed. */
import { FieldReader, type Read } from './read.ts'

/** `object_id`, `status` and `ref_id` come from the embedded `object`, whose other fields depend on the type. */
export type PaxosEvent = {
  readonly id: string | undefined
  readonly type: string | undefined
  readonly object_type: string | undefined
  readonly object_id: string | undefined
  readonly object_status: string | undefined
  readonly created_at: string | undefined
  /** Above zero: the customer's own system has not been notified. */
  readonly undelivered_webhooks: number | undefined
}

/** Reads one event. Never throws; unreadable fields are undefined and listed in `problems`. */
export function readEvent(json: unknown): Read<PaxosEvent> {
  const fields = FieldReader.from(json)
  const object = fields.object('object')
  const value: PaxosEvent = {
    id: fields.text('id'),
    type: fields.text('type'),
    object_type: fields.text('object_type'),
    object_id: object?.text('id'),
    object_status: object?.text('status'),
    created_at: fields.text('created_at'),
    undelivered_webhooks: fields.count('undelivered_webhooks'),
  }
  return { value, problems: fields.problems }
}
