/** What a Redis that is killed, frozen or emptied costs the one who asks it. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { redisUrl } from '../config/kinds/redis-url.ts'
import { Secret } from '../config/secret.ts'
import { canaries } from '../testing/canaries.ts'
import { eventually } from '../testing/eventually.ts'
import { freePort } from '../testing/network/free-port.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { connectShared, type SharedStore, SharedUnavailable, type StoreLog, script, tryOut } from './connection.ts'

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
  store = connectShared(redis.address, log)
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
  const elsewhere = connectShared({ ...redis.address, port: await freePort() }, log)
  const { ms } = await outcome(() => elsewhere.settled(300))
  expect(ms).toBeGreaterThan(250)
  expect(elsewhere.isUp()).toBe(false)
  expect((await outcome(() => elsewhere.run(count, ['n'], []))).result).toBe('down')
  expect(said).toEqual(['up', 'down ECONNREFUSED'])
  elsewhere.close()
})

test('a killed Redis gets no commands, and is used again when it is back, empty and without our scripts', async () => {
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

test('a frozen Redis costs pending commands 150 ms, later ones nothing', async () => {
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

test('a Redis that was frozen for longer is reconnected', async () => {
  redis.freeze()
  await Promise.all(Array.from({ length: 5 }, () => outcome(increment)))
  // The ping that asks whether it is Redis is in vain as well.
  await pause(400)
  redis.thaw()
  await eventually(() => store.isUp()).toBe(true)
  expect(await increment()).toBeGreaterThan(0)
})

test('a failed command is not repeated once Redis is back', async () => {
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

test('a refusal by Redis fails that command only, and is logged once', async () => {
  await redis.ask('SET', 'n', 'no number')
  for (let i = 0; i < 3; i++) expect((await outcome(increment)).result).toBe('ERR')
  expect(store.isUp()).toBe(true)
  expect(said).toEqual(['up', 'refused ERR'])
})

test.each([
  ['no_such_database', 'a database that does not exist', { database: 99 }, []],
  ['NOAUTH', 'no password where one is required', {}, ['--requirepass', 'right']],
  [
    'NOPERM',
    'a user who may not run every command',
    { username: 'reader', password: new Secret('p') },
    ['--user', 'reader', 'on', '>p', '~*', '+@all', '-xadd'],
  ],
  [
    'NOPERM',
    'a user who may not use our keys',
    { username: 'other', password: new Secret('p') },
    ['--user', 'other', 'on', '>p', '~app:*', '+@all'],
  ],
  [
    'READONLY',
    'a replica that takes no writes',
    {},
    ['--replicaof', '127.0.0.1 1', '--replica-serve-stale-data', 'yes'],
  ],
  ['OOM', 'a full memory', {}, ['--maxmemory', '1', '--maxmemory-policy', 'noeviction']],
] as const)('%s: %s is a Redis that is not up', async (reason, _what, part, settings) => {
  store.close()
  await redis.close()
  said = []
  redis = await startRedis(settings)
  store = connectShared({ ...redis.address, ...part }, log)
  await eventually(() => said.at(-1)).toBe(`down ${reason}`)
  expect(store.isUp()).toBe(false)
  expect((await outcome(increment)).result).toBe('down')
  expect(said).toEqual([`down ${reason}`])
})

test('a Redis that is configured correctly later is used without a restart', async () => {
  await redis.ask('CONFIG', 'SET', 'maxmemory', '1')
  const other = connectShared(redis.address, log)
  await eventually(() => said.at(-1)).toBe('down OOM')
  await redis.ask('CONFIG', 'SET', 'maxmemory', '0')
  await eventually(() => other.isUp()).toBe(true)
  expect(said).toEqual(['up', 'down OOM', 'up'])
  other.close()
})

test('what a Redis lacks is logged even if it was down before', async () => {
  store.close()
  await redis.kill()
  said = []
  const other = connectShared({ ...redis.address, database: 99 }, log)
  await eventually(() => said).toContain('down ECONNREFUSED')
  await redis.start()
  await eventually(() => said.at(-1)).toBe('down no_such_database')
  other.close()
})

test('a password of any characters signs in, percent-encoded in the URL', async () => {
  store.close()
  await redis.close()
  const password = '%@/#?: é%41'
  redis = await startRedis(['--requirepass', password])
  const address = redisUrl(redis.url.replace('//', `//:${encodeURIComponent(password)}@`))
  store = connectShared(address, log)
  await store.settled(2000)
  expect(await increment()).toBe(1)
})

test('the configured database is used', async () => {
  const other = connectShared({ ...redis.address, database: 3 }, log)
  await other.settled(2000)
  await other.run(count, ['n'], [])
  expect(await redis.ask('INFO', 'keyspace')).toContain('db3:keys=1')
  other.close()
})

test('before Redis counts as up, each command of the scripts has been tried', () => {
  const folder = new URL('.', import.meta.url)
  const sources = readdirSync(folder).filter(name => !name.includes('.test.'))
  const commandsOf = (text: string) => [...text.matchAll(/redis\.call\('(\w+)'/g)].map(match => match[1])
  const used = sources.flatMap(name => commandsOf(readFileSync(new URL(name, folder), 'utf8')))
  expect(used.length).toBeGreaterThan(20)
  expect(new Set(commandsOf(tryOut.source))).toEqual(new Set(used))
})

test('a wrong password is a Redis that is down, and shows in no word', async () => {
  store.close()
  await redis.close()
  redis = await startRedis(['--requirepass', 'right'])
  store = connectShared({ ...redis.address, password: new Secret(canaries.clientSecret) }, log)
  await eventually(() => said.at(-1)).toBe('down WRONGPASS')
  expect((await outcome(increment)).result).toBe('down')
  expect(said.join()).not.toContain(canaries.clientSecret)
})
