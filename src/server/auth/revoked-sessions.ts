/** Which sessions have ended before their time. A session is a sealed cookie, so ending one means remembering it. */
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'

/**
 * Shared by all replicas, or in memory for one. No method rejects: where the shared store cannot be reached, this replica
 * alone remembers, and sessions go on.
 *
 * A key names one session (`id:…`), the sessions of one sign-in at the identity provider (`sid:…`) or of one person
 * (`sub:…`); it is opaque text of at most 300 characters.
 */
export type RevokedSessions = {
  /**
   * Ends the sessions under `key` whose ID token was issued at `issuedUpTo` (epoch seconds, by the provider's clock) or
   * before; `Infinity` ends all of them. An earlier call's later time stays. Remembered for `ttlMs`, the longest that a
   * session can live. Every replica denies them within 1 s of the promise's end.
   */
  readonly revoke: (key: string, issuedUpTo: number, ttlMs: number) => Promise<void>
  /** Whether a session with these keys, whose ID token was issued at `issuedAt` (epoch seconds), has been ended. */
  readonly isRevoked: (keys: readonly string[], issuedAt: number) => Promise<boolean>
  /** True the first time for an ID of a logout token within `ttlMs`, false when it is used again on any replica. */
  readonly isFirstUse: (tokenId: string, ttlMs: number) => Promise<boolean>
}

/** Far more than a day's sign-outs; who gets an entry in has a session or the provider's signature. */
const mostEntries = 20_000

/** Those of this process. `clock` is only read for its monotonic time. */
export function revokedInMemory(clock: Pick<Clock, 'now'>): RevokedSessions {
  const own = { max: mostEntries, perf: clock, ttlResolution: 0 }
  const revoked = new LRUCache<string, number>(own)
  const tokens = new LRUCache<string, true>(own)
  return {
    async revoke(key, issuedUpTo, ttlMs) {
      revoked.set(key, Math.max(issuedUpTo, revoked.get(key) ?? 0), { ttl: ttlMs })
    },
    async isRevoked(keys, issuedAt) {
      return keys.some(key => issuedAt <= (revoked.get(key) ?? Number.NEGATIVE_INFINITY))
    },
    async isFirstUse(tokenId, ttlMs) {
      if (tokens.get(tokenId)) return false
      tokens.set(tokenId, true, { ttl: ttlMs })
      return true
    },
  }
}
