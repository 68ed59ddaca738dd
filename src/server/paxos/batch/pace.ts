/** When a batch leaves: soon when it is quiet, and not more often than bearable when it is not. */
import type { Clock, Sleep } from '../../clock.ts'

/** Reads that come within this time of the first one leave with it. */
const gatherMs = 10
/** Between two batches of one endpoint: at most five a second, so that two endpoints make ten. */
const spacingMs = 200
/** A batch that is full early does not wait for long behind others; the rate budget is what bounds these. */
const longestMs = 1000

/** Runs `leave` when the next batch may go. `fraction` is this process's part of the five a second. */
export function createPace(clock: Clock, sleep: Sleep, fraction: number): (leave: () => void) => void {
  let next = 0
  return leave => {
    const now = clock.now()
    const at = Math.min(Math.max(now + gatherMs, next), now + longestMs)
    next = at + spacingMs / fraction
    void sleep(at - now).then(leave)
  }
}
