/** One token for all replicas. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { closeAll, type Replica, startReplicas } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import {
  type Answerer,
  answerRecord,
  type FakeUpstream,
  grantToken,
  sendJson,
  startFakeUpstream,
} from '../testing/upstream/fake-upstream.ts'

let redis: TestRedis
let upstream: FakeUpstream
let replicas: readonly Replica[]

beforeEach(async () => {
  redis = await startRedis()
  upstream = await startFakeUpstream()
  replicas = await startReplicas({ upstream, redis, count: 4 })
})
afterEach(async () => {
  await closeAll(replicas)
  await upstream.close()
  await redis.close()
})

const at = (index: number): Replica => {
  const replica = replicas[index]
  if (!replica) throw new Error('no such replica')
  return replica
}
const readEverywhere = (each: number, from = 0) =>
  Promise.all(
    replicas.flatMap((replica, r) => Array.from({ length: each }, (_, i) => replica.read(`id-${r}-${from + i}`))),
  )
const statuses = (replies: readonly { readonly status: number }[]) => [...new Set(replies.map(({ status }) => status))]
const bearer = (n: number) => `Bearer ${canaries.accessToken}-${n}`
const acceptOnly =
  (n: number): Answerer =>
  (response, request, count) =>
    request.headers.authorization === bearer(n)
      ? answerRecord(response, request, count)
      : sendJson(response, 401, { title: 'Unauthorized' })
/** The keys in Redis that have to do with the token. */
const keys = async () =>
  ((await redis.ask('KEYS', '*:grant*')) as string[]).map(key => key.replace(/^.*:grant/, 'grant'))

test('fault 28: 200 cold requests on four replicas cost one token call', async () => {
  expect(statuses(await readEverywhere(50))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(1)
  expect(new Set(upstream.apiCalls.map(({ headers }) => headers.authorization))).toEqual(new Set([bearer(1)]))
})

test('fault 13: a token that Paxos drops costs one token call, however many replicas held it', async () => {
  await readEverywhere(5)
  upstream.api = acceptOnly(2)
  expect(statuses(await readEverywhere(5, 5))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('a late 401 drops the token it was for and no newer one, on any replica', async () => {
  await readEverywhere(1)
  let answerLate = () => {}
  upstream.api = (response, request, n) => {
    if (request.url.endsWith('/late')) answerLate = () => void sendJson(response, 401, {})
    else acceptOnly(2)(response, request, n)
  }
  const late = at(0).read('late')
  await eventually(() => upstream.apiCalls.length).toBe(5)
  expect((await at(1).read('new')).status).toBe(200)
  upstream.api = acceptOnly(2)
  answerLate()
  expect((await late).status).toBe(200)
  expect(statuses(await readEverywhere(1, 1))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('a token that was refused is not handed to a replica that has none', async () => {
  upstream.token = (response, request, n) => (n === 1 ? grantToken(response, request, n) : sendJson(response, 503, {}))
  await at(0).read()
  upstream.api = acceptOnly(2)
  expect((await at(0).read('again')).status).toBe(502)
  await eventually(keys).toEqual([])
  expect((await at(1).read('another')).status).toBe(502)
  expect(upstream.apiCalls.map(({ headers }) => headers.authorization)).toEqual([bearer(1), bearer(1)])
})

test('Redis holds the token sealed, until it ends and no longer', async () => {
  upstream.token = (response, _request, n) =>
    sendJson(response, 200, { access_token: `${canaries.accessToken}-${n}`, expires_in: 100 })
  await at(0).read()
  await eventually(keys).toContain('grant')
  const dump = await redis.dump()
  for (const canary of Object.values(canaries)) expect(dump).not.toContain(canary)
  const grant = ((await redis.ask('KEYS', '*:grant')) as string[])[0] ?? ''
  const leftMs = Number(await redis.ask('PTTL', grant))
  expect(leftMs).toBeGreaterThan(80_000)
  expect(leftMs).toBeLessThanOrEqual(100_000)
})

test('what someone else put in the place of the token is thrown away, not sent', async () => {
  await at(0).read()
  await eventually(keys).toContain('grant')
  const grant = ((await redis.ask('KEYS', '*:grant')) as string[])[0] ?? ''
  await redis.ask('HSET', grant, 'id', 'forged', 'sealed', 'x'.repeat(100))
  expect((await at(1).read('another')).status).toBe(200)
  expect(upstream.tokenCalls).toHaveLength(2)
  expect(upstream.apiCalls.at(-1)?.headers.authorization).toBe(bearer(2))
})

test('when the token endpoint fails, no replica waits for another one that has given up', async () => {
  upstream.token = response => sendJson(response, 503, {})
  expect(statuses(await readEverywhere(5))).toEqual([502])
  // Each tried for itself once, and now backs off.
  expect(upstream.tokenCalls.length).toBeLessThanOrEqual(4)
  expect(await keys()).not.toContain('grant:lock')
})

test('without Redis each replica fetches its own token, once', async () => {
  await redis.kill()
  await eventually(() => replicas.some(({ store }) => store.isUp())).toBe(false)
  expect(statuses(await readEverywhere(10))).toEqual([200])
  expect(upstream.tokenCalls).toHaveLength(4)
})
