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
  private readonly maxRuns: number

  /** Forgets the oldest beyond `maxRuns`, so that invented IDs cannot fill the memory. */
  constructor(movers: readonly Held[], clock: () => number, maxRuns = 1000) {
    this.clock = clock
    this.maxRuns = maxRuns
    this.movers = new Map(movers.map(scenario => [runFamily(scenario.id), scenario]))
  }

  /** Starts a run, once. Any UUID with the first four groups of a moving scenario is its own run. */
  begin(id: string): void {
    const scenario = this.movers.get(runFamily(id))
    if (!scenario || this.runs.has(id) || !isUuid(id)) return
    const [oldest] = this.runs.keys()
    if (oldest !== undefined && this.runs.size >= this.maxRuns) this.runs.delete(oldest)
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
