/** A second level of the cache that several replicas share. Without one, each process has its own memory alone. */

/** One answer as Paxos sent it. Everything else is read from the bytes anew, so that a store is trusted with nothing. */
export type SharedEntry = {
  readonly body: Buffer
  /** When it was read from Paxos. */
  readonly readAt: Date
  /** The record's own `updated_at`, RFC 3339 with up to nanoseconds; undefined for lists. */
  readonly updatedAt: string | undefined
}

export type SharedCache = {
  /** The entry of a key, or undefined. May be slow and may reject: the caller waits briefly and takes both for a miss. */
  readonly get: (key: string) => Promise<SharedEntry | undefined>
  /**
   * Keeps an entry for `ttlMs` at most, unless it has one of a later `updatedAt`. Nobody waits for it and a rejection is
   * ignored.
   */
  readonly set: (key: string, entry: SharedEntry, ttlMs: number) => Promise<void>
}
