/**
 * How many requests may leave, per endpoint. 300 in any 10 s keep every 300 s at 60 % of what Paxos allows; a window of
 * 300 s at the full limit would let twice the limit through around its edge.
 */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../clock.ts'

/** Paxos counts each endpoint by itself; `all` is the sum of the endpoints, which we count too. */
export type Lane = EndpointName | 'token' | 'all'

/**
 * Who gives way first. `open`: someone waits for a page. `follow`: a retry, or a renewal of data that was answered
 * already. `poll`: a page that refreshes by itself.
 */
export type Priority = 'open' | 'follow' | 'poll'

/** `share` (above 0, up to 1) is what the penalty leaves of the budget for now. */
type Taking = { readonly priority: Priority; readonly share: number }

export type RateBudget = {
  /**
   * Takes one request out of a lane, just before it is sent: every attempt counts, retries and probes too.
   * 0 when it may leave, else milliseconds until there may be room. Never throws: a shared budget that cannot be
   * reached decides by itself.
   */
  readonly take: (lane: Lane, taking: Taking) => number | Promise<number>
}

type Limits = { readonly calls: number; readonly windowMs: number }

const endpointLimits: Limits = { calls: 300, windowMs: 10_000 }
/** All endpoints together stay below what Paxos allows to one: 13,500 in any 300 s of its 15,000. */
const allLimits: Limits = { calls: 450, windowMs: 10_000 }
/** Six in a minute are one in 10 s, and leave room to renew at once one that was dropped. */
const tokenLimits: Limits = { calls: 6, windowMs: 60_000 }

/** The part of a lane that each priority may fill: above it, it gives way to the others. */
const budgetParts: Readonly<Record<Priority, number>> = { open: 1, follow: 0.95, poll: 0.8 }

/**
 * What a lane holds for this priority: `fill` requests in any `windowMs`, at least one. `share` is the part of the egress
 * address's budget that is counted here.
 */
export function limitsOf(
  lane: Lane,
  taking: Taking,
  share: number,
): { readonly fill: number; readonly windowMs: number } {
  // Too few to be divided: a part of the token budget is the same number over a longer time.
  if (lane === 'token') return { fill: tokenLimits.calls, windowMs: tokenLimits.windowMs / share }
  const { calls, windowMs } = lane === 'all' ? allLimits : endpointLimits
  return { fill: Math.max(1, Math.floor(calls * share * taking.share * budgetParts[taking.priority])), windowMs }
}

/** The budget of one process. `share` (above 0, up to 1) is its part of the egress address's: 1/4 of four replicas. */
export function createRateBudget({ clock, share = 1 }: { readonly clock: Clock; readonly share?: number }): RateBudget {
  const lanes = new Map<Lane, number[]>()

  /** The requests of the last `windowMs`, oldest first. */
  function sentOf(lane: Lane, windowMs: number): number[] {
    const sent = lanes.get(lane) ?? []
    lanes.set(lane, sent)
    const since = clock.now() - windowMs
    const firstInside = sent.findIndex(at => at > since)
    sent.splice(0, firstInside < 0 ? sent.length : firstInside)
    return sent
  }

  return {
    take: (lane, taking) => {
      const { fill, windowMs } = limitsOf(lane, taking, share)
      const sent = sentOf(lane, windowMs)
      const now = clock.now()
      const oldestInTheWay = sent[sent.length - fill]
      if (oldestInTheWay !== undefined) return oldestInTheWay + windowMs - now
      sent.push(now)
      return 0
    },
  }
}
