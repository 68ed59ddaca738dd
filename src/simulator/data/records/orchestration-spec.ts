/** The short description from which all records of one orchestration are built. */

import type { JsonObject } from '../values/json.ts'
import type { profiles } from './account.ts'
import type { RailEndpoint } from './rail-endpoints.ts'

/** Times are seconds after the orchestration was created. A leg without `at` that is PENDING has no transfer yet. */
export type LegSpec = {
  readonly status: string
  readonly id?: string
  readonly at?: number
  readonly until?: number
  readonly amount?: string
  readonly fee?: string
  /** Overrides of transfer fields; undefined removes one. */
  readonly record?: JsonObject
}

export type EventSpec = {
  readonly type: string
  readonly at: number
  readonly undelivered?: number
  readonly object?: JsonObject
}

export type OrchestrationSpec = {
  readonly ref: string
  /** A fixed RFC 3339 time, or seconds before the simulator's start. */
  readonly created: string | number
  readonly from: RailEndpoint
  readonly to: RailEndpoint
  readonly assets: readonly [source: string, destination: string]
  readonly amount: string
  readonly status: string
  readonly source?: LegSpec
  readonly destination?: LegSpec
  readonly updated: number
  readonly reason?: string
  readonly rule?: string
  readonly profile?: keyof typeof profiles
  /** Any name: an end customer with their own identity and account. Defaults to the profile's usual one. */
  readonly customer?: string
  readonly metadata?: JsonObject
  /** Defaults to `orchestration.processing`, one event per finished transfer, and the final one. */
  readonly events?: readonly EventSpec[]
  /** The number of undelivered webhooks of the final event. */
  readonly undelivered?: number
  /** Overrides of orchestration fields; undefined removes one. */
  readonly patch?: JsonObject
}

export type Side = 'source' | 'destination'
