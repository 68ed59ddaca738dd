/** Reports connections closed to stay within the limits: each in the metrics, and now and then in the log. */
import type { Logger } from 'pino'
import type { Metrics } from '../../observe/metrics.ts'

const meanings = {
  idle: 'closed idle connections to make room for new ones',
  refused: 'refused connections, since all are in use',
  slow_reader: 'disconnected clients that did not read their responses',
  pipelined: 'disconnected clients that pipelined too many requests',
} as const

export type WhyClosed = keyof typeof meanings

const everyMs = 10_000

/** `now` is monotonic milliseconds. A log line counts the closures since the previous one. */
export function closedConnections(log: Logger, metrics: Metrics, now: () => number): (why: WhyClosed) => void {
  const unsaid = new Map<WhyClosed, { count: number; saidAt: number }>()
  return why => {
    metrics.connectionClosed(why)
    const { count, saidAt } = unsaid.get(why) ?? { count: 0, saidAt: Number.NEGATIVE_INFINITY }
    const isDue = now() - saidAt >= everyMs
    if (isDue) log.warn({ event: 'connections_closed', reason: why, count: count + 1 }, meanings[why])
    unsaid.set(why, isDue ? { count: 0, saidAt: now() } : { count: count + 1, saidAt })
  }
}
