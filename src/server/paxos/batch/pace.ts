/** When a batch leaves: at once when there is little traffic, at a bounded rate otherwise. */
import type { Clock, Sleep } from '../../clock.ts'

/** Reads that arrive within this time of the first one leave with it. */
const gatherMs = 10
/** Between two batches of one endpoint: at most five a second, ten for both endpoints. */
const spacingMs = 200
/** The longest that a full batch waits behind others. Beyond that the rate budget is the bound. */
const maxWaitMs = 1000

/** Runs `leave` when the next batch may leave. `fraction`: this process's part of the five a second. */
export function createPace(clock: Clock, sleep: Sleep, fraction: number): (leave: () => void) => void {
  let next = 0
  return leave => {
    const now = clock.now()
    const at = Math.min(Math.max(now + gatherMs, next), now + maxWaitMs)
    next = at + spacingMs / fraction
    void sleep(at - now).then(leave)
  }
}
