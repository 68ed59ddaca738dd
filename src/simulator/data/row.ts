/** One record in a list, with its position in time and its JSON text. */

import type { Records } from './records/orchestration-records.ts'
import type { Quirk } from './scenario.ts'
import type { JsonObject } from './values/json.ts'
import { readInstant } from './values/time.ts'

/** Kinds of records that are many and change; rules are few and fixed. */
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

  /** A record with unreadable times is ordered by `created`. */
  constructor(record: JsonObject, created: bigint, quirk?: Quirk) {
    const time = (text: unknown) => (typeof text === 'string' ? readInstant(text) : undefined) ?? created
    this.id = String(record.id)
    this.record = record
    this.created = time(record.created_at)
    this.updated = time(record.updated_at)
    this.quirk = quirk
  }

  /** The JSON text, built once, when it is first sent. */
  get text(): string {
    this.json ??= JSON.stringify(this.record)
    return this.json
  }
}

/** The rows of one kind in one orchestration's records. */
export function rowsOf(kind: Kind, records: Records, quirk?: Quirk): Row[] {
  const made = kind === 'orchestrations' ? [records.orchestration] : records[kind]
  return made.map(record => new Row(record, records.created, kind === 'transfers' ? quirk : undefined))
}
