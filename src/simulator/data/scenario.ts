/** What a scenario is: a payment with a known id and a known story. */
import type { JsonObject } from './json.ts'
import { paymentRecords, type Records } from './payment.ts'
import type { PaymentSpec } from './payment-spec.ts'
import { fromMilliseconds, readInstant } from './time.ts'

/** How a record that belongs to a scenario answers instead of plainly. */
export type Quirk = 'slow' | 'forbidden-scope'

export type Scenario = {
  readonly id: string
  /** One plain line: what a support person should see. */
  readonly shows: string
  /** The record that `GET …/orchestrations/{id}` answers, for a simulator started at `start` (epoch milliseconds). */
  readonly orchestration: (start: number) => JsonObject
  readonly transfers: (start: number) => readonly JsonObject[]
  readonly events: (start: number) => readonly JsonObject[]
  /** The id of the rule that made it. */
  readonly rule?: string
  readonly records: (start: number) => Records
  /** Only where time matters: what stands there at `now`, for a run of this id that was first read at `start`. */
  readonly run?: (id: string, start: number, now: number) => Records
  /** How many seconds into a run the last change comes. */
  readonly settlesAfter?: number
  /** How its transfers answer, where not plainly. */
  readonly transfersQuirk?: Quirk
}

/** What the simulator itself needs of it. */
export type Held = Pick<Scenario, 'id' | 'records' | 'run' | 'settlesAfter' | 'transfersQuirk'>

type Story = PaymentSpec & { readonly id: string; readonly shows: string; readonly transfersQuirk?: Quirk }

/** A payment that stands still. */
export function scenario({ id, shows, transfersQuirk, ...spec }: Story): Scenario {
  return fromRecords(id, shows, start => paymentRecords(id, spec, start), {
    ...(spec.rule && { rule: spec.rule }),
    ...(transfersQuirk && { transfersQuirk }),
  })
}

/** What changes `after` so many seconds of a run; everything else stays as the stage before left it. */
export type Stage = { readonly after: number } & Partial<PaymentSpec>

/** A payment that moves: its time runs from the first time that its id is read. */
export function movingScenario({ id, shows, ...spec }: Omit<Story, 'created'>, stages: readonly Stage[]): Scenario {
  const until = (elapsed: number): PaymentSpec => {
    const current = { ...spec, created: 0 }
    for (const { after, ...change } of stages) if (after <= elapsed) Object.assign(current, change, { updated: after })
    return current
  }
  const run = (runId: string, start: number, now: number): Records => {
    const elapsed = (now - start) / 1000
    const named = { ref: `${spec.ref}-${runId.slice(-12)}` }
    const current = paymentRecords(runId, { ...until(elapsed), ...named }, start)
    // The events of the whole story, cut at now: the same ones with the same ids at every reading.
    const { events } = paymentRecords(runId, { ...until(Number.POSITIVE_INFINITY), ...named }, start)
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
