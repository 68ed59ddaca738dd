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

  async function settle(key: string, work: Promise<T>): Promise<T> {
    try {
      return await work
    } finally {
      running.delete(key)
    }
  }

  return {
    share: (key, start) => {
      const known = running.get(key)
      if (known) return { result: known, joined: true }
      const result = settle(key, start())
      running.set(key, result)
      // Everyone may have left when it fails.
      result.catch(() => undefined)
      return { result, joined: false }
    },
    has: key => running.has(key),
    size: () => running.size,
  }
}
