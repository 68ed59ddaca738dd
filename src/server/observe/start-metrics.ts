/** Serves metrics where the settings name a port for them. */
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { type Metrics, noMetrics } from './metrics.ts'

/** The address for metrics can't be listened on; `code` is the system's. */
export class MetricsListenError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.name = 'MetricsListenError'
    this.code = code
  }
}

export type RunningMetrics = { readonly metrics: Metrics; readonly close: () => Promise<void> }

/** Listens where `address` says, if anywhere. Rejects with `MetricsListenError`. */
export async function startMetrics(address: Config['metrics'], version: string, log: Logger): Promise<RunningMetrics> {
  if (!address) return { metrics: noMetrics, close: async () => undefined }
  // Loaded only here: a server without METRICS_PORT starts without them.
  const [{ collectDefaultMetrics, Registry }, { createPrometheusMetrics }, { listenForScrapes }] = await Promise.all([
    import('@prometheus-io/client'),
    import('./prometheus.ts'),
    import('./listener.ts'),
  ])
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const metrics = createPrometheusMetrics(version, registry)
  const { url, close } = await listenForScrapes(address, metrics).catch((error: unknown) => {
    throw new MetricsListenError(error instanceof Error && 'code' in error ? String(error.code) : String(error))
  })
  log.info({ event: 'metrics_ready', url }, 'metrics are served')
  return { metrics, close }
}
