/** A second cache level that replicas share. Without it, each process has its own memory only. */

import type { Instant } from '#domain/text/instant.ts'

/** How long a read waits for the store: longer than a healthy one takes, too short to be noticed. */
export const sharedTimeoutMs = 150

/** An answer as Paxos sent it. Everything else is parsed from the bytes again, so the store needs no trust. */
export type SharedEntry = {
  readonly body: Buffer
  /** When it was read from Paxos. */
  readonly readAt: Date
}

export type SharedCache = {
  /**
   * The entry of a key, unless the key or one of its groups was refused after it was read. May be slow and may reject:
   * the caller has a short timeout and treats both as a miss.
   */
  readonly get: (key: string, groups: readonly string[]) => Promise<SharedEntry | undefined>
  /**
   * Stores an entry for at most `ttlMs`, unless a later version is there: by `updatedAt` if both have one, otherwise by
   * when they were read. Nobody waits for it, and a rejection is ignored.
   */
  readonly set: (
    key: string,
    entry: SharedEntry & { readonly updatedAt: Instant | undefined },
    ttlMs: number,
  ) => Promise<void>
  /**
   * Invalidates what has been read so far for this key or group. Retried until the store has taken it; resolves after the
   * first attempt, whatever comes of it.
   */
  readonly refuse: (keyOrGroup: string) => Promise<void>
  /** Calls the listener within a second for each of these groups that is refused, with how long ago (ms) that was. */
  readonly onRefused: (groups: readonly string[], listener: (group: string, ageMs: number) => void) => void
}
