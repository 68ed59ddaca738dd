/**
 * Ended sessions as replicas share them: a list in Redis that grows at its end, which each replica reads on from where
 * it was. Asking whether a session has ended is then a matter of memory, and goes on while Redis is down; what was
 * ended meanwhile, or what Redis has lost, is told again once it is back.
 */
import { createHash, randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type RevokedSessions, revokedInMemory } from '../auth/revoked-sessions.ts'
import type { Clock } from '../clock.ts'
import { type Reply, type SharedStore, script } from './connection.ts'

const prefix = 'desk:1:revoked'
/** Every replica has read the list's end by then, with room for a slow one: 1 s is promised. */
const readEveryMs = 300
const readAtOnce = 1000
const mostKnown = 20_000

/** Keys: list. Arguments: name, issued up to, ms to keep it. Entries that no session can be as old as go. */
const append = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('XADD', KEYS[1], 'MINID', '~', string.format('%.0f', math.max(0, now - ARGV[3])), '*',
  'name', ARGV[1], 'upTo', ARGV[2], 'until', string.format('%.0f', now + ARGV[3]))
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`)

/** Keys: list, birth. Arguments: after which entry, a name for a Redis that has none yet, how many. */
const readOn = script(`
redis.call('SET', KEYS[2], ARGV[2], 'NX')
local time = redis.call('TIME')
return {redis.call('GET', KEYS[2]), time[1] * 1000 + math.floor(time[2] / 1000),
  redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[3])}`)

const useOnce = script(`return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0`)

type Known = { readonly upTo: number; readonly endsAt: number }

export type SharedRevokedSessions = RevokedSessions & {
  /** Reads on, and tells what Redis has not been told. */
  readonly refresh: () => Promise<void>
  readonly close: () => void
}

export function createSharedRevokedSessions(store: SharedStore, clock: Pick<Clock, 'now'>): SharedRevokedSessions {
  const own = revokedInMemory(clock)
  /** By name: what this replica ended or read of, and of that what Redis may not hold. */
  const known = new LRUCache<string, Known>({ max: mostKnown })
  const untold = new Set<string>()
  let position = '0'
  /** Names the Redis that was read: one that started anew without its data has another. */
  let birth = ''

  async function remember(name: string, upTo: number, ttlMs: number): Promise<void> {
    if (ttlMs <= 0) return
    const endsAt = clock.now() + ttlMs
    known.set(name, { upTo: Math.max(upTo, known.peek(name)?.upTo ?? upTo), endsAt })
    await own.revoke(name, upTo, ttlMs)
  }

  async function tell(): Promise<void> {
    for (const name of untold) {
      const entry = known.peek(name)
      const leftMs = entry ? Math.floor(entry.endsAt - clock.now()) : 0
      if (entry && leftMs > 0) await store.run(append, [prefix], [name, String(entry.upTo), leftMs])
      untold.delete(name)
    }
  }

  async function read(): Promise<void> {
    for (;;) {
      const reply = await store.run(readOn, [prefix, `${prefix}:birth`], [position, randomUUID(), readAtOnce])
      const [found, now, entries] = reply as [Buffer, number, readonly [Buffer, readonly Buffer[]][]]
      const isNew = found.toString() !== birth
      if (isNew) {
        birth = found.toString()
        for (const name of known.keys()) untold.add(name)
        // A list of another Redis is read from its beginning.
        if (position !== '0') {
          position = '0'
          continue
        }
      }
      for (const [id, fields] of entries) {
        position = id.toString()
        const [, name = '', , upTo, , until] = fields.map(String)
        await remember(name, Number(upTo), Number(until) - now)
      }
      if (entries.length < readAtOnce) return
    }
  }

  async function refresh(): Promise<void> {
    try {
      await read()
      await tell()
    } catch {
      // Next time.
    }
  }

  let reading = false
  const timer = setInterval(async () => {
    if (reading) return
    reading = true
    await refresh()
    reading = false
  }, readEveryMs).unref()

  return {
    revoke: async (key, issuedUpTo, ttlMs) => {
      const name = nameOf(key)
      await remember(name, issuedUpTo, ttlMs)
      untold.add(name)
      await tell().catch(() => undefined)
    },
    isRevoked: (keys, issuedAt) => own.isRevoked(keys.map(nameOf), issuedAt),
    isFirstUse: async (tokenId, ttlMs) => {
      const name = nameOf(tokenId)
      if (!(await own.isFirstUse(name, ttlMs))) return false
      const first: Reply = await store.run(useOnce, [`${prefix}:used:${name}`], [Math.ceil(ttlMs)]).catch(() => 1)
      return first === 1
    },
    refresh,
    close: () => clearInterval(timer),
  }
}

/** People's identifiers stay out of Redis. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 27)
