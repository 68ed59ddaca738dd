/** A deadline that lets go of what it holds as soon as the work is done. `AbortSignal.timeout` keeps it until it fires. */

/** Runs the work with a signal that aborts after `ms`. */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ms)
  try {
    return await work(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
