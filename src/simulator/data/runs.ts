/** The runs of the moving scenarios: each begins when its id is first read. */
import { type Kind, type Row, rowsOf } from './row.ts'
import { isUuid, runFamily } from './run-family.ts'
import type { Held } from './scenario.ts'

type Rows = Readonly<Record<Kind, readonly Row[]>>

/** `settled` holds the rows once nothing changes any more. */
type Run = { readonly scenario: Held; readonly start: number; settled?: Rows }

export class Runs {
  private readonly clock: () => number
  private readonly movers: ReadonlyMap<string, Held>
  private readonly runs = new Map<string, Run>()
  private readonly most: number

  /** Of more than `most` runs the oldest is forgotten: a visitor who invents ids cannot fill the memory. */
  constructor(movers: readonly Held[], clock: () => number, most = 1000) {
    this.clock = clock
    this.most = most
    this.movers = new Map(movers.map(scenario => [runFamily(scenario.id), scenario]))
  }

  /** Starts a run, once. Any UUID with the first four groups of a moving scenario is a run of its own. */
  begin(id: string): void {
    const scenario = this.movers.get(runFamily(id))
    if (!scenario || this.runs.has(id) || !isUuid(id)) return
    const [oldest] = this.runs.keys()
    if (oldest !== undefined && this.runs.size >= this.most) this.runs.delete(oldest)
    this.runs.set(id, { scenario, start: this.clock() })
  }

  /** The rows of every run as they stand now. */
  rows(kind: Kind): Row[] {
    return [...this.runs].flatMap(([id, run]) => this.rowsOfRun(id, run)[kind])
  }

  private rowsOfRun(id: string, run: Run): Rows {
    if (run.settled) return run.settled
    const { scenario, start } = run
    const now = this.clock()
    const records = scenario.run?.(id, start, now) ?? scenario.records(start)
    const rows = {
      orchestrations: rowsOf('orchestrations', records),
      transfers: rowsOf('transfers', records),
      events: rowsOf('events', records),
    }
    if (now - start >= (scenario.settlesAfter ?? 0) * 1000) run.settled = rows
    return rows
  }
}
