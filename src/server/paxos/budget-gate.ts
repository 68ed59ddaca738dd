/** Passes what the rate budget has room for, after a short wait where that is all it takes. */
import type { Sleep } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { EnvironmentMetrics } from '../observe/metrics.ts'
import type { Penalty } from './penalty.ts'
import type { Lane, Priority, RateBudget } from './rate-budget.ts'

/** The longest that a request waits for room. */
const longestWaitMs = 1000

/** Resolves when one request of this lane may leave; throws `budget_exhausted` when there will be no room for a while. */
export type BudgetGate = (lane: Lane, priority: Priority) => Promise<void>

export function createBudgetGate({
  budget,
  penalty,
  sleep,
  metrics,
}: {
  readonly budget: RateBudget
  readonly penalty: Pick<Penalty, 'share'>
  readonly sleep: Sleep
  readonly metrics: Pick<EnvironmentMetrics, 'budgetTaken' | 'budgetDenied'>
}): BudgetGate {
  return async (lane, priority) => {
    // A poll has data to show already, and comes again.
    let patienceMs = priority === 'poll' ? 0 : longestWaitMs
    // The endpoint's own budget first, which refuses most: what it refuses costs the sum nothing.
    for (const one of lane === 'token' ? [lane] : ([lane, 'all'] as const)) {
      for (;;) {
        const share = penalty.share()
        const taken = budget.take(one, { priority, share })
        const waitMs = typeof taken === 'number' ? taken : await taken
        if (waitMs === 0) break
        if (waitMs > patienceMs) {
          metrics.budgetDenied(lane)
          throw exhausted(one, waitMs, share)
        }
        patienceMs -= waitMs
        await sleep(waitMs)
      }
    }
    metrics.budgetTaken(lane)
  }
}

const exhausted = (lane: Lane, waitMs: number, share: number) =>
  new Fault(
    'budget_exhausted',
    share < 1
      ? 'Paxos throttled us a moment ago, so only a quarter of the usual rate is sent.'
      : 'As much is being asked of Paxos as its limits allow.',
    { retryAfter: waitMs / 1000, reason: `budget_${lane}` },
  )
