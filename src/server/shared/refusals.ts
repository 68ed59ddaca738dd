/**
 * The refusals that replicas share: when Paxos last refused a cache entry or a group of them. A refusal that can't be
 * written to Redis is written when Redis is back.
 */
import type { Clock } from '../clock.ts'
import type { SharedCache } from '../paxos/cache/shared-cache.ts'
import { type SharedStore, script } from './connection.ts'

/** Longer than any entry is kept. */
const groupMs = 25 * 60 * 60_000
/** A refused entry is removed. For this long, one that was read before may still be on its way to Redis. */
const entryMs = 60_000
/** Beyond this number everything is refused instead. */
const maxPending = 1000

/** Keys: entry or group. Arguments: ms since it was refused, ms to remember it. */
const tellRefusal = script(`
local time = redis.call('TIME')
local refused = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local known = redis.call('HMGET', KEYS[1], 'refused', 'read')
if known[1] and tonumber(known[1]) >= refused then return 0 end
if known[2] and tonumber(known[2]) > refused then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'refused', refused)
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`)

/** Keys: groups. Returns the ms since each was refused, or -1. */
const readRefusals = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ages = {}
for i, key in ipairs(KEYS) do
  local refused = redis.call('HGET', key, 'refused')
  ages[i] = refused and now - refused or -1
end
return ages`)

export type SharedRefusals = Pick<SharedCache, 'refuse' | 'onRefused'> & {
  /** Writes pending refusals, and reads those of other replicas. */
  readonly refresh: () => Promise<void>
}

export type SharedRefusalsOptions = {
  readonly store: SharedStore
  /** The key in Redis of an entry or of a group. */
  readonly keyOf: (text: string) => string
  readonly clock: Pick<Clock, 'now'>
}

export function createSharedRefusals({ store, keyOf, clock }: SharedRefusalsOptions): SharedRefusals {
  let groups: readonly string[] = []
  let listener: (group: string, ageMs: number) => void = () => undefined
  /** By entry or group: when it was refused (monotonic ms). */
  const pending = new Map<string, number>()

  async function tell(): Promise<void> {
    for (const [name, at] of pending) {
      const keepMs = groups.includes(name) ? groupMs : entryMs
      await store.run(tellRefusal, [keyOf(name)], [Math.round(clock.now() - at), keepMs])
      if (pending.get(name) === at) pending.delete(name)
    }
  }

  async function read(): Promise<void> {
    if (groups.length === 0) return
    const ages = (await store.run(readRefusals, groups.map(keyOf), [])) as number[]
    for (const [index, group] of groups.entries()) {
      const ageMs = ages[index] ?? -1
      if (ageMs >= 0) listener(group, ageMs)
    }
  }

  return {
    refuse: name => {
      pending.set(name, clock.now())
      if (pending.size > maxPending) {
        pending.clear()
        for (const group of groups) pending.set(group, clock.now())
      }
      return tell().catch(() => undefined)
    },
    onRefused: (watched, told) => {
      groups = watched
      listener = told
    },
    refresh: () =>
      tell()
        .then(read)
        .catch(() => undefined),
  }
}
