/** When to ask again: often while an orchestration is young, rarely when it is old, never once it is over. Milliseconds throughout. */
import type { EnumValue, OrchestrationStatus } from '#paxos/enums.ts'
import type { LookupProblem } from '../problems/lookup-problem.ts'
import { problemIs } from '../problems/problem-table.ts'
import type { Instant } from '../text/instant.ts'
import { statusMeaning } from './status.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

export type PollState = {
  readonly status: EnumValue<OrchestrationStatus>
  readonly createdAt: Instant | undefined
  /** How often it was read again since the terminal status was first seen. */
  readonly refreshCount?: number | undefined
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: number
  /** A number from 0 up to 1, as `Math.random` gives. */
  readonly random: () => number
}

/** Milliseconds until the next poll, ±10 % so that many tabs spread out; false when there is to be none. */
export function nextPoll({ status, createdAt, refreshCount = 0, nowMs, random }: PollState): number | false {
  const { isTerminal, isApproval } = statusMeaning(status)
  if (isTerminal) return refreshCount === 0 ? jittered(30 * second, random) : false
  if (isApproval) return jittered(minute, random)
  const byAge = cadence(createdAt === undefined ? undefined : nowMs - createdAt.ms)
  return jittered(status.known === undefined ? Math.max(minute, byAge) : byAge, random)
}

/** An age that is not known counts as a day at most: a poll a minute. */
function cadence(ageMs: number | undefined): number {
  if (ageMs === undefined) return minute
  if (ageMs < 10 * minute) return 5 * second
  if (ageMs < hour) return 15 * second
  return ageMs < 24 * hour ? minute : 5 * minute
}

/** The wait in a tab that nobody looks at: no poll at all, or one a minute when the reader asked to be told of the end. */
export function hiddenWait(waitMs: number, isWatching: boolean): number | false {
  return isWatching && Math.max(waitMs, minute)
}

const jittered = (ms: number, random: () => number) => Math.round(ms * (0.9 + 0.2 * random()))

const afterServerError = [5, 10, 20, 40, 60].map(seconds => seconds * second)

/**
 * Milliseconds to wait after the `failureCount`-th failure in a row (from 1). A Retry-After (in seconds) is obeyed; asked
 * to slow down without one (or with 0), the wait doubles from 5 s up to 5 min; anything else waits 5, 10, 20, 40, then 60 s.
 */
export function backoff(
  failureCount: number,
  retryAfterSeconds: number | undefined,
  code: LookupProblem['code'] | undefined,
): number {
  if (retryAfterSeconds !== undefined && retryAfterSeconds > 0) return Math.min(retryAfterSeconds * second, hour)
  const step = Math.max(0, Math.floor(failureCount) - 1)
  if (problemIs('asksForLess', code)) return Math.min(5 * second * 2 ** Math.min(step, 10), 5 * minute)
  return afterServerError[step] ?? minute
}
