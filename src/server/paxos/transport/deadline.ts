/** Waits with a deadline for work that is shared with others. */
import { TransportFailure } from './transport.ts'

export const deadlineOver = (): TransportFailure => new TransportFailure('timeout', 'DEADLINE')

/** Rejects at the deadline without cancelling the work, which others may be waiting for. */
export function within<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(deadlineOver())
    if (deadline.aborted) late()
    else deadline.addEventListener('abort', late)
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', late))
  })
}
