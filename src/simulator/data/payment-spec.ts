/** The short description from which all records of one payment are made. */
import type { profiles } from './account.ts'
import type { End } from './ends.ts'
import type { JsonObject } from './json.ts'

/** Times are seconds after the orchestration was created. A leg without `at` that is PENDING has no transfer yet. */
export type LegSpec = {
  readonly status: string
  readonly id?: string
  readonly at?: number
  readonly until?: number
  readonly amount?: string
  readonly fee?: string
  /** Fields of the transfer record that differ from the ordinary; undefined takes one away. */
  readonly record?: JsonObject
}

export type EventSpec = {
  readonly type: string
  readonly at: number
  readonly undelivered?: number
  readonly object?: JsonObject
}

export type PaymentSpec = {
  readonly ref: string
  /** A fixed RFC 3339 time, or how many seconds before the start of the simulator. */
  readonly created: string | number
  readonly from: End
  readonly to: End
  readonly assets: readonly [source: string, destination: string]
  readonly amount: string
  readonly status: string
  readonly source?: LegSpec
  readonly destination?: LegSpec
  readonly updated: number
  readonly reason?: string
  readonly rule?: string
  readonly profile?: keyof typeof profiles
  /** An end customer by any name, with an identity and an account of its own; the profile's usual one when left out. */
  readonly customer?: string
  readonly metadata?: JsonObject
  /** Instead of the usual ones: `orchestration.processing`, one per finished transfer, and the final one. */
  readonly events?: readonly EventSpec[]
  /** How many webhooks of the final event did not arrive. */
  readonly undelivered?: number
  /** Fields of the orchestration that differ from the ordinary; undefined takes one away. */
  readonly patch?: JsonObject
}

export type Side = 'source' | 'destination'
