/** Counts calls per lane over a sliding window. */
import type { Clock } from '../clock.ts'

export type WindowCounter = {
  /** Takes one call of a lane: 0 when there was room, else the milliseconds until there is. */
  readonly take: (lane: string) => number
}

/** At most `calls` in any `windowMs`, per lane. Lanes are endpoint names, so there are few of them. */
export function createWindowCounter({
  calls,
  windowMs,
  clock,
}: {
  readonly calls: number
  readonly windowMs: number
  readonly clock: Clock
}): WindowCounter {
  const lanes = new Map<string, number[]>()
  return {
    take: lane => {
      const now = clock.now()
      const taken = (lanes.get(lane) ?? []).filter(at => at > now - windowMs)
      lanes.set(lane, taken)
      const oldest = taken[0]
      if (oldest !== undefined && taken.length >= calls) return oldest + windowMs - now
      taken.push(now)
      return 0
    },
  }
}
