/** A burst, and a rate per second after it. */
import type { Clock } from './clock.ts'

export type Rate = { readonly burst: number; readonly perSecond: number }

/** Each call takes one and returns 0, or returns the milliseconds until there is one. */
export function createTokenBucket({ burst, perSecond }: Rate, clock: Pick<Clock, 'now'>): () => number {
  let tokens = burst
  let at = clock.now()
  return () => {
    const now = clock.now()
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond)
    at = now
    if (tokens < 1) return ((1 - tokens) / perSecond) * 1000
    tokens -= 1
    return 0
  }
}
