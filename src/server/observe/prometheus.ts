/** The metrics of this server in Prometheus's text format. */
import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client'
import { catalogue, type MetricName, type MetricShape } from './catalogue.ts'
import type { EnvironmentGauges, EnvironmentMetrics, Metrics, UpstreamOutcome } from './metrics.ts'

export type PrometheusMetrics = Metrics & {
  readonly contentType: string
  /** All metrics as text, as of now. */
  readonly text: () => Promise<string>
}

const seconds = (ms: number) => ms / 1000

export function createPrometheusMetrics(version: string, registry = new Registry()): PrometheusMetrics {
  const { counter, gauge, histogram } = factoriesOf(registry)
  const requests = histogram('desk_http_request_duration_seconds')
  const cacheResults = counter('desk_cache_results_total')
  const upstream = histogram('desk_upstream_request_duration_seconds')
  const retries = counter('desk_upstream_retries_total')
  const batches = histogram('desk_batch_size')
  const denied = counter('desk_budget_denied_total')
  const penalties = counter('desk_penalties_total')
  const breakerOpened = counter('desk_breaker_opened_total')
  const tokenFetches = counter('desk_token_fetches_total')
  const audited = counter('desk_audit_events_total')
  const connections = gauge('desk_connections')
  const connectionsClosed = counter('desk_connections_closed_total')
  const unsent = gauge('desk_unsent_bytes')
  const budgetUsed = counter('desk_budget_used_total')
  const linesSuppressed = counter('desk_log_lines_suppressed_total')
  const linesDropped = counter('desk_log_lines_dropped_total')
  const penaltyRemaining = gauge('desk_penalty_remaining_seconds')
  const breakerOpen = gauge('desk_breaker_open')
  const tokenLife = gauge('desk_token_life_seconds')
  gauge('desk_build_info').set({ version, node: process.versions.node }, 1)

  const watched: (() => void)[] = []

  function watch(environment: string, gauges: EnvironmentGauges) {
    watched.push(() => {
      penaltyRemaining.set({ environment }, seconds(gauges.penaltyMs()))
      tokenLife.set({ environment }, seconds(gauges.tokenLifeMs()))
    })
  }

  const environmentMetrics = (environment: string): EnvironmentMetrics => ({
    upstream: (endpoint, outcome, ms) =>
      upstream.observe({ environment, endpoint, outcome: outcomeLabel(outcome) }, seconds(ms)),
    retried: endpoint => retries.inc({ environment, endpoint }),
    breakerOpened: endpoint => breakerOpened.inc({ environment, endpoint }),
    penaltyStarted: () => penalties.inc({ environment }),
    tokenFetched: result => tokenFetches.inc({ environment, result }),
    budgetTaken: endpoint => budgetUsed.inc({ environment, endpoint }),
    budgetDenied: endpoint => denied.inc({ environment, endpoint }),
    batched: ids => batches.observe({ environment }, ids),
    watch: gauges => watch(environment, gauges),
    watchBreaker: (endpoint, isOpen) =>
      void watched.push(() => breakerOpen.set({ environment, endpoint }, isOpen() ? 1 : 0)),
  })

  return {
    request: (route, status, ms) => requests.observe({ route, status }, seconds(ms)),
    cache: (environment, result) => cacheResults.inc({ environment, result }),
    audited: event => audited.inc({ event }),
    connectionClosed: reason => connectionsClosed.inc({ reason }),
    watchConnections: ({ open, unsentBytes }) =>
      void watched.push(() => {
        connections.set(open())
        unsent.set(unsentBytes())
      }),
    watchRedis: isUp => {
      const up = gauge('desk_redis_up')
      watched.push(() => up.set(isUp() ? 1 : 0))
    },
    lineSuppressed: kind => linesSuppressed.inc({ kind }),
    watchLog: dropped =>
      void watched.push(() => {
        linesDropped.reset()
        linesDropped.inc(dropped())
      }),
    environment: environmentMetrics,
    contentType: registry.contentType,
    text: () => {
      for (const read of watched) read()
      return registry.metrics()
    },
  }
}

function factoriesOf(registry: Registry) {
  const options = (name: MetricName) => {
    const { help, labels }: MetricShape = catalogue[name]
    return { name, help, labelNames: [...labels], registers: [registry] }
  }
  return {
    counter: (name: MetricName) => new Counter(options(name)),
    gauge: (name: MetricName) => new Gauge(options(name)),
    histogram: (name: MetricName) => {
      const { buckets = [] }: MetricShape = catalogue[name]
      return new Histogram({ ...options(name), buckets: [...buckets] })
    },
  }
}

const knownStatuses = new Set([200, 400, 401, 403, 404, 429, 500, 502, 503, 504])

/** Few values, whatever the upstream makes up. */
function outcomeLabel(outcome: UpstreamOutcome): string {
  if (typeof outcome === 'string' || knownStatuses.has(outcome)) return String(outcome)
  return `${Math.floor(outcome / 100)}xx`
}
