/**
 * The connection to Redis. A command is answered within 150 ms or fails; while Redis is down none is sent, so that nobody
 * waits twice. Callers must be able to do without.
 */
import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { RedisAddress } from '../config/kinds/redis-url.ts'

/** Short enough not to be noticed. */
const answerWithinMs = 150
const connectMs = 500
/** Between attempts to connect; doubles from `min` to `max`. */
const reconnectMs = { min: 100, max: 1000 }
/** Between checks of a Redis that answers but can't be used as configured. */
const checkAgainMs = 1000
/** At most one line in this time: Redis can refuse every command (no memory, no permission, a read-only replica). */
const refusalLogMs = 60_000

/** A Lua script: several commands in one round trip, not interleaved with those of other replicas. */
export type Script = { readonly source: string; readonly sha: string }

export const script = (source: string): Script => ({ source, sha: createHash('sha1').update(source).digest('hex') })

/** Lua that sets `now` (ms) to the first argument, or to Redis's time if that is empty. */
export const readTime = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end`

/**
 * Runs each command of the other scripts once, on keys that expire. This detects a user without permission, a read-only
 * replica or a full memory.
 */
export const tryOut = script(`
redis.call('TIME')
local text, list, hash, stream = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
redis.call('SET', text, '1', 'PX', 1000)
redis.call('GET', text)
redis.call('PTTL', text)
redis.call('EXISTS', text)
redis.call('RPUSH', list, 1)
redis.call('LINDEX', list, -1)
redis.call('LTRIM', list, -1, -1)
redis.call('PEXPIRE', list, 1000)
redis.call('HSET', hash, 'a', 1)
redis.call('HGET', hash, 'a')
redis.call('HMGET', hash, 'a')
redis.call('HDEL', hash, 'b')
redis.call('PEXPIRE', hash, 1000)
redis.call('XADD', stream, '*', 'a', 1)
redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)
redis.call('XLEN', stream)
redis.call('XTRIM', stream, 'MAXLEN', 1)
redis.call('XDEL', stream, '0-1')
redis.call('PEXPIRE', stream, 1000)
return redis.call('DEL', text, list, hash, stream)`)

const tryOutKeys = ['text', 'list', 'hash', 'stream'].map(type => `desk:1:check:${type}`)

/** Redis did not answer, or refused. `reason` is a code: no key, no value, no address. */
export class SharedUnavailable extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`redis: ${reason}`)
    this.name = 'SharedUnavailable'
    this.reason = reason
  }
}

/** What scripts return: strings are bytes, numbers are integers, false is null. */
export type Reply = Buffer | number | null | readonly Reply[]

export type SharedStore = {
  /** Runs a script; throws `SharedUnavailable` after 150 ms at the latest, and at once while Redis is down. */
  readonly run: (script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]) => Promise<Reply>
  /** The time to pass to a script; empty for Redis's own, the only one that all replicas share. */
  readonly time: () => string
  /** Whether Redis can be used, as far as known. */
  readonly isUp: () => boolean
  /** Resolves once Redis answers, or after `ms`. */
  readonly settled: (ms: number) => Promise<void>
  readonly close: () => void
}

export type StoreLog = {
  readonly up: () => void
  readonly down: (reason: string) => void
  readonly refused: (reason: string) => void
}

/**
 * Connects in the background and reconnects when the connection is lost. Never throws when Redis is missing. In tests a
 * `clock` replaces Redis's, and commands may take longer.
 */
export function connectShared(
  address: RedisAddress,
  log: StoreLog,
  { clock, commandMs = answerWithinMs }: { readonly clock?: Pick<Clock, 'now'>; readonly commandMs?: number } = {},
): SharedStore {
  let up = false
  let wasDown = false
  let closed = false
  let lastError = 'closed'
  let lastRefusal: string | undefined
  let checkAgain: NodeJS.Timeout | undefined
  let refusedAt = Number.NEGATIVE_INFINITY
  const waiting = new Set<() => void>()

  const { host, port, tls, username, password, database } = address
  const redis = new Redis({
    host,
    port,
    db: database,
    ...(username !== undefined && { username }),
    ...(password && { password: password.reveal() }),
    ...(tls && { tls: isIP(host) ? {} : { servername: host } }),
    // It checks less than the scripts need, and logs to the console.
    enableReadyCheck: false,
    enableOfflineQueue: false,
    // No late commands: the sender has given up and acted otherwise.
    maxRetriesPerRequest: 0,
    commandTimeout: commandMs,
    connectTimeout: connectMs,
    // A frozen Redis never closes the connection.
    disconnectTimeout: commandMs,
    connectionName: 'orchestration-desk',
    retryStrategy: times => (closed ? null : Math.min(reconnectMs.min * 2 ** (times - 1), reconnectMs.max)),
  })

  function rise() {
    if (up || closed) return
    up = true
    wasDown = false
    lastError = 'closed'
    lastRefusal = undefined
    log.up()
    for (const resolve of waiting) resolve()
  }

  function fall(reason: string) {
    up = false
    if (wasDown || closed) return
    wasDown = true
    log.down(reason)
  }

  /** A Redis that answers and refuses is misconfigured, which is logged even if it was down before. */
  function refuse(reason: string) {
    if (reason !== lastRefusal) wasDown = false
    lastRefusal = reason
    fall(reason)
  }

  redis.on('ready', () => void check())
  redis.on('close', () => fall(lastError))
  redis.on('error', error => {
    lastError = reasonOf(error)
    if (isRefusal(error)) refuse(lastError)
  })

  /** Redis is up once it runs what the scripts need. One that doesn't answer is reconnected. */
  async function check() {
    clearTimeout(checkAgain)
    try {
      // The library does this too, but continues in database 0 when it is refused.
      await redis.select(database)
      await evaluate(tryOut, [tryOutKeys.length, ...tryOutKeys])
      rise()
    } catch (error) {
      if (closed || redis.status !== 'ready') return
      if (!isRefusal(error)) return redis.disconnect(true)
      refuse(reasonOf(error))
      checkAgain = setTimeout(check, checkAgainMs).unref()
    }
  }

  /** One command timed out: Redis is slow, or this process was. Another command tells which. */
  function suspect() {
    fall('timeout')
    void check()
  }

  function failed(error: unknown): SharedUnavailable {
    const reason = reasonOf(error)
    if (reason === 'timeout') {
      if (up) suspect()
    } else if (isRefusal(error) && performance.now() - refusedAt > refusalLogMs) {
      refusedAt = performance.now()
      log.refused(reason)
    }
    return new SharedUnavailable(reason)
  }

  async function evaluate({ source, sha }: Script, rest: readonly (string | number | Buffer)[]) {
    try {
      return await redis.callBuffer('EVALSHA', [sha, ...rest])
    } catch (error) {
      // Redis has restarted, or has never seen the script.
      if (reasonOf(error) !== 'NOSCRIPT') throw error
      return await redis.callBuffer('EVAL', [source, ...rest])
    }
  }

  return {
    run: async (script, keys, args) => {
      if (!up) throw new SharedUnavailable('down')
      try {
        return (await evaluate(script, [keys.length, ...keys, ...args])) as Reply
      } catch (error) {
        throw failed(error)
      }
    },
    time: () => (clock ? String(Math.round(clock.now())) : ''),
    isUp: () => up,
    settled: async ms => {
      if (up) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(done, ms)
        function done() {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
        waiting.add(done)
      })
    },
    close: () => {
      closed = true
      up = false
      clearTimeout(checkAgain)
      redis.disconnect()
    },
  }
}

/** Redis answered with an error, which begins with a code. */
const isRefusal = (error: unknown) => error instanceof Error && error.name === 'ReplyError'

/** Only a code: messages quote addresses, and the error contains the command. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  // Redis 7 hides the code of a refusal within a script, and has none for a missing database.
  if (/^ERR (ACL failure in script|The user executing the script can't)/.test(error.message)) return 'NOPERM'
  if (/^ERR (invalid )?DB index/.test(error.message)) return 'no_such_database'
  if (isRefusal(error)) return /^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR'
  if (error.message === 'Command timed out') return 'timeout'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'closed'
}
