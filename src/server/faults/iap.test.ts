/** A proxy in front that signs people in: its signed word is taken, and nobody else's. */
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { type FakeProvider, startFakeProvider, strangersKey } from '../testing/sign-in/fake-provider.ts'
import { iap, iapAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

const { header, audience } = iap
const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'
const minute = 60_000

let upstream: FakeUpstream
let provider: FakeProvider
let clock: FakeClock
let desk: Desk

const start = () => startDesk({ ...upstream, clock, signIn: iapAt(provider.jwksUrl) })

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider('unused')
  clock = fakeClock()
  desk = await start()
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const seconds = () => Math.floor(clock.date().getTime() / 1000)
const claims = (own: object = {}) => ({
  iss: iap.issuer,
  aud: audience,
  sub: 'accounts:1',
  email: 'ada@example.com',
  iat: seconds(),
  exp: seconds() + 600,
  ...own,
})
const ask = async (assertion: string, path = record) => desk.get(path, { [header]: assertion })
const statusOf = async (assertion: string) => (await ask(assertion)).status

test('a person whom the proxy vouches for can read, and the page shows who they are', async () => {
  const assertion = await provider.sign(claims())
  expect(await statusOf(assertion)).toBe(200)
  expect(JSON.parse((await ask(assertion, '/api/session')).text)).toEqual({
    mode: 'iap',
    subject: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
    name: 'ada@example.com',
    email: 'ada@example.com',
    expiresAt: new Date((seconds() + 600) * 1000).toISOString(),
  })
  expect((await desk.get('/auth/login?rd=%2Fsandbox%2Frules')).headers.location).toBe('/sandbox/rules')
  expect((await desk.get('/auth/login?rd=%2F%2Fevil.example')).headers.location).toBe('/')
  expect((await desk.ask('POST', '/auth/logout', { 'x-desk-request': '1' })).status).toBe(404)
})

test.each([
  'x-goog-authenticated-user-email',
  'x-forwarded-user',
  'x-forwarded-email',
  'x-auth-request-user',
  'remote-user',
  'x-remote-user',
  'authorization',
])('fault 53: %s alone says nothing', async name => {
  const reply = await desk.get(record, { [name]: 'ada@example.com' })
  expect([reply.status, reply.problem.code]).toEqual([401, 'unauthenticated'])
  expect(upstream.apiCalls).toHaveLength(0)
})

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each<[string, () => string | Promise<string>]>([
  ['nothing', () => ''],
  ['no JWT', () => 'ada@example.com'],
  ['no signature', () => `${part({ alg: 'none' })}.${part(claims())}.`],
  ['no signature, in other letters', () => `${part({ alg: 'nOnE' })}.${part(claims())}.`],
  ['its signature cut off', async () => `${(await provider.sign(claims())).split('.').slice(0, 2).join('.')}.`],
  [
    'another payload under the same signature',
    async () => (await provider.sign(claims())).replace(/\.[^.]+\./, `.${part(claims({ sub: 'admin' }))}.`),
  ],
  ["a stranger's signature", async () => provider.sign(claims(), { key: await strangersKey() })],
  [
    "a stranger's signature under the name of a published key",
    async () => {
      const published = JSON.parse(await (await fetch(provider.jwksUrl)).text()).keys[0]
      return provider.sign(claims(), { key: { ...(await strangersKey()), kid: published.kid } })
    },
  ],
  [
    'its own key in the header',
    async () => {
      const key = await strangersKey()
      return provider.sign(claims(), { key, header: { jwk: key.jwk, kid: undefined } })
    },
  ],
  [
    'an algorithm that is not on the list, by a published key',
    async () => {
      await provider.rotate('RS256')
      // Long enough for the key to be fetched.
      clock.advance(11_000)
      return provider.sign(claims())
    },
  ],
  [
    'the public key taken for a shared secret',
    async () => {
      const published = JSON.parse(await (await fetch(provider.jwksUrl)).text()).keys[0]
      const text = `${part({ alg: 'HS256', kid: published.kid })}.${part(claims())}`
      return `${text}.${createHmac('sha256', JSON.stringify(published)).update(text).digest('base64url')}`
    },
  ],
  ['another issuer', () => provider.sign(claims({ iss: 'https://iap.example/' }))],
  ['no issuer', () => provider.sign(claims({ iss: undefined }))],
  ['another audience', () => provider.sign(claims({ aud: '/projects/1/other' }))],
  ['an audience that only begins alike', () => provider.sign(claims({ aud: `${audience}/x` }))],
  ['several audiences', () => provider.sign(claims({ aud: [audience, 'other'] }))],
  ['no audience', () => provider.sign(claims({ aud: undefined }))],
  ['no subject', () => provider.sign(claims({ sub: undefined }))],
  ['an empty subject', () => provider.sign(claims({ sub: '' }))],
  ['no end', () => provider.sign(claims({ exp: undefined }))],
  ['no beginning', () => provider.sign(claims({ iat: undefined }))],
  ['an end 31 s ago', () => provider.sign(claims({ exp: seconds() - 31 }))],
  ['a beginning in 31 s', () => provider.sign(claims({ iat: seconds() + 31 }))],
  ['a "not before" in 31 s', () => provider.sign(claims({ nbf: seconds() + 31 }))],
  ['far too much of it', () => provider.sign(claims({ filler: 'x'.repeat(9000) }))],
])('fault 53: an assertion with %s lets nobody in', async (_name, make) => {
  const reply = await ask(await make())
  expect([reply.status, reply.problem.code]).toEqual([401, 'unauthenticated'])
  expect(upstream.apiCalls).toHaveLength(0)
})

test('fault 53: two assertions in one request are refused', async () => {
  const assertion = await provider.sign(claims())
  expect(await statusOf(`${assertion}, ${assertion}`)).toBe(401)
})

test.each([header, 'authorization', 'from'])(
  'fault 53: two assertions in two headers %s are none, also where Node would keep one of them',
  async name => {
    const own = await startDesk({ ...upstream, clock, signIn: iapAt(provider.jwksUrl, { header: name }) })
    const assertion = await provider.sign(claims())
    const once = rawGet('/api/session', [`${name}: ${assertion}`])
    expect((await sendRaw(own.port, once)).status).toBe(200)
    for (const other of [assertion, 'x', '']) {
      const twice = rawGet('/api/session', [`${name}: ${assertion}`, `${name.toUpperCase()}: ${other}`])
      expect((await sendRaw(own.port, twice)).status, other).toBe(401)
    }
    const reasons = own.log().flatMap(({ status, reason }) => (status === 401 ? [reason] : []))
    expect(reasons).toEqual(['assertion_twice', 'assertion_twice', 'assertion_twice'])
    await own.close()
  },
)

test('fault 53: clocks may differ by 30 s, and a verified assertion still expires', async () => {
  expect(await statusOf(await provider.sign(claims({ exp: seconds() - 29 })))).toBe(200)
  expect(await statusOf(await provider.sign(claims({ iat: seconds() + 29 })))).toBe(200)
  const assertion = await provider.sign(claims({ exp: seconds() + 10 }))
  expect(await statusOf(assertion)).toBe(200)
  clock.advance(39_000)
  expect(await statusOf(assertion)).toBe(200)
  clock.advance(1000)
  expect(await statusOf(assertion)).toBe(401)
})

test('fault 54: without keys nobody gets in or is asked to sign in; with them the server is ready', async () => {
  provider.answers.status = 500
  const own = await start()
  expect((await own.get('/readyz')).status).toBe(503)
  const assertion = await provider.sign(claims())
  const reply = await own.get(record, { [header]: assertion })
  expect([reply.status, reply.problem.code, reply.headers['retry-after']]).toEqual([503, 'internal', '5'])
  expect(upstream.apiCalls).toHaveLength(0)
  provider.answers.status = 200
  clock.advance(10_000)
  expect((await own.get(record, { [header]: assertion })).status).toBe(200)
  expect((await own.get('/readyz')).status).toBe(200)
  await own.close()
})

test('fault 54: keys that were fetched once last a day without their source, and no longer', async () => {
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  provider.answers.status = 503
  for (let hour = 1; hour < 24; hour++) {
    clock.advance(60 * minute)
    expect(await statusOf(await provider.sign(claims())), `${hour}`).toBe(200)
  }
  clock.advance(60 * minute)
  expect(await statusOf(await provider.sign(claims()))).toBe(503)
  expect(desk.log().some(({ event, reason }) => event === 'keys_unreachable' && reason === 'status_503')).toBe(true)
})

test('fault 54: a rotated key is fetched when it is first used, and the old one is then refused', async () => {
  const old = await provider.sign(claims({ sub: 'accounts:2' }))
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  await provider.rotate()
  clock.advance(11_000)
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  expect(await statusOf(old)).toBe(401)
})

test('fault 54: a thousand unknown keys cost the source one request in ten seconds', async () => {
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  const before = provider.keyRequests()
  const stranger = await strangersKey()
  clock.advance(11_000)
  for (let i = 0; i < 200; i++) {
    const forged = await provider.sign(claims(), { key: { ...stranger, kid: `unknown-${i}` } })
    expect(await statusOf(forged)).toBe(401)
  }
  expect(provider.keyRequests() - before).toBe(1)
})

test('fault 54: keys are fetched again every ten minutes, while people go on with the old ones', async () => {
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  const before = provider.keyRequests()
  clock.advance(11 * minute)
  expect(await statusOf(await provider.sign(claims()))).toBe(200)
  await eventually(() => provider.keyRequests() - before).toBe(1)
})
