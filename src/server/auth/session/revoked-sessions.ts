/** Which sessions have ended before their time. A session is a sealed cookie, so ending one means remembering it. */
import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { createDenyList } from './deny-list.ts'

export type Revocation = {
  /** Ends the sessions whose ID token was issued at this time (epoch seconds, by the provider's clock) or before; `Infinity` ends all. */
  readonly upTo: number
  /** No session that this is meant for had its ID token issued later: finite, and by the provider's clock too. */
  readonly issuedBy: number
  /** The longest that such a session can live. */
  readonly ttlMs: number
}

/**
 * Shared by all replicas, or in memory for one. No method rejects: where the shared store cannot be reached, this replica
 * alone remembers, and sessions go on.
 *
 * A key names one session (`id:…`), the sessions of one sign-in at the identity provider (`sid:…`) or of one person
 * (`sub:…`); it is opaque text of at most 110 bytes.
 */
export type RevokedSessions = {
  /** Ends the sessions under `key`; a later call takes nothing back. Every replica denies them within 1 s of the promise's end. */
  readonly revoke: (key: string, revocation: Revocation) => Promise<void>
  /**
   * Whether a session with these keys, whose ID token was issued at `issuedAt` (epoch seconds), has been ended, or may have
   * been: it is older than the newest one that was forgotten for want of room.
   */
  readonly isRevoked: (keys: readonly string[], issuedAt: number) => Promise<boolean>
  /**
   * True the first time for an ID of a logout token within `ttlMs`, false when it is used again on any replica, or may
   * have been. `issuedAt` is the token's own, in epoch seconds.
   */
  readonly isFirstUse: (tokenId: string, issuedAt: number, ttlMs: number) => Promise<boolean>
}

/** More than the sign-outs of a day, in about 15 MB. */
export const maxRevoked = 50_000
/** More than one provider can bring within their ten minutes, in about 3 MB. */
const maxTokens = 20_000

export type RevokedOptions = {
  /** Fewer in tests. */
  readonly maxEntries?: number
  /** Older sessions have been forgotten, and so end all sessions whose ID token was issued by then (epoch seconds). */
  readonly onForgotten?: (issuedBy: number) => void
}

/** What is logged then: some who were signed in have to sign in again. */
export const warnOfForgotten =
  (log: Logger) =>
  (issuedBy: number): void =>
    log.warn(
      { event: 'ended_sessions_forgotten', signedInBefore: new Date(issuedBy * 1000).toISOString() },
      'more sessions were ended than can be remembered: who signed in before then has to sign in again',
    )

/** Those of this process. `clock` is only read for its monotonic time. */
export function revokedInMemory(
  clock: Pick<Clock, 'now'>,
  { maxEntries = maxRevoked, onForgotten }: RevokedOptions = {},
): RevokedSessions {
  const revoked = createDenyList(clock.now, maxEntries, onForgotten)
  const isFirstUse = usedTokens(clock)
  return {
    revoke: async (key, { ttlMs, ...times }) => revoked.add(key, { ...times, endsAt: clock.now() + ttlMs }),
    isRevoked: async (keys, issuedAt) => revoked.denies(keys, issuedAt),
    isFirstUse: async (tokenId, issuedAt, ttlMs) => isFirstUse(tokenId, issuedAt, ttlMs),
  }
}

/** The logout tokens that this process has seen. */
export function usedTokens(clock: Pick<Clock, 'now'>): (id: string, issuedAt: number, ttlMs: number) => boolean {
  const used = createDenyList(clock.now, maxTokens)
  return (id, issuedAt, ttlMs) => {
    if (used.denies([id], issuedAt)) return false
    used.add(id, { upTo: Number.POSITIVE_INFINITY, issuedBy: issuedAt, endsAt: clock.now() + ttlMs })
    return true
  }
}
