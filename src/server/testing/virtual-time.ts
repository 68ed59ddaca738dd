/** Virtual time: minutes of load in seconds of test. */
import type { Clock, Sleep } from '../clock.ts'

export type VirtualTime = {
  readonly clock: Clock
  readonly sleep: Sleep
  /** Runs something at this time, in milliseconds from the start. */
  readonly at: (ms: number, run: () => unknown) => void
  /** Advances to this millisecond. */
  readonly pass: (untilMs: number) => Promise<void>
}

const start = Date.UTC(2026, 6, 1, 12)

export function virtualTime(): VirtualTime {
  const due = new Map<number, (() => unknown)[]>()
  let now = 0
  const at: VirtualTime['at'] = (ms, run) => {
    const when = Math.max(now, Math.ceil(ms))
    const others = due.get(when)
    if (others) others.push(run)
    else due.set(when, [run])
  }
  return {
    clock: { now: () => now, date: () => new Date(start + now) },
    sleep: ms => new Promise(resolve => at(now + ms, () => resolve())),
    at,
    pass: async untilMs => {
      for (; now <= untilMs; now++) {
        for (let runs = due.get(now); runs; runs = due.get(now)) {
          due.delete(now)
          for (const run of runs) run()
          // Let everything that doesn't wait for time happen first.
          await new Promise(resolve => setImmediate(resolve))
        }
      }
    },
  }
}
