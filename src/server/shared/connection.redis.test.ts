/** What a Redis that is killed, frozen or emptied costs the one who asks it. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Secret } from '../config/secret.ts'
import { canaries } from '../testing/canaries.ts'
import { eventually } from '../testing/eventually.ts'
import { freePort } from '../testing/free-port.ts'
import { startRedis, type TestRedis } from '../testing/redis.ts'
import { connectShared, type SharedStore, SharedUnavailable, type StoreLog, script } from './connection.ts'

let redis: TestRedis
let store: SharedStore
let said: string[]

const log: StoreLog = {
  up: () => said.push('up'),
  down: reason => said.push(`down ${reason}`),
  refused: reason => said.push(`refused ${reason}`),
}

beforeEach(async () => {
  said = []
  redis = await startRedis()
  store = connectShared(new Secret(redis.url), log)
  await store.settled(2000)
})
afterEach(async () => {
  store.close()
  await redis.close()
})

const count = script(`return redis.call('INCR', KEYS[1])`)
const increment = () => store.run(count, ['n'], [])
/** The code of a failure and how long it took. */
async function outcome(work: () => Promise<unknown>) {
  const startedAt = performance.now()
  const result = await work().catch(error => (error instanceof SharedUnavailable ? error.reason : error))
  return { result, ms: performance.now() - startedAt }
}

test('a script runs as a whole, and bytes go in and out as they are', async () => {
  expect(store.isUp()).toBe(true)
  expect(await increment()).toBe(1)
  expect(await increment()).toBe(2)
  const bytes = Buffer.from([0, 255, 128, 10])
  const echo = script(`return {ARGV[1], false, 7}`)
  expect(await store.run(echo, [], [bytes])).toEqual([bytes, null, 7])
  expect(said).toEqual(['up'])
})

test('a Redis that is not there is known at once, and costs the start no more than it was given', async () => {
  const elsewhere = connectShared(new Secret(`redis://127.0.0.1:${await freePort()}`), log)
  const { ms } = await outcome(() => elsewhere.settled(300))
  expect(ms).toBeGreaterThan(250)
  expect(elsewhere.isUp()).toBe(false)
  expect((await outcome(() => elsewhere.run(count, ['n'], []))).result).toBe('down')
  expect(said).toEqual(['up', 'down ECONNREFUSED'])
  elsewhere.close()
})

test('a killed Redis is asked no more, and is found again when it is back, empty and without our scripts', async () => {
  await increment()
  await redis.kill()
  await eventually(() => store.isUp()).toBe(false)
  const { result, ms } = await outcome(increment)
  expect(result).toBe('down')
  expect(ms).toBeLessThan(50)
  await redis.start()
  await eventually(() => store.isUp()).toBe(true)
  expect(await increment()).toBe(1)
  expect(said).toEqual(['up', expect.stringMatching(/^down /), 'up'])
})

test('a frozen Redis costs those who are asking 150 ms, everyone after them nothing', async () => {
  redis.freeze()
  const first = await Promise.all(Array.from({ length: 20 }, () => outcome(increment)))
  for (const { result, ms } of first) {
    expect(result).toBe('timeout')
    expect(ms).toBeGreaterThan(140)
  }
  expect(store.isUp()).toBe(false)
  const later = await Promise.all(Array.from({ length: 20 }, () => outcome(increment)))
  for (const { result, ms } of later) {
    expect(result).toBe('down')
    expect(ms).toBeLessThan(50)
  }
  redis.thaw()
  await eventually(() => store.isUp()).toBe(true)
  expect(await increment()).toBeGreaterThan(0)
  expect(said).toEqual(['up', 'down timeout', 'up'])
})

test('a Redis that was frozen for longer is connected to anew, and found again', async () => {
  redis.freeze()
  await Promise.all(Array.from({ length: 5 }, () => outcome(increment)))
  // The ping that asks whether it is Redis is in vain as well.
  await pause(400)
  redis.thaw()
  await eventually(() => store.isUp()).toBe(true)
  expect(await increment()).toBeGreaterThan(0)
})

test('what was asked in vain is not asked again once Redis is back', async () => {
  redis.freeze()
  await Promise.all(Array.from({ length: 5 }, () => outcome(increment)))
  await redis.kill()
  await redis.start()
  // A command that names a script would come to nothing where the script is not known.
  await redis.ask('SCRIPT', 'LOAD', count.source)
  await eventually(() => store.isUp()).toBe(true)
  expect(await increment()).toBe(1)
})

test('when this process was the slow one, Redis is back at the next ping', async () => {
  const command = outcome(increment)
  const until = performance.now() + 400
  while (performance.now() < until);
  expect((await command).result).toBe('timeout')
  await eventually(() => store.isUp()).toBe(true)
})

test('a refusal of Redis is an error of that command alone, and is said once', async () => {
  await redis.ask('SET', 'n', 'no number')
  for (let i = 0; i < 3; i++) expect((await outcome(increment)).result).toBe('ERR')
  expect(store.isUp()).toBe(true)
  expect(said).toEqual(['up', 'refused ERR'])
})

test('a wrong password is a Redis that is down, and shows in no word', async () => {
  store.close()
  await redis.close()
  redis = await startRedis(['--requirepass', 'right'])
  const url = redis.url.replace('//', `//:${canaries.clientSecret}@`)
  store = connectShared(new Secret(url), log)
  await eventually(() => said.at(-1)).toBe('down WRONGPASS')
  expect((await outcome(increment)).result).toBe('down')
  expect(said.join()).not.toContain(canaries.clientSecret)
})
