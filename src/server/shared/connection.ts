/**
 * Redis as replicas share it: a command is answered within 150 ms or fails, and while Redis is down none is sent, so
 * that nobody waits for it twice. What the caller does then is up to the caller; nothing here is needed to serve.
 */
import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Clock } from '../clock.ts'
import type { Secret } from '../config/secret.ts'

/** Longer, and the reader of a page would notice. */
const answerWithinMs = 150
const connectMs = 500
/** Between two tries to connect: from the first to the last number, doubling. */
const reconnectMs = { first: 100, most: 1000 }
/** A refusal of Redis (no memory, no permission, a read-only replica) can come with every command. */
const refusalLogMs = 60_000

/** A Lua script: several commands as one, which no other replica can come between, for one round trip. */
export type Script = { readonly source: string; readonly sha: string }

export const script = (source: string): Script => ({ source, sha: createHash('sha1').update(source).digest('hex') })

/** Lua that sets `now` to milliseconds: those given as the first argument, else Redis's own. */
export const readTime = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end`

/** Redis did not answer, or refused. `reason` is a code: no key, no value, no address. */
export class SharedUnavailable extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`redis: ${reason}`)
    this.name = 'SharedUnavailable'
    this.reason = reason
  }
}

/** What scripts answer with: strings are bytes, numbers whole, false is null. */
export type Reply = Buffer | number | null | readonly Reply[]

export type SharedStore = {
  /** Runs a script; throws `SharedUnavailable` after 150 ms at the latest, and at once while Redis is down. */
  readonly run: (script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]) => Promise<Reply>
  /** The time to give to a script that reads one; empty for Redis's own, which alone is the same for all replicas. */
  readonly time: () => string
  /** Whether Redis answers, as far as is known. */
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
 * Connects in the background, and again whenever the connection is lost. Never throws for a Redis that is not there.
 * For tests, a `clock` stands in for Redis's own, and a busy machine has more time to answer.
 */
export function connectShared(
  url: Secret,
  log: StoreLog,
  { clock, commandMs = answerWithinMs }: { readonly clock?: Pick<Clock, 'now'>; readonly commandMs?: number } = {},
): SharedStore {
  let up = false
  let wasDown = false
  let closed = false
  let lastError = 'closed'
  let refusedAt = Number.NEGATIVE_INFINITY
  const waiting = new Set<() => void>()

  const redis = new Redis(url.reveal(), {
    enableOfflineQueue: false,
    // A late command is worse than none: it would act on a state that its sender gave up long ago.
    maxRetriesPerRequest: 0,
    commandTimeout: commandMs,
    connectTimeout: connectMs,
    // A frozen Redis never closes its side.
    disconnectTimeout: commandMs,
    connectionName: 'orchestration-desk',
    retryStrategy: times => (closed ? null : Math.min(reconnectMs.first * 2 ** (times - 1), reconnectMs.most)),
  })

  function rise() {
    if (up || closed) return
    up = true
    wasDown = false
    lastError = 'closed'
    log.up()
    for (const resolve of waiting) resolve()
  }

  function fall(reason: string) {
    up = false
    if (wasDown || closed) return
    wasDown = true
    log.down(reason)
  }

  redis.on('ready', rise)
  redis.on('close', () => fall(lastError))
  redis.on('error', error => {
    lastError = reasonOf(error)
  })

  /** One command came too late: Redis is slow, or this process was. One ping tells; if it fails, connecting anew will. */
  async function suspect() {
    fall('timeout')
    try {
      await redis.ping()
      rise()
    } catch {
      if (!closed && redis.status === 'ready') redis.disconnect(true)
    }
  }

  function failed(error: unknown): SharedUnavailable {
    const reason = reasonOf(error)
    if (reason === 'timeout') {
      if (up) void suspect()
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
      // Redis started anew, or never saw it.
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
      redis.disconnect()
    },
  }
}

/** Redis answered, with an error: its first word is a code. */
const isRefusal = (error: unknown) => error instanceof Error && error.name === 'ReplyError'

/** A code, and nothing else of the error: messages quote addresses, and the error carries the command. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (isRefusal(error)) return /^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR'
  if (error.message === 'Command timed out') return 'timeout'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'closed'
}
