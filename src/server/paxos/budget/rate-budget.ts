/**
 * How many requests may be sent per endpoint: 300 in any 10 s, which is 60 % of what Paxos allows in any 300 s. A window
 * of 300 s at the full limit would admit twice the limit around its edge.
 */
import type { EndpointName } from '#paxos/api.ts'
import type { Clock } from '../../clock.ts'
import { CallLog, type Limit, scaled, whole } from './call-log.ts'

/** Paxos counts each endpoint separately; `all` is our own limit on their sum. */
export type Lane = EndpointName | 'token' | 'all'

/** `open`: someone waits for a page. `follow`: a retry or a renewal in the background. `poll`: a page refreshes itself. */
export type Priority = 'open' | 'follow' | 'poll'

/** `fraction` (above 0, up to 1): what the penalty currently leaves of the budget. */
export type PlaceRequest = { readonly priority: Priority; readonly fraction: number }

export type RateBudget = {
  /**
   * Takes a place in a lane for one request; retries and probes count too. Returns 0 when the request may be sent within
   * `sendWithinMs`, otherwise milliseconds until there may be room. Never rejects: a replica that can't reach the shared
   * budget decides on its own.
   */
  readonly take: (lane: Lane, request: PlaceRequest) => Promise<number>
}

/**
 * How long a request may take from being counted to being written. One that takes longer, because a connection had to be
 * opened or the process was busy, is counted again. Otherwise two bursts counted 10 s apart could leave together.
 */
export const sendWithinMs = 250

/** 10 s as seen by Paxos, plus `sendWithinMs` and 250 ms for varying network latency. */
const windowMs = 10_000 + sendWithinMs + 250

export type Limits = Readonly<Record<'endpoint' | 'all' | 'token', Limit>>

export const limits: Limits = {
  endpoint: { calls: 300, windowMs },
  // All endpoints together stay below Paxos's limit for one: 13,500 in any 300 s of 15,000.
  all: { calls: 450, windowMs },
  // One in 10 s on average, with room to replace a dropped token at once.
  token: { calls: 6, windowMs: 60_000 },
}

/** A fraction of each limit. There are too few tokens to divide: their window grows instead. */
export const fractionOf = ({ endpoint, all, token }: Limits, fraction: number): Limits => ({
  endpoint: scaled(endpoint, fraction),
  all: scaled(all, fraction),
  token: { calls: token.calls, windowMs: token.windowMs / fraction },
})

const limitOf = (limits: Limits, lane: Lane): Limit =>
  lane === 'token' || lane === 'all' ? limits[lane] : limits.endpoint

/** How much of a lane each priority may fill before it gives way to the others. */
const priorityFractions: Readonly<Record<Priority, number>> = { open: 1, follow: 0.95, poll: 0.8 }

/** The limit for this request and the size of the whole lane, in whole calls. */
export function fillOf(
  limits: Limits,
  lane: Lane,
  { priority, fraction }: PlaceRequest,
): { readonly limit: Limit; readonly size: number } {
  const full = limitOf(limits, lane)
  const limit = lane === 'token' ? full : scaled(full, fraction * priorityFractions[priority])
  return { limit: whole(limit), size: whole(full).calls }
}

/** A place in the budget, already taken if there was one. */
export type Place = {
  /** 0 when the place is taken, otherwise milliseconds until there may be one. */
  readonly waitMs: number
  /** Gives a taken place back: the request is not sent. */
  readonly giveBack: () => void
}

/** Counts the requests of this process alone. */
export function createPlaces(clock: Clock, limits: Limits): (lane: Lane, request: PlaceRequest) => Place {
  const logs = new Map<Lane, CallLog>()
  return (lane, request) => {
    const { limit, size } = fillOf(limits, lane, request)
    const log = logs.get(lane) ?? new CallLog(size)
    logs.set(lane, log)
    const now = clock.now()
    const waitMs = log.waitMs(limit, now)
    if (waitMs > 0) return { waitMs, giveBack: () => undefined }
    log.add(now)
    return { waitMs, giveBack: () => log.remove(now) }
  }
}

/** The budget of one process. `fraction` (above 0, up to 1): its part of the egress address's budget. */
export function createRateBudget({
  clock,
  fraction = 1,
}: {
  readonly clock: Clock
  readonly fraction?: number
}): RateBudget {
  const place = createPlaces(clock, fractionOf(limits, fraction))
  return { take: async (lane, request) => place(lane, request).waitMs }
}
