/** Several replicas that behave as one. */
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { createSharedRevokedSessions } from '../shared/revoked-sessions.ts'
import { canaries, expectNoCanary } from '../testing/canaries.ts'
import { type Child, startChild, writeSite } from '../testing/desk/child.ts'
import { startDesk } from '../testing/desk/desk.ts'
import { closeAll, patientStore, startReplicas } from '../testing/desk/replicas.ts'
import { eventually } from '../testing/eventually.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { startRedis, type TestRedis } from '../testing/network/redis.ts'
import { startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import {
  answerRecord,
  type FakeUpstream,
  grantToken,
  sendJson,
  startFakeUpstream,
} from '../testing/upstream/fake-upstream.ts'

const site = writeSite()
const children: Child[] = []
let redis: TestRedis
let upstream: FakeUpstream

beforeEach(async () => {
  redis = await startRedis()
  upstream = await startFakeUpstream()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL')
  await upstream.close()
  await redis.close()
})
afterAll(site.remove)

/** One replica as an operator starts it. */
function startProcess(variables: Record<string, string> = {}): Child {
  const child = startChild(
    {
      PORT: '0',
      PAXOS_SANDBOX_CLIENT_ID: 'desk-client',
      PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret,
      PAXOS_SANDBOX_API_URL: upstream.apiUrl.href,
      PAXOS_SANDBOX_TOKEN_URL: upstream.tokenUrl.href,
      REDIS_URL: redis.url,
      REPLICA_COUNT: '2',
      SESSION_KEYS: 'a-key-for-tests-that-is-long-enough-1',
      ...variables,
    },
    ['--dist', site.directory],
  )
  children.push(child)
  return child
}
const path = '/api/sandbox/v2/orchestration/orchestrations'
const read = async (child: Child, id: string) => (await fetch(`${await child.url}${path}/${id}`)).status

test('fault 62: a replica killed while it fetches the token delays the others by its lock at most', async () => {
  const [first, second] = [startProcess(), startProcess()]
  await Promise.all([first.url, second.url])
  upstream.token = (response, request, n) => (n === 1 ? undefined : grantToken(response, request, n))
  read(first, 'id-1').catch(() => undefined)
  await eventually(() => upstream.tokenCalls.length).toBe(1)
  const waiting = read(second, 'id-2')
  first.process.kill('SIGKILL')
  // Within the 8 s that a read may take in all.
  expect(await waiting).toBe(200)
  expect(upstream.tokenCalls).toHaveLength(2)
})

test('replicas share token, penalty and data as processes, and print no address of Redis', async () => {
  const [first, second] = [startProcess(), startProcess()]
  await Promise.all([first.url, second.url])
  expect(await read(first, 'id-1')).toBe(200)
  // What was put there a moment ago.
  await eventually(async () => ((await redis.ask('KEYS', '*:cache:*')) as string[]).length).toBe(1)
  expect(await read(second, 'id-1')).toBe(200)
  expect(upstream.apiCalls).toHaveLength(1)
  upstream.api = response => sendJson(response, 429, {})
  expect(await read(first, 'id-2')).toBe(503)
  upstream.api = answerRecord
  // By itself, so that an idle replica does not say that all is well.
  const status = async () => (await fetch(`${await second.url}/api/status`)).json()
  await eventually(status).toMatchObject({ environments: [{ penalty: { until: expect.any(String) } }] })
  expect(await read(second, 'id-3')).toBe(503)
  expect(upstream.apiCalls).toHaveLength(2)
  expect(upstream.tokenCalls).toHaveLength(1)
  await redis.kill()
  await eventually(() => first.stdout()).toContain('redis_down')
  expect(await read(first, 'id-1')).toBe(200)
  const said = [first, second].flatMap(child => [child.stdout(), child.stderr()])
  expectNoCanary(said)
  for (const text of said) expect(text).not.toContain(new URL(redis.url).port)
})

test('a missing Redis prevents neither start nor readiness', async () => {
  await redis.kill()
  const child = startProcess()
  expect((await fetch(`${await child.url}/readyz`)).status).toBe(200)
  expect(await read(child, 'id-1')).toBe(200)
  await eventually(() => child.stdout()).toContain('"reason":"ECONNREFUSED"')
})

test('fault 27: 400 reads of different orchestrations on four replicas are 300 calls in 10 s; the rest get Retry-After', async () => {
  const clock = fakeClock()
  const replicas = await startReplicas({ upstream, redis, count: 4, clock })
  const reads = () =>
    Promise.all(
      replicas.flatMap((replica, r) =>
        Array.from({ length: 100 }, (_, i) => replica.read(`id-${clock.now()}-${r}-${i}`)),
      ),
    )
  for (let windows = 1; windows <= 2; windows++) {
    const replies = await reads()
    const statuses = replies.map(({ status }) => status)
    expect([200, 503].map(status => statuses.filter(one => one === status).length)).toEqual([300, 100])
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      expect(reply.problem).toMatchObject({ code: 'budget_exhausted', retryAfter: 11 })
    }
    // Pages that open beyond that take a place in a list, which has a budget of its own.
    expect(upstream.apiCalls.filter(({ url }) => url.includes('/orchestrations/'))).toHaveLength(300 * windows)
    clock.advance(10_500)
  }
  await closeAll(replicas)
})

test('fault 46: a copied cookie is refused on the other replica too after the sign-out', async () => {
  const provider = await startFakeProvider(clientId)
  const clock = fakeClock()
  clock.jump(Date.now() - clock.date().getTime())
  const start = async () => {
    const store = await patientStore(redis)
    const revoked = createSharedRevokedSessions(store, clock)
    const desk = await startDesk({ ...upstream, clock, revoked, signIn: oidcAt(provider.issuer) })
    const close = async () => {
      revoked.close()
      store.close()
      await desk.close()
    }
    return { ...desk, close }
  }
  const [here, there] = [await start(), await start()]
  const browser = createBrowser(here)
  await browser.signIn(provider)
  const cookie = `__Host-session=${browser.cookies.get('__Host-session')}`
  const statusThere = async () => (await there.get(`${path}/id-1`, { cookie })).status
  expect(await statusThere()).toBe(200)
  expect((await browser.post('/auth/logout', { 'x-desk-request': '1' })).status).toBe(204)
  await eventually(statusThere).toBe(401)
  await here.close()
  await there.close()
  await provider.close()
})
