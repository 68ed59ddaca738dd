/** What signals do: SIGTERM gives load balancers time to notice, SIGINT (Ctrl+C) does not wait, a second one ends at once. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { RunningServer } from './start.ts'

/** From the first signal to the end, whatever still hangs. */
const hardStopMs = 20_000

/** The process, or a stand-in for it. */
export type SignalHost = {
  readonly on: (signal: 'SIGTERM' | 'SIGINT', listener: (signal: NodeJS.Signals) => void) => unknown
  readonly exit: (code: number) => void
}

export function stopOnSignals(
  server: Pick<RunningServer, 'drain' | 'close'>,
  drainMs: number,
  log: Logger,
  host: SignalHost = process,
): void {
  let stopping = false
  async function stop(signal: NodeJS.Signals) {
    if (stopping) return host.exit(1)
    stopping = true
    log.info({ event: 'stopping', signal }, 'stopping')
    setTimeout(() => {
      log.error({ event: 'stopped_hard' }, 'requests under way did not finish in time')
      host.exit(1)
    }, hardStopMs).unref()
    server.drain()
    if (signal === 'SIGTERM') await sleep(drainMs)
    await server.close()
    log.info({ event: 'stopped' }, 'stopped')
    host.exit(0)
  }
  host.on('SIGTERM', stop)
  host.on('SIGINT', stop)
}
