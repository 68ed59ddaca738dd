/** What the replicas of an environment share. Each part falls back to this process when it can't be reached. */
import type { Secret } from '../config/secret.ts'
import type { Penalty, PenaltyOptions } from './budget/penalty.ts'
import type { RateBudget } from './budget/rate-budget.ts'
import type { SharedCache } from './cache/shared-cache.ts'
import type { Grant } from './token/token-request.ts'

export type SharedGrants = {
  /** A token other than `instead`: one that another replica fetched, or the result of `fetch`, whose failure is thrown. */
  readonly get: (instead: Secret | undefined, fetch: () => Promise<Grant>) => Promise<Grant>
  /** Paxos refused this token: no replica gets it from here any more. */
  readonly drop: (token: Secret) => void
}

export type Sharing = {
  readonly budget: RateBudget
  readonly penalty: (options: PenaltyOptions) => Penalty
  readonly grants: SharedGrants
  readonly cache: SharedCache
}
