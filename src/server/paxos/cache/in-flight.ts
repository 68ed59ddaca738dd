/** Identical requests in flight share one piece of work. */

type Shared<T> = { readonly result: Promise<T>; readonly joined: boolean }

export type InFlight<T> = {
  /** The running work of this key, or `start` when there is none. Callers leave without effect on the work. */
  readonly share: (key: string, start: () => Promise<T>) => Shared<T>
  readonly has: (key: string) => boolean
  readonly size: () => number
}

export function createInFlight<T>(): InFlight<T> {
  const running = new Map<string, Promise<T>>()

  return {
    share: (key, start) => {
      const known = running.get(key)
      if (known) return { result: known, joined: true }
      const result = start()
      running.set(key, result)
      const end = () => void running.delete(key)
      // Before any of those who wait goes on; and everyone may have left when it fails.
      result.then(end, end)
      return { result, joined: false }
    },
    has: key => running.has(key),
    size: () => running.size,
  }
}
