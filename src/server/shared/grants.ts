/**
 * The access token that replicas share. A replica uses the stored token, waits for one that another replica is fetching,
 * or fetches one under a lock. Without Redis each replica fetches its own.
 */
import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Clock, Sleep } from '../clock.ts'
import { Secret } from '../config/secret.ts'
import type { SharedGrants } from '../paxos/sharing.ts'
import type { Grant } from '../paxos/token/token-request.ts'
import { type SharedStore, script } from './connection.ts'
import type { Seal } from './seal.ts'

/** The lock of a killed replica expires after this; a living one renews it. */
const lockMs = 2000
const renewMs = 500
/** By then a living Redis has answered a ping. */
const pingMs = 200
/** How often waiting replicas check again. */
const lookMs = 50

/** Keys: grant, lock. Arguments: unwanted token, owner, ms. Returns the grant with its remaining ms, or the lock. */
const takeTurn = script(`
local grant = redis.call('HMGET', KEYS[1], 'id', 'sealed')
if grant[1] and grant[1] ~= ARGV[1] then return {grant[1], grant[2], redis.call('PTTL', KEYS[1])} end
if redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return 'locked' end
-- An earlier answer to the same one may have come too late for it.
return redis.call('GET', KEYS[2]) == ARGV[2] and 'locked' or 'wait'`)

const renewLock = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`)

const releaseLock = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`)

/** Keys: grant. Arguments: token, sealed, ms. */
const putGrant = script(`
redis.call('HSET', KEYS[1], 'id', ARGV[1], 'sealed', ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`)

/** Keys: grant. Arguments: token. Removes only that token. */
const dropGrant = script(`
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`)

const Content = v.object({ token: v.string(), lifeMs: v.number() })

type SharedGrantsOptions = {
  readonly store: SharedStore
  readonly key: string
  readonly seal: Seal
  readonly clock: Pick<Clock, 'now'>
  readonly sleep: Sleep
}

export function createSharedGrants({ store, key, seal, clock, sleep }: SharedGrantsOptions): SharedGrants {
  const lock = `${key}:lock`

  function open(sealed: unknown, leftMs: number): Grant | undefined {
    const content = Buffer.isBuffer(sealed) ? seal.open(key, sealed) : undefined
    if (!content || leftMs <= 0) return undefined
    const { token, lifeMs } = v.parse(Content, JSON.parse(content.toString()))
    return { token: new Secret(token), lifeMs, sentAt: clock.now() - (lifeMs - leftMs) }
  }

  async function put({ token, lifeMs, sentAt }: Grant): Promise<void> {
    const sealed = seal.close(key, Buffer.from(JSON.stringify({ token: token.reveal(), lifeMs })))
    const leftMs = Math.floor(lifeMs - (clock.now() - sentAt))
    if (leftMs > 0) await store.run(putGrant, [key], [nameOf(token), sealed, leftMs])
  }

  async function fetchLocked(owner: string, fetch: () => Promise<Grant>): Promise<Grant> {
    const timer = setInterval(() => background(store.run(renewLock, [lock], [owner, lockMs])), renewMs)
    const release = () => {
      clearInterval(timer)
      background(store.run(releaseLock, [lock], [owner]))
    }
    try {
      const grant = await fetch()
      // The lock is released last, so that the next replica finds the token.
      background(put(grant).finally(release))
      return grant
    } catch (error) {
      release()
      throw error
    }
  }

  /** The next step; `alone` without an answer of Redis. */
  async function turn(unwanted: string, owner: string): Promise<Grant | 'alone' | 'locked' | 'wait'> {
    try {
      const reply = await store.run(takeTurn, [key, lock], [unwanted, owner, lockMs])
      if (!Array.isArray(reply)) return String(reply) === 'locked' ? 'locked' : 'wait'
      const [name, sealed, leftMs] = reply
      const grant = open(sealed, Number(leftMs))
      // No replica sealed what this key doesn't open.
      if (!grant) await store.run(dropGrant, [key], [String(name)])
      return grant ?? 'wait'
    } catch {
      // This process may have been the slow one, and a second look is cheaper than a token.
      await store.settled(pingMs)
      return store.isUp() ? 'wait' : 'alone'
    }
  }

  return {
    get: async (instead, fetch) => {
      const owner = randomUUID()
      const unwanted = instead ? nameOf(instead) : ''
      for (;;) {
        const next = await turn(unwanted, owner)
        if (next === 'alone') return fetch()
        if (next === 'locked') return fetchLocked(owner, fetch)
        if (next !== 'wait') return next
        await sleep(lookMs)
      }
    },
    drop: token => background(store.run(dropGrant, [key], [nameOf(token)])),
  }
}

/** Background work that may fail. */
const background = (work: Promise<unknown>) => void work.catch(() => undefined)

/** Identifies a token without revealing it. */
const nameOf = (token: Secret) => createHash('sha256').update(token.reveal()).digest('base64url').slice(0, 22)
