/** Passes what the rate budget has room for, after a short wait where that is all it takes. */
import type { Clock, Sleep } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { EnvironmentMetrics } from '../../observe/metrics.ts'
import type { Slot } from '../transport/connection-slots.ts'
import type { Penalty } from './penalty.ts'
import { type Lane, type Priority, type RateBudget, sendWithinMs } from './rate-budget.ts'

/** The longest that a request waits for room. */
const maxWaitMs = 1000

/**
 * Resolves when one request of this lane may leave, with the time (monotonic ms) until which it may; after that it needs
 * another place. The slot is held then, and not while the request waits for room. Rejects with `budget_exhausted` when
 * there will be no room for a while.
 */
export type BudgetGate = (lane: Lane, priority: Priority, slot?: Slot) => Promise<number>

export type BudgetGateDeps = {
  readonly budget: RateBudget
  readonly penalty: Pick<Penalty, 'budgetFraction'>
  readonly clock: Clock
  readonly sleep: Sleep
  readonly metrics: Pick<EnvironmentMetrics, 'budgetTaken' | 'budgetDenied'>
}

export function createBudgetGate({ budget, penalty, clock, sleep, metrics }: BudgetGateDeps): BudgetGate {
  return async (lane, priority, slot) => {
    // A poll has data to show already, and comes again.
    let patienceMs = priority === 'poll' ? 0 : maxWaitMs

    /** Gives the time at which the place was asked for, which is before it was counted, wherever that is done. */
    async function enter(one: Lane): Promise<number> {
      for (;;) {
        await slot?.hold()
        const askedAt = clock.now()
        const waitMs = await budget.take(one, { priority, fraction: penalty.budgetFraction() })
        if (waitMs === 0) return askedAt
        slot?.letGo()
        if (waitMs > patienceMs) {
          metrics.budgetDenied(lane)
          throw exhausted(one, waitMs, penalty.budgetFraction())
        }
        patienceMs -= waitMs
        await sleep(waitMs)
      }
    }

    // The endpoint's own budget first, which refuses most: what it refuses costs the sum nothing.
    const countedAt = await enter(lane)
    if (lane !== 'token') await enter('all')
    metrics.budgetTaken(lane)
    return countedAt + sendWithinMs
  }
}

const exhausted = (lane: Lane, waitMs: number, fraction: number) =>
  new Fault(
    'budget_exhausted',
    fraction < 1
      ? 'Paxos throttled us a moment ago, so only a quarter of the usual rate is sent.'
      : "Paxos's rate limit is reached.",
    { retryAfter: waitMs / 1000, reason: `budget_${lane}` },
  )
