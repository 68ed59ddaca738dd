/** Lets requests through as the rate budget allows, after a short wait if that is enough. */
import type { Clock, Sleep } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import type { EnvironmentMetrics } from '../../observe/metrics.ts'
import type { Slot } from '../transport/connection-slots.ts'
import type { Penalty } from './penalty.ts'
import { type Lane, type Priority, type RateBudget, sendWithinMs } from './rate-budget.ts'

/** The longest that a request waits for room. */
const maxWaitMs = 1000

/**
 * Resolves when one request of this lane may leave, with the time (monotonic ms) until which it may. After that time it
 * needs a new place. The slot is held on return, but not during the wait. Rejects with `budget_exhausted` when the wait
 * would be too long.
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
    // A poll has data to show already, and is repeated soon.
    let remainingWaitMs = priority === 'poll' ? 0 : maxWaitMs

    /** Returns the time before the place was requested: Redis may have counted it a moment later. */
    async function enter(one: Lane): Promise<number> {
      for (;;) {
        await slot?.hold()
        const askedAt = clock.now()
        const waitMs = await budget.take(one, { priority, fraction: penalty.budgetFraction() })
        if (waitMs === 0) return askedAt
        slot?.letGo()
        if (waitMs > remainingWaitMs) {
          metrics.budgetDenied(lane)
          throw exhausted(one, waitMs, penalty.budgetFraction())
        }
        remainingWaitMs -= waitMs
        await sleep(waitMs)
      }
    }

    // The endpoint's budget first: it refuses most often, and a refusal costs the sum nothing.
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
