/** Everything that one simulator holds: the scenarios, the runs of the moving ones, the rules and the generated rows. */
import type { JsonObject } from './json.ts'
import type { Records } from './payment.ts'
import { ruleRecords } from './rules.ts'
import type { Held, Quirk } from './scenario.ts'
import { readInstant } from './time.ts'

/** One record with its place in time and its JSON text, made once. */
export type Row = {
  readonly id: string
  readonly created: bigint
  readonly updated: bigint
  readonly record: JsonObject
  readonly text: string
  readonly quirk: Quirk | undefined
}

export type Kind = 'orchestrations' | 'transfers' | 'events'

/** One run of a moving scenario. Its rows are kept once nothing changes any more. */
type Run = { readonly scenario: Held; readonly start: number; settled?: Record<Kind, Row[]> }

/** More runs than this and the oldest is forgotten: a visitor who invents ids cannot fill the memory. */
const maxRuns = 1000

export class World {
  private readonly clock: () => number
  private readonly still: Record<Kind, Row[]> = { orchestrations: [], transfers: [], events: [] }
  private readonly byId: Record<Kind, Map<string, Row>> = {
    orchestrations: new Map(),
    transfers: new Map(),
    events: new Map(),
  }
  private readonly movers = new Map<string, Held>()
  private readonly runs = new Map<string, Run>()
  private more: (() => readonly Records[]) | undefined
  readonly rules: readonly Row[]

  /** `generate` makes the ordinary rows; it is called when something first needs them. */
  constructor(scenarios: readonly Held[], clock: () => number, generate: (start: number) => readonly Records[]) {
    this.clock = clock
    const start = clock()
    for (const scenario of scenarios) {
      if (scenario.run) this.movers.set(runFamily(scenario.id), scenario)
      else this.add(scenario.records(start), scenario.transfersQuirk)
    }
    this.more = () => generate(start)
    this.rules = ruleRecords(start).map(({ created, record }) => row(record, created))
  }

  /** One record by id. Reading a moving orchestration for the first time starts its run. */
  find(kind: Kind, id: string): Row | undefined {
    const known = this.byId[kind].get(id)
    if (known) return known
    if (kind === 'orchestrations') this.begin(id)
    const run = this.runs.get(id)
    const running = run ? this.runRows(id, run)[kind] : this.running(kind)
    const found = running.find(row => row.id === id)
    if (found) return found
    this.generate()
    return this.byId[kind].get(id)
  }

  /** All records of a kind, in no promised order. */
  all(kind: Kind): readonly Row[] {
    this.generate()
    const running = this.running(kind)
    return running.length ? [...this.still[kind], ...running] : this.still[kind]
  }

  /** Starts the run of a moving scenario, once. Any id with its first four groups is a run of its own. */
  begin(id: string): void {
    const scenario = this.movers.get(runFamily(id))
    if (!scenario || this.runs.has(id) || !isUuid(id)) return
    if (this.runs.size >= maxRuns) for (const oldest of [...this.runs.keys()].slice(0, 1)) this.runs.delete(oldest)
    this.runs.set(id, { scenario, start: this.clock() })
  }

  private running(kind: Kind): Row[] {
    return [...this.runs].flatMap(([id, run]) => this.runRows(id, run)[kind])
  }

  private runRows(id: string, run: Run): Record<Kind, Row[]> {
    if (run.settled) return run.settled
    const { scenario, start } = run
    const now = this.clock()
    const current = rows(scenario.run?.(id, start, now) ?? scenario.records(start), undefined)
    if (now - start >= (scenario.settlesAfter ?? 0) * 1000) run.settled = current
    return current
  }

  private generate(): void {
    const { more } = this
    this.more = undefined
    for (const records of more?.() ?? []) this.add(records, undefined)
  }

  private add(records: Records, quirk: Quirk | undefined): void {
    const added = rows(records, quirk)
    for (const kind of ['orchestrations', 'transfers', 'events'] as const) {
      for (const one of added[kind]) {
        this.still[kind].push(one)
        this.byId[kind].set(one.id, one)
      }
    }
  }
}

/** The first four groups of a UUID: what the runs of one moving scenario, or the ids of one sentinel, share. */
export const runFamily = (id: string): string => id.slice(0, 24)

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

function rows({ created, orchestration, transfers, events }: Records, quirk: Quirk | undefined): Record<Kind, Row[]> {
  return {
    orchestrations: [row(orchestration, created)],
    transfers: transfers.map(transfer => row(transfer, created, quirk)),
    events: events.map(event => row(event, created)),
  }
}

/** A record whose own time cannot be read keeps its place by the payment's true time. */
function row(record: JsonObject, created: bigint, quirk?: Quirk): Row {
  const time = (name: string) => {
    const text = record[name]
    return (typeof text === 'string' ? readInstant(text) : undefined) ?? created
  }
  return {
    id: String(record.id),
    created: time('created_at'),
    updated: time('updated_at'),
    record,
    text: JSON.stringify(record),
    quirk,
  }
}
