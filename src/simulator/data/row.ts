/** One record as the lists keep it: with its place in time and its JSON text. */
import type { JsonObject } from './json.ts'
import type { Records } from './payment.ts'
import type { Quirk } from './scenario.ts'
import { readInstant } from './time.ts'

/** What there is many of; rules are few and never change. */
export const kinds = ['orchestrations', 'transfers', 'events'] as const
export type Kind = (typeof kinds)[number]

export class Row {
  readonly id: string
  readonly record: JsonObject
  /** Nanoseconds since the epoch, by which lists filter and order. */
  readonly created: bigint
  readonly updated: bigint
  readonly quirk: Quirk | undefined
  private json: string | undefined

  /** A record whose own times cannot be read keeps its place by `created`. */
  constructor(record: JsonObject, created: bigint, quirk?: Quirk) {
    const time = (text: unknown) => (typeof text === 'string' ? readInstant(text) : undefined) ?? created
    this.id = String(record.id)
    this.record = record
    this.created = time(record.created_at)
    this.updated = time(record.updated_at)
    this.quirk = quirk
  }

  /** The JSON text, made once and only when it is sent. */
  get text(): string {
    this.json ??= JSON.stringify(this.record)
    return this.json
  }
}

/** The rows of one kind in one payment. */
export function rowsOf(kind: Kind, records: Records, quirk?: Quirk): Row[] {
  const made = kind === 'orchestrations' ? [records.orchestration] : records[kind]
  return made.map(record => new Row(record, records.created, kind === 'transfers' ? quirk : undefined))
}
