/**
 * The cache that replicas share: what one of them has read from Paxos, the others need not. Entries are sealed, and
 * their names say nothing of what was asked for.
 */
import type { Instant } from '#domain/text/instant.ts'
import type { Clock } from '../clock.ts'
import type { SharedCache } from '../paxos/cache/shared-cache.ts'
import { type SharedStore, script } from './connection.ts'
import { createSharedRefusals, type SharedRefusals } from './refusals.ts'
import type { Seal } from './seal.ts'

/** A larger answer stays with the replica that read it: it would take Redis, and everyone behind it, too long. */
export const maxSharedBytes = 256 * 1024

/**
 * Keys: entry. Arguments: its version, sealed, age (ms), ms to keep it. Versions are compared as text where both have
 * one; else, and of two alike, the one read later stays.
 */
const putEntry = script(`
local time = redis.call('TIME')
local read = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[3]
local old = redis.call('HMGET', KEYS[1], 'version', 'read', 'refused')
if old[3] and tonumber(old[3]) >= read then return 0 end
if old[1] then
  local ordered = old[1] ~= '' and ARGV[1] ~= '' and old[1] ~= ARGV[1]
  if ordered and old[1] > ARGV[1] then return 0 end
  if not ordered and tonumber(old[2]) > read then return 0 end
end
redis.call('HDEL', KEYS[1], 'refused')
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'read', read, 'sealed', ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[4])`)

/** Keys: entry, its groups. Gives it with its age in ms, which no clock of ours has a part in. */
const getEntry = script(`
local entry = redis.call('HMGET', KEYS[1], 'sealed', 'read')
if not entry[1] then return false end
for group = 2, #KEYS do
  local refused = redis.call('HGET', KEYS[group], 'refused')
  if refused and tonumber(refused) >= tonumber(entry[2]) then return false end
end
local time = redis.call('TIME')
return {entry[1], time[1] * 1000 + math.floor(time[2] / 1000) - entry[2]}`)

type SharedCacheOptions = {
  readonly store: SharedStore
  readonly prefix: string
  readonly seal: Seal
  readonly clock: Clock
}

export function createSharedCache(options: SharedCacheOptions): SharedCache & Pick<SharedRefusals, 'refresh'> {
  const { store, prefix, seal, clock } = options
  const keyOf = (text: string) => `${prefix}:${seal.name(text)}`
  return {
    ...createSharedRefusals({ store, keyOf, clock }),
    get: async (text, groups) => {
      const key = keyOf(text)
      const reply = await store.run(getEntry, [key, ...groups.map(keyOf)], [])
      if (!Array.isArray(reply) || !Buffer.isBuffer(reply[0])) return undefined
      const body = seal.open(key, reply[0])
      return body && { body, readAt: new Date(clock.date().getTime() - Math.max(0, Number(reply[1]))) }
    },
    set: async (text, { body, readAt, updatedAt }, ttlMs) => {
      if (body.length > maxSharedBytes || ttlMs < 1) return
      const key = keyOf(text)
      const ageMs = Math.max(0, clock.date().getTime() - readAt.getTime())
      await store.run(putEntry, [key], [versionOf(updatedAt), seal.close(key, body), ageMs, Math.floor(ttlMs)])
    },
  }
}

/** Text that sorts as the instants do, to the nanosecond; empty where there is no time. */
const versionOf = (updatedAt: Instant | undefined): string =>
  updatedAt ? String(updatedAt.ms).padStart(15, '0') + String(updatedAt.nanos).padStart(6, '0') : ''
