/** Failures by Paxos's reason. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { type Instant, msBetween, readInstant } from '../text/instant.ts'

export type ReasonGroup = {
  /** Paxos's reason, unchanged; undefined for none. */
  readonly reason: string | undefined
  readonly count: number
  /** The newest of the group. */
  readonly latest: Orchestration
}

/** The latest first by some time of theirs; one without a readable time is the oldest. */
export const latestFirst =
  (timeOf: (row: Orchestration) => Instant | undefined) =>
  (a: Orchestration, b: Orchestration): number => {
    const [x, y] = [timeOf(a), timeOf(b)]
    return x && y ? msBetween(x, y) : Number(y !== undefined) - Number(x !== undefined)
  }

/** Newest first; one without a readable time is the oldest. */
export const newestFirst = latestFirst(row => readInstant(row.created_at))

/** Failures by Paxos's reason, most frequent first, then the newest. `failures` are newest first. */
export function reasonGroups(failures: readonly Orchestration[]): readonly ReasonGroup[] {
  const groups = new Map<string | undefined, { count: number; latest: Orchestration }>()
  for (const row of failures) {
    const group = groups.get(row.fail_reason?.detail)
    if (group) group.count += 1
    else groups.set(row.fail_reason?.detail, { count: 1, latest: row })
  }
  return [...groups]
    .map(([reason, group]) => ({ reason, ...group }))
    .toSorted((a, b) => b.count - a.count || newestFirst(a.latest, b.latest))
}
