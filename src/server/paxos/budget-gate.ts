/** Passes what the rate budget has room for, after a short wait where that is all it takes. */
import type { Sleep } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { EnvironmentMetrics } from '../observe/metrics.ts'
import type { Penalty } from './penalty.ts'
import type { Lane, Priority, RateBudget } from './rate-budget.ts'

/** The longest that a request waits for room. */
const longestWaitMs = 1000

/**
 * One request of this lane may leave: at once, or when the promise resolves. Rejects with `budget_exhausted` when there
 * will be no room for a while.
 */
export type BudgetGate = (lane: Lane, priority: Priority) => undefined | Promise<void>

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
  const take = (lane: Lane, priority: Priority) => budget.take(lane, { priority, share: penalty.share() })

  /** Goes on from the first of these lanes, which has been asked already. */
  async function pass(lanes: readonly Lane[], priority: Priority, asked: number | Promise<number>): Promise<void> {
    // A poll has data to show already, and comes again.
    let patienceMs = priority === 'poll' ? 0 : longestWaitMs
    let taken: number | Promise<number> | undefined = asked
    for (const lane of lanes) {
      for (;;) {
        const waitMs: number = await (taken ?? take(lane, priority))
        taken = undefined
        if (waitMs === 0) break
        if (waitMs > patienceMs) throw exhausted(lane, waitMs, penalty.share())
        patienceMs -= waitMs
        await sleep(waitMs)
      }
    }
  }

  return (lane, priority) => {
    // The endpoint's own budget first, which refuses most: what it refuses costs the sum nothing.
    const lanes: readonly Lane[] = lane === 'token' ? [lane] : [lane, 'all']
    for (const [index, one] of lanes.entries()) {
      const taken = take(one, priority)
      if (taken === 0) continue
      return pass(lanes.slice(index), priority, taken).then(
        () => metrics.budgetTaken(lane),
        error => {
          metrics.budgetDenied(lane)
          throw error
        },
      )
    }
    metrics.budgetTaken(lane)
    return undefined
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
