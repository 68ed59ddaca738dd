/** The cache that replicas share. Entries are sealed, and their names don't reveal what was requested. */
import type { Instant } from '#domain/text/instant.ts'
import type { Clock } from '../clock.ts'
import type { SharedCache } from '../paxos/cache/shared-cache.ts'
import { type SharedStore, script } from './connection.ts'
import { createSharedRefusals, type SharedRefusals } from './refusals.ts'
import type { Seal } from './seal.ts'

/** Larger answers are not shared: they would hold up Redis and every replica. */
export const maxSharedBytes = 256 * 1024

/**
 * Keys: entry. Arguments: its version, sealed, age (ms), ms to keep it. Versions are compared as text if both have one.
 * Otherwise, and for equal versions, the entry that was read later stays.
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

/** Keys: entry, its groups. Returns it with its age in ms by Redis's clock alone. */
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

/** Text that sorts like the instant, to the nanosecond; empty without one. */
const versionOf = (updatedAt: Instant | undefined): string =>
  updatedAt ? String(updatedAt.ms).padStart(15, '0') + String(updatedAt.nanos).padStart(6, '0') : ''
