/** Back-channel logout: the provider ends sessions here, on every replica, and nobody else can. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Desk } from '../testing/desk/desk.ts'
import {
  record,
  type SignedInDesk,
  sessionCookie,
  startSignedInDesk,
  statusAt,
} from '../testing/desk/signed-in-desk.ts'
import type { FakeClock } from '../testing/fake-clock.ts'
import { type Browser, createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, strangersKey } from '../testing/sign-in/fake-provider.ts'
import { logoutToken, providerSeconds, tell } from '../testing/sign-in/logout-tokens.ts'

const minute = 60_000

let all: SignedInDesk
let provider: FakeProvider
let clock: FakeClock
let desk: Desk
let browser: Browser
let replica: SignedInDesk['replica']

beforeEach(async () => {
  all = await startSignedInDesk()
  ;({ provider, clock, desk, browser, replica } = all)
})
afterEach(() => all.close())

test('back-channel logout of one sign-in ends its session on both replicas, and no other', async () => {
  const other = await replica()
  provider.answers.idToken = { sid: 'sid-1' }
  await browser.signIn(provider)
  provider.answers.idToken = { sid: 'sid-2' }
  const elsewhere = createBrowser(other)
  await elsewhere.signIn(provider)
  const reply = await tell(other, await logoutToken(provider, { sub: 'ada', sid: 'sid-1' }))
  expect([reply.status, reply.headers['cache-control']]).toEqual([200, 'no-store'])
  for (const one of [desk, other]) {
    expect(await statusAt(one, browser.cookies.get(sessionCookie))).toBe(401)
    expect(await statusAt(one, elsewhere.cookies.get(sessionCookie))).toBe(200)
  }
  const said = other.log().filter(({ event }) => event === 'backchannel_logout')
  expect(said).toMatchObject([{ msg: 'audit', subject: expect.any(String) }])
})

test('back-channel logout of a person ends all sessions until then; signing in again works', async () => {
  const other = await replica()
  await browser.signIn(provider)
  // Signed in just before by a machine of the provider whose clock is ahead.
  provider.answers.idToken = { iat: providerSeconds() + 4 }
  const second = createBrowser(other)
  await second.signIn(provider)
  provider.answers.idToken = { sub: 'grace' }
  const grace = createBrowser(other)
  await grace.signIn(provider)
  expect((await tell(desk, await logoutToken(provider, { sub: 'ada' }))).status).toBe(200)
  expect([(await browser.get(record)).status, (await second.get(record)).status]).toEqual([401, 401])
  expect((await grace.get(record)).status).toBe(200)
  provider.answers.idToken = { iat: providerSeconds() + 6 }
  await browser.signIn(provider)
  expect((await browser.get(record)).status).toBe(200)
})

test('a logout token is used once, and a replay of it ends nothing', async () => {
  const token = await logoutToken(provider, { sub: 'ada' })
  expect((await tell(desk, token)).status).toBe(200)
  const again = await tell(await replica(), token)
  expect([again.status, again.problem.code]).toEqual([400, 'bad_request'])
})

test('a logout token that was used is known for as long as one may be old, and is then refused for its age', async () => {
  const token = await logoutToken(provider, { sub: 'ada', exp: providerSeconds() + 3600 })
  const unused = await logoutToken(provider, { sub: 'ada', exp: providerSeconds() + 3600 })
  expect((await tell(desk, token)).status).toBe(200)
  // Five minutes, and the tolerance of half a minute.
  clock.advance(5 * minute + 20_000)
  expect((await tell(desk, token)).status).toBe(400)
  clock.advance(15_000)
  expect((await tell(desk, unused)).status).toBe(400)
  const refusals = desk.log().flatMap(({ reason, status }) => (status === 400 ? [reason] : []))
  expect(refusals).toEqual(['logout_token_used', 'logout_token_invalid'])
})

test.each<[string, () => Promise<string>]>([
  ['of a stranger', async () => logoutToken(provider, { sub: 'ada' }, { key: await strangersKey() })],
  ['of another issuer', () => logoutToken(provider, { sub: 'ada', iss: 'https://evil.example/' })],
  ['for another client', () => logoutToken(provider, { sub: 'ada', aud: 'other' })],
  ['that names nobody', () => logoutToken(provider, {})],
  ['without the event', () => logoutToken(provider, { sub: 'ada', events: {} })],
  ['with a nonce, as an ID token has', () => logoutToken(provider, { sub: 'ada', nonce: 'n' })],
  ['without an ID', () => logoutToken(provider, { sub: 'ada', jti: undefined })],
  ['that is over', () => logoutToken(provider, { sub: 'ada', exp: Math.floor(clock.date().getTime() / 1000) - 60 })],
  ['that is old', () => logoutToken(provider, { sub: 'ada', iat: Math.floor(clock.date().getTime() / 1000) - 600 })],
  ['of another type', () => logoutToken(provider, { sub: 'ada' }, { header: { typ: 'at+jwt' } })],
  [
    'without a signature',
    async () => `${(await logoutToken(provider, { sub: 'ada' })).split('.').slice(0, 2).join('.')}.`,
  ],
  ['that is none', async () => 'x'],
  [
    'that comes twice',
    async () => {
      const token = await logoutToken(provider, { sub: 'ada' })
      return `${token}&logout_token=${token}`
    },
  ],
  ['that is empty', async () => ''],
])('a logout token %s ends nothing', async (_name, make) => {
  await browser.signIn(provider)
  const reply = await tell(desk, await make())
  expect([reply.status, reply.problem.code]).toEqual([400, 'bad_request'])
  expect((await browser.get(record)).status).toBe(200)
})

test('a logout token signed by a key that the provider published just now is taken', async () => {
  await browser.signIn(provider)
  expect((await tell(desk, await logoutToken(provider, { sub: 'nobody' }))).status).toBe(200)
  await provider.rotate()
  clock.advance(11_000)
  expect((await tell(desk, await logoutToken(provider, { sub: 'ada' }))).status).toBe(200)
  expect((await browser.get(record)).status).toBe(401)
})

test('a logout token from the future is refused, and the log tells that from a forged one', async () => {
  const future = await logoutToken(provider, { sub: 'ada', iat: providerSeconds() + 60 })
  expect((await tell(desk, future)).status).toBe(400)
  expect((await tell(desk, await logoutToken(provider, { sub: 'ada', iat: providerSeconds() + 20 }))).status).toBe(200)
  const refusals = desk.log().flatMap(({ reason, status }) => (status === 400 ? [reason] : []))
  expect(refusals).toEqual(['logout_token_from_the_future'])
})
