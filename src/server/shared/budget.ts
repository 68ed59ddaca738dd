/**
 * The rate budget of an environment as replicas behind one egress address share it.
 *
 * Each replica has a part of its own, which it may spend whether it reaches Redis or not. Beyond that it may borrow from a
 * pool in Redis, and only when Redis has said so in time. While Redis answers, it also counts every request, so that
 * replicas that reach it have 300 in any 10 s together.
 *
 * The invariant: each request that leaves is either in the window of its own replica or granted by the pool. Windows of
 * replicas hold 300 together, the pool 150. So whatever part of the replicas reaches Redis, whenever that changes, and
 * whether commands that timed out were carried out or not (a place that nobody uses is no request), at most 450 leave in
 * any 10.5 s: 13,050 in any 300 s, of Paxos's 15,000. A Redis that has lost its data doesn't know what the pool has lent:
 * it lends nothing for one window.
 */
import type { Clock } from '../clock.ts'
import { scaled } from '../paxos/budget/call-log.ts'
import { createPlaces, fillOf, fractionOf, type Limits, limits, type RateBudget } from '../paxos/budget/rate-budget.ts'
import { readTime, type SharedStore, script } from './connection.ts'

/** What the replicas have by themselves, all together. */
const ownLimits: Limits = { ...limits, all: limits.endpoint }
/** What they may borrow beyond it. */
const poolLimits: Limits = {
  endpoint: scaled(limits.endpoint, 0.5),
  all: scaled(limits.endpoint, 0.5),
  token: limits.token,
}
/** Fetches of tokens that all replicas together may make by themselves in any 300 s, of Paxos's 300. */
const maxOwnTokens = 240

/** The pool is kept for so long without a request: one that is gone is closed for a window. */
const poolMs = 24 * 60 * 60_000

/**
 * Keys: the times of the latest requests, oldest first; those of the latest loans. Arguments: time; window (ms), fill and
 * size of all requests; the same of loans; ms to keep the loans; whether to borrow (1), and else 0. Fill is how many this
 * request may fill up: it is let in when all that came before so many have left the window.
 *
 * Times to come are those of a clock that was set back since. Without its loans the pool counts as lent out.
 */
const take = script(`${readTime}
local function isAhead(key)
  local latest = redis.call('LINDEX', key, -1)
  return latest and tonumber(latest) > now
end
local function waitOf(key, window, fill)
  local inTheWay = redis.call('LINDEX', key, -fill)
  return inTheWay and math.max(0, inTheWay + window - now) or 0
end
local window, fill, size = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local loanWindow, loanFill, loanSize = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
if isAhead(KEYS[1]) then redis.call('DEL', KEYS[1]) end
if isAhead(KEYS[2]) then redis.call('DEL', KEYS[2]) end
if redis.call('EXISTS', KEYS[2]) == 0 then
  for _ = 1, loanSize do redis.call('RPUSH', KEYS[2], now) end
end
redis.call('PEXPIRE', KEYS[2], ARGV[8])
local wait = waitOf(KEYS[1], window, fill)
if ARGV[9] == '1' then wait = math.max(wait, waitOf(KEYS[2], loanWindow, loanFill)) end
if wait > 0 then return wait end
redis.call('RPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], -size, -1)
redis.call('PEXPIRE', KEYS[1], window)
if ARGV[9] == '1' then
  redis.call('RPUSH', KEYS[2], now)
  redis.call('LTRIM', KEYS[2], -loanSize, -1)
end
return 0`)

type SharedBudgetOptions = {
  readonly store: SharedStore
  /** Followed by the lane. */
  readonly key: string
  readonly clock: Clock
  /** Part of the egress address's budget that all replicas together may use, above 0, up to 1. */
  readonly fraction: number
  /** How many there are at most. */
  readonly replicas: number
}

export function createSharedBudget({ store, key, clock, fraction, replicas }: SharedBudgetOptions): RateBudget {
  const together = fractionOf(limits, fraction)
  const pool = fractionOf(poolLimits, fraction)
  const takeOwn = createPlaces(clock, ownPart(fraction, replicas))

  return {
    take: async (lane, taking) => {
      const own = takeOwn(lane, taking)
      const borrows = own.waitMs > 0
      const all = fillOf(together, lane, taking)
      const loans = fillOf(pool, lane, taking)
      const sizes = [all, loans].flatMap(({ limit, size }) => [Math.ceil(limit.windowMs), limit.calls, size])
      try {
        const keys = [`${key}:${lane}`, `${key}:${lane}:pool`]
        const waitMs = Number(await store.run(take, keys, [store.time(), ...sizes, poolMs, borrows ? 1 : 0]))
        if (waitMs > 0) own.giveBack()
        // Its own part may have room before the pool has.
        return borrows ? Math.min(waitMs, own.waitMs) : waitMs
      } catch {
        return own.waitMs
      }
    },
  }
}

function ownPart(fraction: number, replicas: number): Limits {
  const { token, ...own } = fractionOf(ownLimits, fraction / replicas)
  return { ...own, token: { ...token, calls: Math.max(1, Math.min(token.calls, maxOwnTokens / replicas)) } }
}
