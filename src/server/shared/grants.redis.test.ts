/** The lock under which one replica fetches the token for all. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Secret } from '../config/secret.ts'
import type { SharedGrants } from '../paxos/sharing.ts'
import type { Grant } from '../paxos/token/token-request.ts'
import { patientStore } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { type SharedStore, SharedUnavailable, script } from './connection.ts'
import { createSharedGrants } from './grants.ts'
import { createSeal } from './seal.ts'

const clock = fakeClock()
const grant: Grant = { token: new Secret('token-1'), lifeMs: 3_600_000, sentAt: clock.now() }

let redis: TestRedis
let store: SharedStore
/** How often waiting replicas have checked. */
let looks: number

beforeEach(async () => {
  redis = await startRedis()
  store = await patientStore(redis)
  looks = 0
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(async () => {
  vi.useRealTimers()
  store.close()
  await redis.close()
})

function grantsOver(own: SharedStore): SharedGrants {
  const sleep = async () => {
    looks += 1
  }
  return createSharedGrants({
    store: own,
    key: 'grant',
    seal: createSeal(new Secret('secret'), 'sandbox'),
    clock,
    sleep,
  })
}

/** A fetch under way: it has the lock, and goes on until `end` is called. */
async function fetching() {
  let end = (_grant: Grant) => {}
  const fetch = () =>
    new Promise<Grant>(resolve => {
      end = resolve
    })
  const got = grantsOver(store).get(undefined, fetch)
  await eventually(() => redis.ask('EXISTS', 'grant:lock')).toBe(1)
  const finish = async () => {
    end(grant)
    await got
    await eventually(() => redis.ask('EXISTS', 'grant')).toBe(1)
    // Its last command is behind the answer to the one before it, and this one behind that.
    for (let i = 0; i < 2; i++) await store.run(script('return 1'), [], [])
  }
  return { finish }
}
const lockMs = async () => Number(await redis.ask('PTTL', 'grant:lock'))

test('a fetch that takes long keeps its lock by renewing it, and gives it back when the token is there', async () => {
  const { finish } = await fetching()
  expect(await lockMs()).toBeLessThanOrEqual(2000)
  await redis.ask('PEXPIRE', 'grant:lock', 60_000)
  vi.advanceTimersByTime(500)
  await eventually(lockMs).toBeLessThanOrEqual(2000)
  expect(await lockMs()).toBeGreaterThan(0)
  await finish()
  expect(await redis.ask('EXISTS', 'grant:lock')).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('a lock that was lost to another replica is neither renewed nor given back', async () => {
  const { finish } = await fetching()
  await redis.ask('SET', 'grant:lock', 'of another', 'PX', 60_000)
  vi.advanceTimersByTime(500)
  await finish()
  expect(await redis.ask('GET', 'grant:lock')).toBe('of another')
  expect(await lockMs()).toBeGreaterThan(30_000)
})

test('a lock whose answer came too late is known again, and not waited for', async () => {
  let first = true
  const slow: SharedStore = {
    ...store,
    run: async (...command) => {
      const reply = await store.run(...command)
      if (!first) return reply
      first = false
      throw new SharedUnavailable('timeout')
    },
  }
  expect(await grantsOver(slow).get(undefined, async () => grant)).toBe(grant)
  expect(looks).toBe(1)
})
