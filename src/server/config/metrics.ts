/** Where the numbers are served: on a listener of their own, off unless it has a port. */
import type { Config } from '../config.ts'
import type { VariableReader } from './variable-reader.ts'

export function readMetrics(
  reader: VariableReader,
  own: { readonly host: string; readonly port: number },
): Config['metrics'] {
  const host = reader.text('METRICS_HOST') ?? '127.0.0.1'
  if (!reader.has('METRICS_PORT')) {
    if (reader.has('METRICS_HOST')) reader.fault('METRICS_PORT', 'is missing, but METRICS_HOST is set')
    return undefined
  }
  const port = reader.integer('METRICS_PORT', 0, { least: 0, most: 65_535 })
  // Two addresses of one machine can share a port number, but nobody means that.
  if (port !== 0 && port === own.port) {
    reader.fault('METRICS_PORT', 'must be another port than PORT: the numbers have a listener of their own')
  }
  return { host: host === 'localhost' ? '127.0.0.1' : host, port }
}
