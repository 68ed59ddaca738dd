/**
 * Ended sessions as replicas share them: a list in Redis that grows at its end, which each replica reads on from where
 * it was. Asking whether a session has ended is then a matter of memory, and goes on while Redis is down; what was
 * ended meanwhile, or what Redis has lost, is told again once it is back.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createDenyList, everyone } from '../auth/session/deny-list.ts'
import { maxRevoked, type RevokedOptions, type RevokedSessions, usedTokens } from '../auth/session/revoked-sessions.ts'
import type { Clock } from '../clock.ts'
import type { Reply, SharedStore } from './connection.ts'
import { append, keys, prefix, readOn, useOnce } from './revoked-scripts.ts'

/** Every replica has read the list's end by then, with room for a slow one: 1 s is promised. */
const readEveryMs = 300
const readAtOnce = 1000
/** Of one session, the list may hold as many entries as there are replicas: after a loss each tells what it knows. */
const entriesEach = 4

export type SharedRevokedSessions = RevokedSessions & {
  /** Reads on, and tells what Redis has not been told. */
  readonly refresh: () => Promise<void>
  readonly close: () => void
}

export function createSharedRevokedSessions(
  store: SharedStore,
  clock: Pick<Clock, 'now'>,
  { maxEntries = maxRevoked, onForgotten }: RevokedOptions = {},
): SharedRevokedSessions {
  /** By name: what this replica ended or read of, and of that what Redis may not hold. */
  const untold = new Set<string>()
  const known = createDenyList(clock.now, maxEntries, issuedBy => {
    const names = new Set(known.names())
    for (const name of untold) if (!names.has(name)) untold.delete(name)
    untold.add(everyone)
    onForgotten?.(issuedBy)
  })
  const isFirstUse = usedTokens(clock)
  let position = '0'
  /** Names the list that was read; a restarted list has another name. */
  let birth = ''

  async function tell(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const denial = known.get(name)
      const leftMs = denial ? Math.floor(denial.endsAt - clock.now()) : 0
      if (denial && leftMs > 0) {
        const { upTo, issuedBy } = denial
        await store.run(append, keys, [
          name,
          String(upTo),
          leftMs,
          issuedBy,
          randomUUID(),
          maxEntries * entriesEach,
          everyone,
        ])
      }
      untold.delete(name)
    }
  }

  const tellAllAgain = () => {
    for (const name of known.names()) untold.add(name)
    position = '0'
  }

  async function read(): Promise<void> {
    for (;;) {
      const reply = await store.run(readOn, keys, [position, randomUUID(), readAtOnce])
      const [found, now, exists, entries] = reply as [Buffer, number, number, readonly [Buffer, readonly Buffer[]][]]
      const isNew = found.toString() !== birth
      if (isNew) {
        birth = found.toString()
        const wasAt = position
        tellAllAgain()
        // Read a restarted list from its beginning.
        if (wasAt !== '0') continue
      }
      // Dropped by a Redis that was short of memory.
      if (exists === 0 && position !== '0') tellAllAgain()
      for (const [id, fields] of entries) {
        position = id.toString()
        remember(position, fields.map(String), now)
      }
      if (entries.length < readAtOnce) return
    }
  }

  function remember(id: string, [, name = '', , upTo, , until, , issuedBy]: readonly string[], now: number) {
    const leftMs = Number(until) - now
    if (leftMs <= 0) return
    const entry = {
      upTo: Number(upTo),
      issuedBy: Number(issuedBy ?? Number.parseInt(id, 10) / 1000),
      endsAt: clock.now() + leftMs,
    }
    const own = known.get(name)
    // Another replica has told it.
    if (own && own.upTo <= entry.upTo && own.endsAt < entry.endsAt + 1000) untold.delete(name)
    known.add(name, entry)
  }

  async function refresh(): Promise<void> {
    try {
      await read()
      await tell(untold)
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
    revoke: async (key, { ttlMs, ...times }) => {
      const name = nameOf(key)
      untold.add(name)
      known.add(name, { ...times, endsAt: clock.now() + ttlMs })
      await tell([name]).catch(() => undefined)
    },
    isRevoked: async (keys, issuedAt) => known.denies(keys.map(nameOf), issuedAt),
    isFirstUse: async (tokenId, issuedAt, ttlMs) => {
      const name = nameOf(tokenId)
      if (!isFirstUse(name, issuedAt, ttlMs)) return false
      const first: Reply = await store.run(useOnce, [`${prefix}:used:${name}`], [Math.ceil(ttlMs)]).catch(() => 1)
      return first === 1
    },
    refresh,
    close: () => clearInterval(timer),
  }
}

/** People's identifiers stay out of Redis. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 27)
