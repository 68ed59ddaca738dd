/** Says which connections were closed against their clients' will: all of them as numbers, now and then in the log. */
import type { Logger } from 'pino'
import type { Metrics } from '../../observe/metrics.ts'

/** Why each was closed, as an operator reads it. */
const meanings = {
  idle: 'idle connections were closed to make room for new ones',
  refused: 'connections were refused, since all of those there may be are in use',
  slow_reader: 'clients were cut off that did not take their answers',
  pipelined: 'clients were cut off that sent too many requests at once',
} as const

export type WhyClosed = keyof typeof meanings

const everyMs = 10_000

/** `now` is monotonic milliseconds. The line says how many there have been since the one before. */
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
