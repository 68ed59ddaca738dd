/** What signals do. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Output } from '../observe/output.ts'
import type { RunningServer } from './start.ts'

/** From the first signal to the end, whatever still hangs. */
const hardStopMs = 20_000
/** A signal may come twice at once: npm passes on what the terminal, or systemd, has sent to all processes of the group. */
const sameMs = 500
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
 * Each signal drains, then closes, then ends the process; SIGINT (Ctrl+C) doesn't drain. Another SIGTERM or SIGINT,
 * half a second later, ends it at once; SIGHUP and the others don't, since systemd may send SIGHUP after SIGTERM.
 */
export function stopOnSignals(
  starting: Promise<Pick<RunningServer, 'drain' | 'close'>>,
  { drainMs, log, output, host = process }: Stopping,
): void {
  let stoppingSince: number | undefined
  async function stop(signal: StopSignal) {
    if (stoppingSince !== undefined) {
      const isInsisting = performance.now() - stoppingSince > sameMs && (signal === 'SIGTERM' || signal === 'SIGINT')
      return isInsisting ? host.exit(1) : undefined
    }
    stoppingSince = performance.now()
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
