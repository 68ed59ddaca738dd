/** One environment of Paxos. `read` is the only way to call it. */

import type { BatcherDeps } from './batch/batcher.ts'
import { createReads, type Reads } from './cache/reads.ts'
import type { Refusals } from './cache/refusals.ts'
import { createSecondLevel } from './cache/second-level.ts'
import type { SharedCache } from './cache/shared-cache.ts'
import type { Store } from './cache/store.ts'
import type { AttemptDeps } from './calls/attempt.ts'
import { createCaller } from './calls/call.ts'
import { createSource } from './source.ts'

export type Upstream = {
  readonly name: string
  /** Reads from the cache or from Paxos; throws a `Fault`. A caller that leaves has no effect on the read. */
  readonly read: Reads
  /** When the stop after a 429 ends; undefined when there is none. */
  readonly penaltyUntil: () => Date | undefined
}

export type UpstreamDeps = AttemptDeps &
  Pick<BatcherDeps, 'batchFraction' | 'onBatch'> & {
    readonly name: string
    /** The API base, ending in `/v2`. */
    readonly apiUrl: URL
    /** For one read, including token, batch and retries. */
    readonly totalMs: number
    readonly batching: boolean
    readonly store: Store
    readonly sharedCache: SharedCache | undefined
    readonly refusals: Refusals
  }

export function createUpstream(deps: UpstreamDeps): Upstream {
  const { name, penalty, clock, store, sharedCache, refusals } = deps
  const read = createReads({
    environment: name,
    store,
    secondLevel: sharedCache && createSecondLevel({ environment: name, sharedCache, store, refusals, clock }),
    refusals,
    source: createSource({ ...deps, call: createCaller(deps) }),
    isStopped: penalty.isStopped,
    clock,
  })
  return {
    name,
    read,
    penaltyUntil: () => {
      const ms = penalty.remainingMs()
      return ms > 0 ? new Date(clock.date().getTime() + ms) : undefined
    },
  }
}
