/** A scenario: an orchestration with a known ID and a known story. */

import { orchestrationRecords, type Records } from './records/orchestration-records.ts'
import type { OrchestrationSpec } from './records/orchestration-spec.ts'
import type { JsonObject } from './values/json.ts'
import { fromMilliseconds, readInstant } from './values/time.ts'

/** How requests for a scenario's transfers misbehave. */
export type Quirk = 'slow' | 'forbidden-scope'

export type Scenario = {
  readonly id: string
  /** One line: what support staff should see. */
  readonly shows: string
  /** The record that `GET …/orchestrations/{id}` answers, for a simulator started at `start` (epoch milliseconds). */
  readonly orchestration: (start: number) => JsonObject
  readonly transfers: (start: number) => readonly JsonObject[]
  readonly events: (start: number) => readonly JsonObject[]
  /** The id of the rule that made it. */
  readonly rule?: string
  readonly records: (start: number) => Records
  /** Only for moving scenarios: the records at `now` of a run first read at `start`. */
  readonly run?: (id: string, start: number, now: number) => Records
  /** Seconds from the start of a run to its last change. */
  readonly settlesAfter?: number
  /** How its transfers misbehave, if they do. */
  readonly transfersQuirk?: Quirk
}

/** The part that the simulator itself needs. */
export type Held = Pick<Scenario, 'id' | 'records' | 'run' | 'settlesAfter' | 'transfersQuirk'>

type Story = OrchestrationSpec & { readonly id: string; readonly shows: string; readonly transfersQuirk?: Quirk }

/** A scenario that never changes. */
export function scenario({ id, shows, transfersQuirk, ...spec }: Story): Scenario {
  return fromRecords(id, shows, start => orchestrationRecords(id, spec, start), {
    ...(spec.rule && { rule: spec.rule }),
    ...(transfersQuirk && { transfersQuirk }),
  })
}

/** Changes `after` seconds of a run; everything else stays as in the previous stage. */
export type Stage = { readonly after: number } & Partial<OrchestrationSpec>

/** A scenario whose time runs from the first read of its ID. */
export function movingScenario({ id, shows, ...spec }: Omit<Story, 'created'>, stages: readonly Stage[]): Scenario {
  const until = (elapsed: number): OrchestrationSpec => {
    const current = { ...spec, created: 0 }
    for (const { after, ...change } of stages) if (after <= elapsed) Object.assign(current, change, { updated: after })
    return current
  }
  const run = (runId: string, start: number, now: number): Records => {
    const elapsed = (now - start) / 1000
    const named = { ref: `${spec.ref}-${runId.slice(-12)}` }
    const current = orchestrationRecords(runId, { ...until(elapsed), ...named }, start)
    // All events up to now, with the same IDs at every read.
    const { events } = orchestrationRecords(runId, { ...until(Number.POSITIVE_INFINITY), ...named }, start)
    return {
      ...current,
      events: events.filter(event => (readInstant(String(event.created_at)) ?? 0n) <= fromMilliseconds(now)),
    }
  }
  return {
    ...fromRecords(id, shows, start => run(id, start, start), spec.rule ? { rule: spec.rule } : {}),
    run,
    settlesAfter: stages.at(-1)?.after ?? 0,
  }
}

function fromRecords(
  id: string,
  shows: string,
  records: (start: number) => Records,
  more: Partial<Scenario>,
): Scenario {
  return {
    id,
    shows,
    records,
    orchestration: start => records(start).orchestration,
    transfers: start => records(start).transfers,
    events: start => records(start).events,
    ...more,
  }
}
