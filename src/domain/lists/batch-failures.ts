/** What failed in a batch: where, why, and who needs to act. */
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Facts, LegName } from '../orchestration/facts.ts'
import { failReason, placeFailure } from '../orchestration/failure.ts'
import { mayNameSomeone, nextStep } from '../orchestration/next-step.ts'
import { statusMeaning } from '../orchestration/status.ts'
import type { StepName } from '../orchestration/timeline/step.ts'
import type { BatchRow } from './batch.ts'

export type ReasonCount = { readonly reason: string | undefined; readonly count: number }

/** Paxos's reasons and how many failures each has, the most frequent first; undefined where Paxos gave none. */
export function failuresByReason(rows: readonly BatchRow[]): readonly ReasonCount[] {
  const counts = new Map<string | undefined, number>()
  for (const { outcome } of rows) {
    if (outcome.kind !== 'found' || !statusMeaning(outcome.orchestrations[0].status).isFailure) continue
    const reason = failReason(outcome.orchestrations[0])?.quote
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count)
}

const places: Readonly<Record<StepName, string>> = {
  created: 'Creation',
  approval: 'Approval',
  source: 'Source transfer',
  conversion: 'Conversion',
  destination: 'Destination transfer',
  ended: 'Not reported',
}

/** "Destination transfer", "Probably conversion"; undefined where nothing failed. */
export function failedAt(orchestration: Orchestration): string | undefined {
  const place = placeFailure({ orchestration })
  if (!place) return undefined
  return place.inferred ? `Probably ${places[place.step].toLowerCase()}` : places[place.step]
}

/** Transfer records by id, as far as they were read. */
export type Transfers = ReadonlyMap<string, Transfer>

const legs = ['source', 'destination'] as const satisfies readonly LegName[]

const transferIds = (row: Orchestration) =>
  [row.source_transfer?.transfer_id, row.destination_transfer?.transfer_id].filter(id => id !== undefined)

/** The transfers that may say who needs to act on the rows. */
export const transfersToRead = (rows: readonly BatchRow[]): readonly string[] =>
  rows.flatMap(({ outcome }) =>
    outcome.kind === 'found' && mayNameSomeone({ orchestration: outcome.orchestrations[0] })
      ? transferIds(outcome.orchestrations[0])
      : [],
  )

/** Who needs to act, by what was read; undefined where nobody has to, or a transfer that may name someone was not read. */
export function whoActs(orchestration: Orchestration, transfers: Transfers): string | undefined {
  const [source, destination] = legs.map(leg => {
    const id = orchestration[`${leg}_transfer`]?.transfer_id
    return id === undefined ? undefined : transfers.get(id)
  })
  const facts: Facts = { orchestration, transfers: { source, destination } }
  return mayNameSomeone(facts) ? undefined : nextStep(facts)?.who
}
