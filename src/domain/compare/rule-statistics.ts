/** What a rule's latest orchestrations say about it: rates with their denominators, times only as far as they are bounded. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { type StatusMeaning, statusMeaning } from '../orchestration/status.ts'
import { atMostText } from '../text/duration.ts'
import { type Instant, readInstant } from '../text/instant.ts'
import { completionBounds } from './completion-bounds.ts'
import { latestFirst, newestFirst, type ReasonGroup, reasonGroups } from './reason-groups.ts'

/** Below this a rate says more about chance than about the rule. */
const smallSample = 10

/** Upper bounds, in milliseconds: `updated_at` is when a record last changed, so it was done by then at the latest. */
export type Bounds = {
  readonly median: number
  readonly worst: number
  readonly of: number
  readonly slowest: Orchestration
}

export type RuleStatistics = {
  /** Finished ones looked at: completed, failed and rejected. */
  readonly finished: number
  readonly completed: number
  readonly failed: number
  readonly rejected: number
  /** Undefined when no completed one has usable times. */
  readonly bounds: Bounds | undefined
  readonly lastFailure: Orchestration | undefined
  /** Most frequent first. */
  readonly reasons: readonly ReasonGroup[]
}

/** When a record was last known to change, for "last failure": its last update, else its creation. */
export const lastChange = (row: Orchestration): Instant | undefined =>
  readInstant(row.updated_at) ?? readInstant(row.created_at)

/** Counts the finished ones among these; the others are left out. */
export function ruleStatistics(rows: readonly Orchestration[]): RuleStatistics {
  const where = (holds: (meaning: StatusMeaning) => boolean) => rows.filter(row => holds(statusMeaning(row.status)))
  const completed = where(({ isSuccess }) => isSuccess)
  const failed = where(({ isFailure, isApproval }) => isFailure && !isApproval)
  const rejected = where(({ isFailure, isApproval }) => isFailure && isApproval)
  const failures = failed.toSorted(newestFirst)
  return {
    finished: where(({ isTerminal }) => isTerminal).length,
    completed: completed.length,
    failed: failed.length,
    rejected: rejected.length,
    bounds: boundsOf(completed),
    // One that was created earlier can have failed later: until that time there may have been a failure.
    lastFailure: failed.toSorted(latestFirst(lastChange))[0],
    reasons: reasonGroups(failures),
  }
}

/**
 * The median of upper bounds is itself an upper bound of the median, and so is their greatest of the worst: each single
 * time is at most its own bound. Of an even number the upper of the two in the middle counts.
 */
function boundsOf(completed: readonly Orchestration[]): Bounds | undefined {
  const bounds = completionBounds(completed)
  const [middle, last] = [bounds[Math.floor(bounds.length / 2)], bounds.at(-1)]
  return middle && last && { median: middle.ms, worst: last.ms, of: bounds.length, slowest: last.row }
}

/** "of the last 100 finished", "of all 37 finished": `more` when older ones exist that were not looked at. */
export const denominatorText = (finished: number, more: boolean): string =>
  `of ${more ? 'the last' : 'all'} ${finished} finished`

/**
 * The share that completed and what it is a share of: "93 %" and "93 of the last 100 finished"; of few only the counts.
 * Never 100 % when one failed, never 0 % when one did not.
 */
export function successText(
  { completed, finished }: RuleStatistics,
  more: boolean,
): { readonly share: string; readonly of: string } {
  const of = denominatorText(finished, more)
  if (finished < smallSample) return { share: String(completed), of }
  const percent = (completed / finished) * 100
  const words = percent > 0 && percent < 1 ? 'under 1' : String(Math.floor(percent))
  return { share: `${words} %`, of: `${completed} ${of}` }
}

/** "Median ≤ 3 min 2 s, worst ≤ 2 h 10 min": bounds, since Paxos reports no time of completion. */
export const boundsText = ({ median, worst }: Bounds): { median: string; worst: string } => ({
  median: atMostText(median),
  worst: atMostText(worst),
})
