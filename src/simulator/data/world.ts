/** Everything in one simulator: scenarios, runs of the moving ones, rules and generated rows. */
import { looseEvents, looseTransfers } from './records/loose-records.ts'
import type { Records } from './records/orchestration-records.ts'
import { type Kind, kinds, Row, rowsOf } from './row.ts'
import { ruleRecords } from './rules.ts'
import { Runs } from './runs.ts'
import type { Held } from './scenario.ts'

export class World {
  readonly rules: readonly Row[]
  private readonly runs: Runs
  private readonly still: Record<Kind, Row[]> = { orchestrations: [], transfers: [], events: [] }
  private readonly byId = { orchestrations: new Map(), transfers: new Map(), events: new Map() } satisfies Record<
    Kind,
    Map<string, Row>
  >
  /** Kinds whose generated rows have not been built yet: thousands take a while. */
  private readonly unmade = new Set<Kind>(kinds)
  private readonly generate: () => readonly Records[]

  /** `generate` returns the ordinary orchestrations for a simulator started at `start`. */
  constructor(scenarios: readonly Held[], clock: () => number, generate: (start: number) => readonly Records[]) {
    const start = clock()
    this.rules = ruleRecords(start).map(({ created, record }) => new Row(record, created))
    this.runs = new Runs(
      scenarios.filter(({ run }) => run),
      clock,
    )
    for (const { run, records, transfersQuirk } of scenarios)
      if (!run) for (const kind of kinds) this.add(kind, rowsOf(kind, records(start), transfersQuirk))
    const loose = { transfers: looseTransfers(start), events: looseEvents(start) } as const
    for (const kind of ['transfers', 'events'] as const)
      this.add(
        kind,
        loose[kind].map(({ record, created }) => new Row(record, created)),
      )
    let made: readonly Records[] | undefined
    this.generate = () => {
      made ??= generate(start)
      return made
    }
  }

  /** One record by ID. The first read of a moving orchestration starts its run. */
  find(kind: Kind, id: string): Row | undefined {
    const known = this.byId[kind].get(id)
    if (known) return known
    if (kind === 'orchestrations') this.runs.begin(id)
    return this.runs.rows(kind).find(row => row.id === id) ?? this.complete(kind).byId[kind].get(id)
  }

  /** All records of a kind, in no particular order. */
  all(kind: Kind): readonly Row[] {
    return [...this.complete(kind).still[kind], ...this.runs.rows(kind)]
  }

  /** Starts the run of a moving scenario, once; does nothing for other IDs. */
  begin(id: string): void {
    this.runs.begin(id)
  }

  private complete(kind: Kind): this {
    if (this.unmade.delete(kind)) for (const records of this.generate()) this.add(kind, rowsOf(kind, records))
    return this
  }

  private add(kind: Kind, rows: readonly Row[]): void {
    for (const row of rows) {
      this.still[kind].push(row)
      this.byId[kind].set(row.id, row)
    }
  }
}
