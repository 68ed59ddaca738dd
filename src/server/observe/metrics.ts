/**
 * What the parts of this server report as metrics. Labels are names of routes, endpoints and environments only: an ID
 * or a person in a label would be a leak, and a time series each.
 */
import type { EndpointName } from '#paxos/api.ts'
import type { AuditEvent } from '../auth/audit.ts'
import type { Lane } from '../paxos/budget/rate-budget.ts'
import type { FailureKind } from '../paxos/transport/transport.ts'
import type { LineKind } from './line-limit.ts'

/** How one request to Paxos ended: the status of the response, or why there was none. */
export type UpstreamOutcome = number | FailureKind

/** Read at each scrape. */
export type EnvironmentGauges = {
  /** Milliseconds until requests resume; 0 when they aren't stopped. */
  readonly penaltyMs: () => number
  /** Milliseconds until the access token expires; 0 without one. */
  readonly tokenLifeMs: () => number
}

type ConnectionGauges = { readonly open: () => number; readonly unsentBytes: () => number }

export type EnvironmentMetrics = {
  /** One request to Paxos: each attempt, and each for a token, by itself. */
  readonly upstream: (lane: Lane, outcome: UpstreamOutcome, ms: number) => void
  readonly retried: (endpoint: EndpointName) => void
  readonly breakerOpened: (endpoint: EndpointName) => void
  readonly penaltyStarted: () => void
  readonly tokenFetched: (result: 'granted' | 'refused' | 'failed') => void
  /** A request was counted against the rate budget. */
  readonly budgetTaken: (lane: Lane) => void
  /** A request was not sent because the rate budget had no room for it. */
  readonly budgetDenied: (lane: Lane) => void
  /** One list call answered this many single reads. */
  readonly batched: (ids: number) => void
  readonly watch: (gauges: EnvironmentGauges) => void
  readonly watchBreaker: (endpoint: EndpointName, isOpen: () => boolean) => void
}

export type Metrics = {
  /** A response has been sent, or its client has left. `route` is a template. */
  readonly request: (route: string, status: number, ms: number) => void
  /** Where the data of a response came from; the same values as `cache` in the request log. */
  readonly cache: (environment: string, result: string) => void
  /** One event of the audit log, whether or not its line was written. */
  readonly audited: (event: AuditEvent) => void
  /** A connection was closed or refused to stay within the limits. */
  readonly connectionClosed: (reason: string) => void
  readonly watchConnections: (gauges: ConnectionGauges) => void
  /** Called once, with Redis in use; `isUp` is called at each scrape. */
  readonly watchRedis: (isUp: () => boolean) => void
  /** A line was left out because strangers had caused too many. */
  readonly lineSuppressed: (kind: LineKind) => void
  /** `dropped` is called at each scrape: how many log lines could not be written so far. */
  readonly watchLog: (dropped: () => number) => void
  readonly environment: (name: string) => EnvironmentMetrics
}

const nothing = () => undefined

export const noEnvironmentMetrics: EnvironmentMetrics = {
  upstream: nothing,
  retried: nothing,
  breakerOpened: nothing,
  penaltyStarted: nothing,
  tokenFetched: nothing,
  budgetTaken: nothing,
  budgetDenied: nothing,
  batched: nothing,
  watch: nothing,
  watchBreaker: nothing,
}

/** For a server without `METRICS_PORT`. */
export const noMetrics: Metrics = {
  request: nothing,
  cache: nothing,
  audited: nothing,
  connectionClosed: nothing,
  watchConnections: nothing,
  watchRedis: nothing,
  lineSuppressed: nothing,
  watchLog: nothing,
  environment: () => noEnvironmentMetrics,
}
