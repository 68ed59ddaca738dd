/** Counts recent calls in a sliding window. */

/** At most `calls` in any `windowMs`. A fraction of a call means one call in a longer window. */
export type Limit = { readonly calls: number; readonly windowMs: number }

/** The same limit in whole calls. */
export const whole = ({ calls, windowMs }: Limit): Limit =>
  calls >= 1 ? { calls: Math.floor(calls), windowMs } : { calls: 1, windowMs: windowMs / calls }

export const scaled = ({ calls, windowMs }: Limit, fraction: number): Limit => ({ calls: calls * fraction, windowMs })

/** The times (ms) of the latest calls, oldest first. `max` is the largest limit to check. */
export class CallLog {
  private readonly max: number
  private readonly times: number[] = []

  constructor(max: number) {
    this.max = max
  }

  /** Milliseconds until the limit allows one more call; 0 if it does now. */
  waitMs({ calls, windowMs }: Limit, now: number): number {
    const inTheWay = this.times.at(-calls)
    return inTheWay === undefined ? 0 : Math.max(0, inTheWay + windowMs - now)
  }

  add(at: number): void {
    this.times.push(at)
    if (this.times.length > this.max) this.times.shift()
  }

  /** Removes a call at this time that was not made. */
  remove(at: number): void {
    const index = this.times.lastIndexOf(at)
    if (index >= 0) this.times.splice(index, 1)
  }
}
