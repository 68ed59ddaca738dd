/** Redis killed, frozen and emptied while people read: they notice nothing. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { closeAll, type Replica, startReplicas } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

vi.setConfig({ testTimeout: 60_000 })

let redis: TestRedis
let upstream: FakeUpstream
let replicas: readonly Replica[]
/** Without Redis, under the same load on the same machine at the same time: what a read takes anyway. */
let alone: Desk

beforeEach(async () => {
  redis = await startRedis()
  upstream = await startFakeUpstream()
  replicas = await startReplicas({ upstream, redis, count: 2, commandMs: 150 })
  alone = await startDesk({ ...upstream })
})
afterEach(async () => {
  await alone.close()
  await closeAll(replicas)
  await upstream.close()
  await redis.close()
})

type Sample = { readonly status: number; readonly ms: number }

/** Two people, each of whom reads so many orchestrations that nobody has read before, one after the other. */
async function readers(desk: Desk, name: string, count: number): Promise<readonly Sample[]> {
  const kinds = ['orchestration/orchestrations', 'transfer/transfers']
  const people = kinds.map(async (kind, person) => {
    const samples: Sample[] = []
    for (let n = 0; n < count; n++) {
      const startedAt = performance.now()
      const reply = await desk.get(`/api/sandbox/v2/${kind}/${name}-${person}-${n}`).catch(() => undefined)
      const status = reply?.status ?? 0
      samples.push({ status, ms: performance.now() - startedAt })
      await pause(25)
    }
    return samples
  })
  return (await Promise.all(people)).flat()
}

const p95 = (samples: readonly Sample[]) =>
  samples.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(samples.length * 0.95)] ?? 0

const slowest = (samples: readonly Sample[]) => samples.reduce((most, { ms }) => Math.max(most, ms), 0)

type Load = { readonly shared: readonly Sample[]; readonly control: readonly Sample[] }

/** Breaks Redis while people read, and returns what the reads since then were like. */
async function under(outage: () => unknown): Promise<Load> {
  const reads = (when: string, count: number) =>
    Promise.all([alone, ...replicas].map((desk, i) => readers(desk, `${when}-${i}`, count)))
  await reads('before', 10)
  const since = reads('since', 40)
  await outage()
  const [control = [], ...shared] = await since
  return { shared: shared.flat(), control }
}

function expectUnnoticed({ shared, control }: Load) {
  expect(shared.filter(({ status }) => status !== 200)).toEqual([])
  expect(p95(shared) - p95(control)).toBeLessThan(200)
  // Nor does anyone wait for long: the reads under way when it happens are few.
  expect(slowest(shared) - slowest(control)).toBeLessThan(1500)
}

test('fault 57: Redis killed under load adds less than 200 ms to the 95th percentile, and no error', async () => {
  expectUnnoticed(await under(redis.kill))
  expect(replicas.map(({ store }) => store.isUp())).toEqual([false, false])
})

test('fault 58: Redis frozen under load adds less than 200 ms to the 95th percentile, and no error', async () => {
  expectUnnoticed(await under(redis.freeze))
  expect(replicas.map(({ store }) => store.isUp())).toEqual([false, false])
  redis.thaw()
  await eventually(() => replicas.every(({ store }) => store.isUp())).toBe(true)
})

test('fault 59: Redis back and empty under load is shared again, without an error', async () => {
  await redis.kill()
  await eventually(() => replicas.some(({ store }) => store.isUp())).toBe(false)
  expectUnnoticed(await under(redis.start))
  await eventually(() => replicas.every(({ store }) => store.isUp())).toBe(true)
  // What one reads now, the other finds.
  let reads = 0
  await eventually(async () => {
    const id = `once-${reads++}`
    await replicas[0]?.read(id)
    const sent = upstream.apiCalls.length
    await replicas[1]?.read(id)
    return upstream.apiCalls.length - sent
  }).toBe(0)
  expect(await redis.ask('DBSIZE')).toBeGreaterThan(0)
})

test('fault 59: Redis emptied under load costs a token call at most, and no error', async () => {
  const tokens = upstream.tokenCalls.length
  expectUnnoticed(await under(() => redis.ask('FLUSHALL')))
  expect(upstream.tokenCalls.length - tokens).toBeLessThanOrEqual(3)
})
