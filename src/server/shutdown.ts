/** What signals do: SIGTERM gives load balancers time to notice, SIGINT (Ctrl+C) does not wait, a second one ends at once. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { RunningServer } from './start.ts'

/** From the first signal to the end, whatever still hangs. */
const hardStopMs = 20_000

export function stopOnSignals(server: RunningServer, drainMs: number, log: Logger): void {
  let stopping = false
  async function stop(signal: NodeJS.Signals) {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ event: 'stopping', signal }, 'stopping')
    setTimeout(() => {
      log.error({ event: 'stopped_hard' }, 'requests under way did not finish in time')
      process.exit(1)
    }, hardStopMs).unref()
    server.drain()
    if (signal === 'SIGTERM') await sleep(drainMs)
    await server.close()
    log.info({ event: 'stopped' }, 'stopped')
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
