import type { Orchestration } from '#paxos/orchestration.ts'
import { msBetween, readInstant } from '../text/instant.ts'

/**
 * How long each took at most, in milliseconds, the shortest first: from its creation to its last update. One without
 * usable times is left out.
 */
export const completionBounds = (
  completed: readonly Orchestration[],
): readonly { readonly ms: number; readonly row: Orchestration }[] =>
  completed
    .flatMap(row => {
      const [from, to] = [readInstant(row.created_at), readInstant(row.updated_at)]
      const ms = from && to ? msBetween(from, to) : -1
      return ms >= 0 ? [{ ms, row }] : []
    })
    .toSorted((a, b) => a.ms - b.ms)
