/** Keeping a batch up to date: which open rows to read again and when, and what to say of what changed. */
import type { Orchestration } from '#paxos/orchestration.ts'
import { nextPoll } from '../orchestration/polling.ts'
import { orchestrationStatusLabel } from '../orchestration/status.ts'
import { readInstant } from '../text/instant.ts'
import { type BatchRow, batchSummary } from './batch.ts'

/** By id: when to read an orchestration again, in epoch milliseconds. */
export type DueTimes = ReadonlyMap<string, number>

const foundIn = (rows: readonly BatchRow[]): readonly Orchestration[] =>
  rows.flatMap(({ outcome }) => (outcome.kind === 'found' ? outcome.orchestrations : []))

/**
 * When each open row is due: as `before` says, until it has been read; else by its status and age. `spread`, from 0 up to
 * 1, is the same for all of a round, so that rows of one age stay in one list call. Final rows have no time.
 */
export function dueTimes(
  before: DueTimes,
  rows: readonly BatchRow[],
  { nowMs, spread }: { nowMs: number; spread: number },
): DueTimes {
  const times = new Map<string, number>()
  for (const { id, status, created_at } of foundIn(rows)) {
    const createdAt = readInstant(created_at)
    const wait = nextPoll({ status, createdAt, refreshCount: 1, nowMs, random: () => spread })
    if (id !== undefined && wait !== false) times.set(id, before.get(id) ?? nowMs + wait)
  }
  return times
}

/** Due within this long of each other is due together. */
const togetherMs = 1000

/** The ids to read in one round at `nowMs`, and the times of those that wait. */
export function takeDue(times: DueTimes, nowMs: number): { readonly ids: readonly string[]; readonly rest: DueTimes } {
  const isDue = (at: number) => at <= nowMs + togetherMs
  return {
    ids: [...times].flatMap(([id, at]) => (isDue(at) ? [id] : [])),
    rest: new Map([...times].filter(([, at]) => !isDue(at))),
  }
}

/** How many changes are told one by one. */
const maxTold = 3

/**
 * What to announce once rows have been read again: the statuses that changed, else the summary if it changed, else nothing.
 * "e5f6a7b8 changed from Processing to Completed"; of many: "5 changed: …" with the summary.
 */
export function changesText(before: readonly BatchRow[], after: readonly BatchRow[]): string | undefined {
  const known = new Map(foundIn(before).map(({ id, status }) => [id, status]))
  const changes = foundIn(after).flatMap(({ id, status }) => {
    const was = known.get(id)
    return id === undefined || was === undefined || was.raw === status.raw
      ? []
      : `${id.slice(0, 8)} changed from ${orchestrationStatusLabel(was)} to ${orchestrationStatusLabel(status)}`
  })
  const summary = batchSummary(after)
  if (changes.length > maxTold) return `${changes.length} changed. ${summary}`
  if (changes.length > 0) return changes.join('. ')
  return summary === batchSummary(before) ? undefined : summary
}
