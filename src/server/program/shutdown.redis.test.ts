/** Stopping with a Redis: its connections hold nothing up, not even when it no longer answers. */
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { eventually } from '../testing/eventually.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'

const site = writeSite()
let redis: TestRedis
let child: Child

beforeEach(async () => {
  redis = await startRedis()
  child = startChild({ PORT: '0', SHUTDOWN_DRAIN_MS: '0', REDIS_URL: redis.url }, ['--dist', site.directory])
  await child.url
  await eventually(child.stdout).toContain('redis_up')
})
afterEach(async () => {
  child.process.kill('SIGKILL')
  await redis.close()
})
afterAll(site.remove)

test.each([
  ['answers', () => undefined],
  ['is frozen', () => redis.freeze()],
])('a Redis that %s does not hold up a stop', async (_, happens) => {
  await happens()
  child.process.kill('SIGTERM')
  const signalledAt = performance.now()
  expect(await child.exitCode).toBe(0)
  // A second is promised; the machine may be busy.
  expect(performance.now() - signalledAt).toBeLessThan(4000)
  redis.thaw()
})
