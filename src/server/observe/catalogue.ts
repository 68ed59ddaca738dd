/**
 * Every metric of our own: name, kind, labels and meaning. docs/operating.md has the same table. The process itself
 * (CPU, memory, event loop, descriptors) is covered by the library's standard metrics.
 */

type Shape = {
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds, for histograms only. */
  readonly buckets?: readonly number[]
}

export type MetricShape = Shape & { readonly kind: 'counter' | 'gauge' | 'histogram' }

const counter = (help: string, ...labels: string[]) => ({ kind: 'counter', help, labels }) as const
const gauge = (help: string, ...labels: string[]) => ({ kind: 'gauge', help, labels }) as const
const histogram = (help: string, buckets: readonly number[], ...labels: string[]) =>
  ({ kind: 'histogram', help, labels, buckets }) as const

/** Seconds: from a response out of the cache to beyond the deadline of a read. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const sizes = [1, 2, 5, 10, 20, 50, 100]

export const catalogue = {
  desk_http_request_duration_seconds: histogram('Responses by route template and status', durations, 'route', 'status'),
  desk_cache_results_total: counter('Responses by cache result', 'environment', 'result'),
  desk_upstream_request_duration_seconds: histogram(
    'Requests to Paxos by outcome',
    durations,
    'environment',
    'endpoint',
    'outcome',
  ),
  desk_upstream_retries_total: counter('Retries', 'environment', 'endpoint'),
  desk_batch_size: histogram('Single reads answered by one list call', sizes, 'environment'),
  desk_budget_used_total: counter('Requests counted against the rate budget', 'environment', 'endpoint'),
  desk_budget_denied_total: counter('Requests the rate budget had no room for', 'environment', 'endpoint'),
  desk_penalties_total: counter('Times Paxos throttled this server', 'environment'),
  desk_penalty_remaining_seconds: gauge('Time until requests to Paxos resume', 'environment'),
  desk_breaker_opened_total: counter('Circuit breaker openings', 'environment', 'endpoint'),
  desk_breaker_open: gauge('1 while the circuit breaker is open', 'environment', 'endpoint'),
  desk_token_fetches_total: counter('Token requests by result', 'environment', 'result'),
  desk_token_life_seconds: gauge('Remaining life of the access token', 'environment'),
  desk_audit_events_total: counter('Sign-ins, refusals and reads, as in the audit lines', 'event'),
  desk_connections: gauge('Open connections'),
  desk_connections_closed_total: counter('Connections closed or refused to stay within the limits', 'reason'),
  desk_unsent_bytes: gauge('Response bodies that clients have not read yet'),
  desk_log_lines_dropped_total: counter('Log lines that could not be written to stdout'),
  desk_log_lines_suppressed_total: counter('Log lines not written because strangers caused too many', 'kind'),
  desk_redis_up: gauge('1 while Redis answers; absent without Redis'),
  desk_build_info: gauge('Version of this server and of Node; always 1', 'version', 'node'),
} as const satisfies Readonly<Record<string, MetricShape>>

export type MetricName = keyof typeof catalogue
