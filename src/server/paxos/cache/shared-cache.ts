/** A second level of the cache that several replicas share. Without one, each process has its own memory alone. */

import type { Instant } from '#domain/text/instant.ts'

/** One answer as Paxos sent it. Everything else is read from the bytes anew, so that a store is trusted with nothing. */
export type SharedEntry = {
  readonly body: Buffer
  /** When it was read from Paxos. */
  readonly readAt: Date
}

export type SharedCache = {
  /**
   * The entry of a key, or undefined, also when the key or one of its groups has been refused since it was read. May be
   * slow and may reject: the caller waits briefly and takes both for a miss.
   */
  readonly get: (key: string, groups: readonly string[]) => Promise<SharedEntry | undefined>
  /**
   * Keeps an entry for `ttlMs` at most, unless it has a later version: by `updatedAt` where both have one, else by when
   * they were read. Nobody waits for it and a rejection is ignored.
   */
  readonly set: (
    key: string,
    entry: SharedEntry & { readonly updatedAt: Instant | undefined },
    ttlMs: number,
  ) => Promise<void>
  /** Ends the serving of what has been read so far by this key or in this group. Told later while nobody can be told. */
  readonly refuse: (keyOrGroup: string) => void
  /** Calls the listener, within a second, with each of these groups that is refused, and how long ago (ms) it was. */
  readonly onRefused: (groups: readonly string[], listener: (group: string, ageMs: number) => void) => void
}
