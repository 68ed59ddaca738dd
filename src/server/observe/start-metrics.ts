/** The numbers, where someone asked for them. */
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Metrics, noMetrics } from './metrics.ts'

/** The address for the numbers cannot be listened on; `code` is the system's. */
export class MetricsListenError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.name = 'MetricsListenError'
    this.code = code
  }
}

export type RunningMetrics = { readonly metrics: Metrics; readonly close: () => Promise<void> }

/** Listens when there is an address to listen on. Rejects when that cannot be done. */
export async function startMetrics(address: Config['metrics'], version: string, log: Logger): Promise<RunningMetrics> {
  if (!address) return { metrics: noMetrics, close: async () => undefined }
  // Loaded only here: a server that nobody measures starts without it.
  const [{ createPrometheusMetrics }, { listenForScrapes }] = await Promise.all([
    import('./prometheus.ts'),
    import('./listener.ts'),
  ])
  const metrics = createPrometheusMetrics(version)
  const { url, close } = await listenForScrapes(address, metrics).catch((error: unknown) => {
    metrics.close()
    throw new MetricsListenError(error instanceof Error && 'code' in error ? String(error.code) : String(error))
  })
  log.info({ event: 'metrics_ready', url }, 'metrics are served')
  return { metrics, close }
}
