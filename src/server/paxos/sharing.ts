/** What the replicas of an environment share. Each part falls back on this process alone where it cannot be reached. */
import type { Secret } from '../config/secret.ts'
import type { Penalty, PenaltyOptions } from './budget/penalty.ts'
import type { RateBudget } from './budget/rate-budget.ts'
import type { SharedCache } from './cache/shared-cache.ts'
import type { Grant } from './token/token-request.ts'

export type SharedGrants = {
  /** A token other than `instead`: that of another replica, or by `fetch`, whose failure is thrown. */
  readonly get: (instead: Secret | undefined, fetch: () => Promise<Grant>) => Promise<Grant>
  /** Paxos refused this token: no replica is to take it from here. */
  readonly drop: (token: Secret) => void
}

export type Sharing = {
  readonly budget: RateBudget
  readonly penalty: (options: PenaltyOptions) => Penalty
  readonly grants: SharedGrants
  readonly cache: SharedCache
}
