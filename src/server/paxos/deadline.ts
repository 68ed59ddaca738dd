/** Deadlines: for work that can be aborted, and for waiting on work that others wait for too. */
import { TransportFailure } from './transport.ts'

/**
 * The moment after which nobody waits any more. Not an `AbortSignal`: its events cost more than all else about waiting,
 * and `AbortSignal.timeout` would hold on to everything that listens until it fires.
 */
export class Deadline {
  private readonly timer: NodeJS.Timeout
  private readonly listeners = new Set<() => void>()
  private over = false

  constructor(ms: number) {
    this.timer = setTimeout(() => {
      this.over = true
      for (const listener of this.listeners) listener()
    }, ms)
  }

  get expired(): boolean {
    return this.over
  }

  /** Calls the listener when the time is over, unless `forget` is called with it before. Not for one that is expired. */
  onExpiry(listener: () => void): void {
    this.listeners.add(listener)
  }

  forget(listener: () => void): void {
    this.listeners.delete(listener)
  }

  /** Lets go of the timer: the work is done. */
  end(): void {
    clearTimeout(this.timer)
  }
}

/** Runs the work with a deadline that expires after `ms`, and lets go of the timer when the work is done. */
export async function withDeadline<T>(ms: number, work: (deadline: Deadline) => Promise<T>): Promise<T> {
  const deadline = new Deadline(ms)
  try {
    return await work(deadline)
  } finally {
    deadline.end()
  }
}

/** Waits no longer than the deadline allows, without cancelling the work: a token is fetched for more than one. */
export function within<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new TransportFailure('timeout', 'DEADLINE'))
    if (deadline.expired) late()
    else deadline.onExpiry(late)
    work.then(resolve, reject).finally(() => deadline.forget(late))
  })
}
