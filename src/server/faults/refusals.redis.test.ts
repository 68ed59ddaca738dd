/** What one replica is refused, the others stop serving. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeAll, type Replica, startReplicas } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let redis: TestRedis
let upstream: FakeUpstream
let replicas: readonly Replica[]

beforeEach(async () => {
  redis = await startRedis()
  upstream = await startFakeUpstream()
  replicas = await startReplicas({ upstream, redis, count: 2 })
  upstream.api = response => sendJson(response, 200, { status: 'COMPLETED' })
})
afterEach(async () => {
  await closeAll(replicas)
  await upstream.close()
  await redis.close()
})

const rules = '/api/sandbox/v2/orchestration/rules'
const refuse = (status: number, detail: string) => {
  upstream.api = response => sendJson(response, status, { detail })
}
const entries = async () => ((await redis.ask('KEYS', '*:cache:*')) as string[]).length

/** One replica has read this record; of the other it is known that it would take it from there. */
async function readByOne(id: string) {
  const [one, other] = replicas as [Replica, Replica]
  const before = await entries()
  expect((await one.read(id)).status).toBe(200)
  await eventually(entries).toBeGreaterThan(before)
  return { one, other }
}

test('a record that Paxos refuses to one replica is not served to another from Redis', async () => {
  const { one, other } = await readByOne('id-1')
  refuse(403, 'no')
  expect((await one.get('/api/sandbox/v2/orchestration/orchestrations/id-1?fresh=1')).status).toBe(502)
  expect((await other.read('id-1')).problem).toMatchObject({ code: 'upstream_forbidden', upstream: { status: 403 } })
})

test('a missing scope that one replica met ends what another has in its own memory', async () => {
  const { one, other } = await readByOne('id-1')
  expect((await other.read('id-1')).status).toBe(200)
  await other.get(rules)
  expect(upstream.apiCalls).toHaveLength(2)
  refuse(403, 'insufficient scopes: found [a:b], required one of [orchestration:read_orchestration]')
  expect((await one.read('id-2')).status).toBe(502)
  await eventually(async () => (await other.read('id-1')).status).toBe(502)
  // Rules need another scope.
  expect((await other.get(rules)).status).toBe(200)
})

test('credentials that one replica was refused end what another has', async () => {
  const { one, other } = await readByOne('id-1')
  expect((await other.read('id-1')).status).toBe(200)
  await other.get(rules)
  refuse(401, 'no')
  expect((await one.read('id-2')).problem.code).toBe('upstream_credentials')
  await eventually(async () => (await other.read('id-1')).status).toBe(502)
  expect((await other.get(rules)).problem.code).toBe('upstream_credentials')
})
