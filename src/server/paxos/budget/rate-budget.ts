/**
 * How many requests may leave, per endpoint: 300 in any 10 s, which is 60 % of what Paxos allows in any 300 s. A window of
 * 300 s at the full limit would let twice the limit through around its edge.
 */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { CallLog, type Limit, scaled, whole } from './call-log.ts'

/** Paxos counts each endpoint by itself; `all` is the sum of the endpoints, which we count too. */
export type Lane = EndpointName | 'token' | 'all'

/**
 * Who gives way first. `open`: someone waits for a page. `follow`: a retry, or a renewal of data that was answered
 * already. `poll`: a page that refreshes by itself.
 */
export type Priority = 'open' | 'follow' | 'poll'

/** `fraction` (above 0, up to 1) is what the penalty leaves of the budget for now. */
export type Taking = { readonly priority: Priority; readonly fraction: number }

export type RateBudget = {
  /**
   * Takes one request out of a lane, just before it is sent: every attempt counts, retries and probes too.
   * 0 when it may leave within `sendWithinMs`, else milliseconds until there may be room. Never throws: a shared budget
   * that can't be reached decides by itself.
   */
  readonly take: (lane: Lane, taking: Taking) => Promise<number>
}

/**
 * How long a request may take from its count to the wire. One that takes longer (a connection had to be opened, the
 * process stood still) is counted again; otherwise two bursts that were counted 10 s apart could leave as one.
 */
export const sendWithinMs = 250

/** 10 s as Paxos sees them: beside `sendWithinMs`, the way to Paxos may take a quarter of a second more or less. */
const windowMs = 10_000 + sendWithinMs + 250

export type Limits = Readonly<Record<'endpoint' | 'all' | 'token', Limit>>

export const limits: Limits = {
  endpoint: { calls: 300, windowMs },
  // All endpoints together stay below what Paxos allows to one: 13,500 in any 300 s of its 15,000.
  all: { calls: 450, windowMs },
  // One in 10 s, and room to renew at once one that was dropped.
  token: { calls: 6, windowMs: 60_000 },
}

/** A part of each limit. Tokens are too few to be divided: theirs is the same number over a longer time. */
export const fractionOf = ({ endpoint, all, token }: Limits, fraction: number): Limits => ({
  endpoint: scaled(endpoint, fraction),
  all: scaled(all, fraction),
  token: { calls: token.calls, windowMs: token.windowMs / fraction },
})

const limitOf = (limits: Limits, lane: Lane): Limit =>
  lane === 'token' || lane === 'all' ? limits[lane] : limits.endpoint

/** The part of a lane that each priority may fill: above it, it gives way to the others. */
const priorityFractions: Readonly<Record<Priority, number>> = { open: 1, follow: 0.95, poll: 0.8 }

/** What this taking may fill of a lane, and all that the lane may hold, in whole calls. */
export function fillOf(
  limits: Limits,
  lane: Lane,
  { priority, fraction }: Taking,
): { readonly limit: Limit; readonly size: number } {
  const full = limitOf(limits, lane)
  const limit = lane === 'token' ? full : scaled(full, fraction * priorityFractions[priority])
  return { limit: whole(limit), size: whole(full).calls }
}

/** A place in the budget that is taken at once where there is one. */
export type Place = {
  /** 0 when the place is taken, else milliseconds until there may be one. */
  readonly waitMs: number
  /** Gives back a place that was taken: the request is not sent. */
  readonly giveBack: () => void
}

/** The budget of one process, by itself: takes a place in a lane. */
export function createPlaces(clock: Clock, limits: Limits): (lane: Lane, taking: Taking) => Place {
  const logs = new Map<Lane, CallLog>()
  return (lane, taking) => {
    const { limit, size } = fillOf(limits, lane, taking)
    const log = logs.get(lane) ?? new CallLog(size)
    logs.set(lane, log)
    const now = clock.now()
    const waitMs = log.waitMs(limit, now)
    if (waitMs > 0) return { waitMs, giveBack: () => undefined }
    log.add(now)
    return { waitMs, giveBack: () => log.remove(now) }
  }
}

/** The budget of one process. `fraction` (above 0, up to 1) is its part of the egress address's: 1/4 of four replicas. */
export function createRateBudget({
  clock,
  fraction = 1,
}: {
  readonly clock: Clock
  readonly fraction?: number
}): RateBudget {
  const place = createPlaces(clock, fractionOf(limits, fraction))
  return { take: async (lane, taking) => place(lane, taking).waitMs }
}
