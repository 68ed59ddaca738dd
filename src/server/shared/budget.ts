/**
 * The rate budget that replicas behind one egress address share.
 *
 * Each replica has its own part, which it may use whether it reaches Redis or not. Beyond that it borrows from a pool in
 * Redis, and only if Redis has granted the loan in time. Redis also counts all requests that it hears of, so that the
 * replicas that reach it send 300 in any 10 s together.
 *
 * The invariant: each request sent is either counted in the window of its replica or granted by the pool. The windows of
 * the replicas hold 300 together, the pool 150. So at most 450 are sent in any 10.5 s, which is 13,050 in any 300 s of
 * Paxos's 15,000, no matter which replicas reach Redis, when that changes, and whether a command that timed out was
 * executed (it only takes an unused place). A Redis that has lost its data doesn't know its loans, and lends
 * nothing for one window.
 */
import type { Clock } from '../clock.ts'
import { scaled } from '../paxos/budget/call-log.ts'
import { createPlaces, fillOf, fractionOf, type Limits, limits, type RateBudget } from '../paxos/budget/rate-budget.ts'
import { readTime, type SharedStore, script } from './connection.ts'

/** The sum of the replicas' own parts. */
const ownLimits: Limits = { ...limits, all: limits.endpoint }
/** What they may borrow in addition. */
const poolLimits: Limits = {
  endpoint: scaled(limits.endpoint, 0.5),
  all: scaled(limits.endpoint, 0.5),
  token: limits.token,
}
/** Token requests that all replicas together may send without Redis in any 300 s, of Paxos's 300. */
const maxOwnTokens = 240

/** How long the pool is kept without requests. A pool that is gone is closed for one window. */
const poolMs = 24 * 60 * 60_000

/**
 * Keys: the times of the latest requests, oldest first, and those of the latest loans. Arguments: time; window (ms), fill
 * and size for all requests; the same for loans; ms to keep the loans; 1 to borrow, otherwise 0. A request is admitted
 * when fewer than `fill` are in the window.
 *
 * Times in the future are those of a clock that was set back. A pool without loans is treated as lent out.
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
  /** The fraction of the egress address's budget that all replicas together may use: above 0, up to 1. */
  readonly fraction: number
  /** How many replicas run at most. */
  readonly replicas: number
}

export function createSharedBudget({ store, key, clock, fraction, replicas }: SharedBudgetOptions): RateBudget {
  const together = fractionOf(limits, fraction)
  const pool = fractionOf(poolLimits, fraction)
  const takeOwn = createPlaces(clock, ownPart(fraction, replicas))

  return {
    take: async (lane, request) => {
      const own = takeOwn(lane, request)
      const borrows = own.waitMs > 0
      const all = fillOf(together, lane, request)
      const loans = fillOf(pool, lane, request)
      const sizes = [all, loans].flatMap(({ limit, size }) => [Math.ceil(limit.windowMs), limit.calls, size])
      try {
        const keys = [`${key}:${lane}`, `${key}:${lane}:pool`]
        const waitMs = Number(await store.run(take, keys, [store.time(), ...sizes, poolMs, borrows ? 1 : 0]))
        if (waitMs > 0) own.giveBack()
        // Its own part may have room before the pool does.
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
