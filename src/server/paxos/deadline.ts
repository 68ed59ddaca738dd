/** Deadlines: for work that can be aborted, and for waiting on work that others wait for too. */
import { TransportFailure } from './transport.ts'

/**
 * Runs the work with a signal that aborts after `ms`, and lets go of the timer when the work is done.
 * `AbortSignal.timeout` would hold on to everything that listens until it fires.
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ms)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Waits no longer than the signal allows, without cancelling the work: a token is fetched for more than one. */
export async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  const late = () => new TransportFailure('timeout', 'DEADLINE')
  if (signal.aborted) throw late()
  let onAbort = () => {}
  const deadline = new Promise<never>((_, reject) => {
    onAbort = () => reject(late())
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
