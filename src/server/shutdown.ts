/** What signals do. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Output } from './observe/output.ts'
import type { RunningServer } from './start.ts'

/** From the first signal to the end, whatever still hangs. */
const hardStopMs = 20_000
/** For a reader of the log that is behind. */
const lastLinesMs = 250

/** Every signal that would end the process and leaves it sane: not those of a crash (SIGSEGV, SIGILL, …). */
const stopSignals = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR2',
  'SIGABRT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGPROF',
  'SIGXCPU',
  'SIGPOLL',
  'SIGPWR',
  'SIGSTKFLT',
] as const

type StopSignal = (typeof stopSignals)[number]

/** The process, or a stand-in for it. */
export type SignalHost = {
  readonly on: (signal: StopSignal, listener: (signal: StopSignal) => void) => unknown
  readonly exit: (code: number) => void
}

type Stopping = {
  /** How long it still serves after the signal, while load balancers notice. */
  readonly drainMs: number
  readonly log: Logger
  readonly output: Pick<Output, 'settled'>
  readonly host?: SignalHost
}

/**
 * Each signal drains, then closes, then ends the process; SIGINT (Ctrl+C) doesn't drain. A second SIGTERM or SIGINT ends it
 * at once; of the others a second one changes nothing, since a terminal or systemd may send SIGHUP right after the first.
 */
export function stopOnSignals(
  starting: Promise<Pick<RunningServer, 'drain' | 'close'>>,
  { drainMs, log, output, host = process }: Stopping,
): void {
  let stopping = false
  async function stop(signal: StopSignal) {
    if (stopping) return signal === 'SIGTERM' || signal === 'SIGINT' ? host.exit(1) : undefined
    stopping = true
    log.info({ event: 'stopping', signal }, 'stopping')
    setTimeout(() => {
      log.error({ event: 'stopped_hard' }, 'requests under way did not finish in time')
      host.exit(1)
    }, hardStopMs).unref()
    const server = await starting
    server.drain()
    if (signal !== 'SIGINT') await sleep(drainMs)
    await server.close()
    log.info({ event: 'stopped' }, 'stopped')
    await output.settled(lastLinesMs)
    host.exit(0)
  }
  for (const signal of stopSignals) host.on(signal, stop)
}
