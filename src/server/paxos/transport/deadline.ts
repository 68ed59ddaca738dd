/** Waiting on work that others wait for too. */
import { TransportFailure } from './transport.ts'

export const deadlineOver = (): TransportFailure => new TransportFailure('timeout', 'DEADLINE')

/** Waits no longer than the deadline allows, without cancelling the work: a token is fetched for more than one. */
export function within<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(deadlineOver())
    if (deadline.aborted) late()
    else deadline.addEventListener('abort', late)
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', late))
  })
}
