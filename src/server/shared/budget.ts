/**
 * The rate budget of an environment as replicas behind one egress address share it: the same sliding window as that of
 * one process, kept in Redis. An exhausted budget is an answer like any other; only a Redis that gives none makes a
 * replica count by itself, and then it has its part of the whole: 1/4 of four.
 */
import type { Clock } from '../clock.ts'
import { createRateBudget, limitsOf, type RateBudget } from '../paxos/rate-budget.ts'
import { readTime, type SharedStore, script } from './connection.ts'

/**
 * Keys: the times of the latest requests, oldest first. Arguments: time, window (ms), how many this request may fill up:
 * when it is let in, all that came before so many have left the window. Times to come are those of a clock that was set
 * back since.
 */
const take = script(`${readTime}
local window = tonumber(ARGV[2])
local latest = redis.call('LINDEX', KEYS[1], -1)
if latest and tonumber(latest) > now then redis.call('DEL', KEYS[1]) end
local inTheWay = redis.call('LINDEX', KEYS[1], -tonumber(ARGV[3]))
if inTheWay and inTheWay + window > now then return inTheWay + window - now end
redis.call('RPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[3]), -1)
redis.call('PEXPIRE', KEYS[1], window)
return 0`)

/** `key` is followed by the lane. `replicas` is how many there are when each counts by itself. */
export function createSharedBudget(
  { store, key, clock, share, replicas }: SharedBudgetOptions,
  own: RateBudget = createRateBudget({ clock, share: share / replicas }),
): RateBudget {
  return {
    take: async (lane, taking) => {
      const { fill, windowMs } = limitsOf(lane, taking, share)
      try {
        return Number(await store.run(take, [`${key}:${lane}`], [store.time(), Math.ceil(windowMs), fill]))
      } catch {
        return own.take(lane, taking)
      }
    },
  }
}

type SharedBudgetOptions = {
  readonly store: SharedStore
  readonly key: string
  readonly clock: Clock
  /** Part of the egress address's budget that all replicas together may use, above 0, up to 1. */
  readonly share: number
  readonly replicas: number
}
