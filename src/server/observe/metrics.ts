/**
 * What the parts of this server tell of themselves in numbers. Names of routes, endpoints and environments only: an ID
 * or a person in a label would be a leak, and one time series each.
 */
import type { EndpointName } from '#paxos/api.ts'
import type { AuditEvent } from '../auth/audit.ts'
import type { Lane } from '../paxos/budget/rate-budget.ts'
import type { FailureKind } from '../paxos/transport/transport.ts'
import type { LineKind } from './line-limit.ts'

/** How one request to Paxos ended: the status of the answer, or why there was none. */
export type UpstreamOutcome = number | FailureKind

/** Read when the numbers are asked for, so that nothing is kept up to date for nobody. */
export type EnvironmentGauges = {
  /** Milliseconds until something may be sent again; 0 when nothing is stopped. */
  readonly penaltyMs: () => number
  /** Milliseconds that the token in hand is still good for; 0 without one. */
  readonly tokenLifeMs: () => number
}

type ConnectionGauges = { readonly open: () => number; readonly unsentBytes: () => number }

export type EnvironmentMetrics = {
  /** One request to Paxos, tries and tokens each by themselves. */
  readonly upstream: (lane: Lane, outcome: UpstreamOutcome, ms: number) => void
  readonly retried: (endpoint: EndpointName) => void
  readonly breakerOpened: (endpoint: EndpointName) => void
  readonly penaltyStarted: () => void
  readonly tokenFetched: (result: 'granted' | 'refused' | 'failed') => void
  /** A request that took its place in the rate budget. */
  readonly budgetTaken: (lane: Lane) => void
  /** A request that was not sent because the rate budget had no room for it. */
  readonly budgetDenied: (lane: Lane) => void
  /** One list call for this many single reads. */
  readonly batched: (ids: number) => void
  readonly watch: (gauges: EnvironmentGauges) => void
  readonly watchBreaker: (endpoint: EndpointName, isOpen: () => boolean) => void
}

export type Metrics = {
  /** An answer has left, or whoever asked has. `route` is a template. */
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
  /** A line that was one too many of those that strangers can cause. */
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

/** For a server that nobody measures. */
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
