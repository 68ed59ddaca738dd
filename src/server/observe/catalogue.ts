/** Every metric of this server: name, kind, labels and meaning. The table in docs/operating.md is held to this one. */

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

/** Seconds: from an answer out of memory to the deadline of a read and beyond. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const sizes = [1, 2, 5, 10, 20, 50, 100]

export const catalogue = {
  desk_http_request_duration_seconds: histogram('Answers, by route template and status', durations, 'route', 'status'),
  desk_cache_results_total: counter('How the data of an answer was come by', 'environment', 'result'),
  desk_upstream_request_duration_seconds: histogram(
    'Requests to Paxos, by how they ended',
    durations,
    'environment',
    'endpoint',
    'outcome',
  ),
  desk_upstream_retries_total: counter('Second tries', 'environment', 'endpoint'),
  desk_batch_size: histogram('Single reads that one list call stood in for', sizes, 'environment'),
  desk_budget_used_total: counter('Requests that took a place in the rate budget', 'environment', 'endpoint'),
  desk_budget_denied_total: counter('Requests not sent for want of budget', 'environment', 'endpoint'),
  desk_penalties_total: counter('Times that Paxos throttled us', 'environment'),
  desk_penalty_remaining_seconds: gauge('Until something may be sent again', 'environment'),
  desk_breaker_opened_total: counter('Times that an endpoint was left alone', 'environment', 'endpoint'),
  desk_breaker_open: gauge('1 while an endpoint is left alone', 'environment', 'endpoint'),
  desk_token_fetches_total: counter('Token requests, by how they ended', 'environment', 'result'),
  desk_token_life_seconds: gauge('What is left of the token in hand', 'environment'),
  desk_audit_events_total: counter('Audit lines: sign-ins and how they ended, refusals, looks at payments', 'event'),
  desk_connections: gauge('Open connections'),
  desk_connections_closed_total: counter('Connections closed or refused to stay within the limits', 'reason'),
  desk_unsent_bytes: gauge('Bodies of answers that clients have not taken yet'),
  desk_redis_up: gauge('1 while Redis answers; absent without Redis'),
  desk_event_loop_lag_seconds: gauge('Lateness of timers since the last scrape', 'quantile'),
  desk_memory_bytes: gauge('Memory of the process', 'kind'),
  desk_cpu_seconds_total: counter('CPU time of the process'),
  desk_build_info: gauge('Always 1', 'version', 'node'),
} as const satisfies Readonly<Record<string, MetricShape>>

export type MetricName = keyof typeof catalogue
