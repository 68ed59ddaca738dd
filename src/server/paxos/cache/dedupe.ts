/** Identical reads in flight share one piece of work. */

type Deduped<T> = { readonly result: Promise<T>; readonly joined: boolean }

export type Dedupe<T> = {
  /** The running work of this key, or `start` when there is none. A caller that leaves has no effect on it. */
  readonly run: (key: string, start: () => Promise<T>) => Deduped<T>
  readonly has: (key: string) => boolean
  readonly size: () => number
}

export function createDedupe<T>(): Dedupe<T> {
  const running = new Map<string, Promise<T>>()

  return {
    run: (key, start) => {
      const known = running.get(key)
      if (known) return { result: known, joined: true }
      const result = start()
      running.set(key, result)
      const end = () => void running.delete(key)
      // Removed before any waiter continues. Handles a rejection too, since all callers may have left.
      result.then(end, end)
      return { result, joined: false }
    },
    has: key => running.has(key),
    size: () => running.size,
  }
}
