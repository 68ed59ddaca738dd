/** What environments share: the rate of an address with all, answers and tokens only with the same credentials. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemSleep } from '../clock.ts'
import type { EnvironmentConfig } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { testEnvironment } from '../testing/desk/desk.ts'
import { patientStore } from '../testing/desk/replicas.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import type { SharedStore } from './connection.ts'
import { type SharedEnvironment, shareEnvironment } from './environment.ts'

const clock = fakeClock()
const here = testEnvironment({
  apiUrl: new URL('https://api.example/v2'),
  tokenUrl: new URL('https://oauth.example/oauth2/token'),
})

let redis: TestRedis
let store: SharedStore
let opened: SharedEnvironment[]

beforeEach(async () => {
  redis = await startRedis()
  store = await patientStore(redis, clock)
  opened = []
})
afterEach(async () => {
  for (const one of opened) one.close()
  store.close()
  await redis.close()
})

function open(own: Partial<EnvironmentConfig> = {}): SharedEnvironment {
  const one = shareEnvironment(
    { ...here, ...own },
    { store, clock, sleep: systemSleep, replicas: 2, budgetFraction: 1 },
  )
  opened.push(one)
  return one
}

const otherReaders: readonly [string, Partial<EnvironmentConfig>][] = [
  ['another client', { clientId: 'another' }],
  ['another secret', { clientSecret: new Secret('another') }],
  ['another token endpoint', { tokenUrl: new URL('https://oauth.example/other') }],
]
const otherPlaces: readonly [string, Partial<EnvironmentConfig>][] = [
  ['another API', { apiUrl: new URL('https://api.example/v3') }],
  ['another environment', { name: 'production' }],
]

test('an environment with the same settings is the same one', async () => {
  await open().cache.set('key', { body: Buffer.from('{}'), readAt: clock.date(), updatedAt: undefined }, 60_000)
  expect(await open().cache.get('key', [])).toBeDefined()
})

test.each([...otherReaders, ...otherPlaces])('%s has neither answers nor tokens in common', async (_name, own) => {
  const [one, other] = [open(), open(own)]
  await one.cache.set('key', { body: Buffer.from('{}'), readAt: clock.date(), updatedAt: undefined }, 60_000)
  expect(await other.cache.get('key', [])).toBeUndefined()
  const fetch = (token: string) => async () => ({ token: new Secret(token), lifeMs: 60_000, sentAt: clock.now() })
  await one.grants.get(undefined, fetch('of one'))
  expect((await other.grants.get(undefined, fetch('of the other'))).token.reveal()).toBe('of the other')
})

/** How many requests of the other pass when the first has sent all that it may. */
async function passedBeside(own: Partial<EnvironmentConfig>): Promise<number> {
  const [one, other] = [open(), open(own)]
  const taking = { priority: 'open', fraction: 1 } as const
  const passed = async ({ budget }: SharedEnvironment) => {
    let count = 0
    while ((await budget.take('events', taking)) === 0) count += 1
    return count
  }
  // The pools are open once they have been known for a window.
  for (const { budget } of [one, other]) await budget.take('events', taking)
  clock.advance(10_500)
  expect(await passed(one)).toBe(300)
  return passed(other)
}

test.each(otherReaders)('%s counts against the same limit of the address', async (_name, own) => {
  expect(await passedBeside(own)).toBe(0)
})

test.each(otherPlaces)('%s has a separate limit', async (_name, own) => {
  expect(await passedBeside(own)).toBe(300)
})
