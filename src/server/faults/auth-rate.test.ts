/** `/auth/*` asked for without end: refused in words, for a while, and nobody else is kept out. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { trustNetworks } from '../http/door/forwarded.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { record } from '../testing/desk/signed-in-desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { logoutToken } from '../testing/sign-in/logout-tokens.ts'
import { clientId, iapAt, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let provider: FakeProvider
let clock: FakeClock
let desk: Desk

/** Behind a trusted proxy, so that a test can send from any address. */
const app = { isTrusted: trustNetworks(['127.0.0.1']) }

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  clock = fakeClock()
  // The library that reads tokens has the machine's clock.
  clock.jump(Date.now() - clock.date().getTime())
  desk = await startDesk({ ...upstream, clock, signIn: oidcAt(provider.issuer), app })
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const from = (address: string) => ({ 'x-forwarded-for': address })
const login = (address: string, headers = {}) => desk.get('/auth/login', { ...from(address), ...headers })

/** The statuses of that many at once. */
async function statuses(count: number, ask: (at: number) => Promise<{ status: number }>): Promise<Map<number, number>> {
  const counted = new Map<number, number>()
  for (let done = 0; done < count; done += 50) {
    const some = Array.from({ length: Math.min(50, count - done) }, (_, at) => ask(done + at))
    for (const { status } of await Promise.all(some)) counted.set(status, (counted.get(status) ?? 0) + 1)
  }
  return counted
}

test('a client may begin 300 times at once and ten times a second, and is told in words when it may go on', async () => {
  expect(await statuses(320, () => login('203.0.113.5'))).toEqual(
    new Map([
      [303, 300],
      [429, 20],
    ]),
  )
  const address = '/auth/login?rd=%2Fsandbox%2Frules'
  const page = await desk.get(address, { ...from('203.0.113.5'), accept: 'text/html' })
  expect([page.status, page.headers['retry-after'], page.headers['content-type']]).toEqual([
    429,
    '1',
    'text/html; charset=utf-8',
  ])
  expect(page.text).toContain('<h1>Too many sign-ins from your network.</h1>')
  expect(page.text).toContain('Wait a second, then try again.')
  expect(page.text).toContain(`href="${address}"`)
  const { problem } = await login('203.0.113.5')
  expect(problem).toMatchObject({ code: 'user_rate_limited', retryAfter: 1 })
  // Others hardly notice.
  expect((await login('203.0.113.6')).status).toBe(303)
  clock.advance(1000)
  expect(await statuses(12, () => login('203.0.113.5'))).toEqual(
    new Map([
      [303, 10],
      [429, 2],
    ]),
  )
})

test('someone signed in reads on, and every address below /auth counts', async () => {
  const ask: Desk['ask'] = (method, path, headers) => desk.ask(method, path, { ...from('203.0.113.5'), ...headers })
  const browser = createBrowser({ ask })
  await browser.signIn(provider)
  const addresses = ['/auth/login', '/auth/callback?state=x', '/auth/callback?code=x&state=y']
  const askOne = (at: number) => desk.get(addresses[at % 3] ?? '', from('203.0.113.5'))
  await statuses(300, askOne)
  for (const at of addresses.keys()) expect((await askOne(at)).status, addresses[at]).toBe(429)
  expect((await browser.post('/auth/logout', { 'x-desk-request': '1' })).status).toBe(429)
  expect((await browser.get(record)).status).toBe(200)
  expect((await browser.get('/sandbox')).status).toBe(200)
})

test('one IPv6 network is one client, and IPv4 written as IPv6 is IPv4', async () => {
  await statuses(300, at => login(`2001:db8:1:2::${at.toString(16)}`))
  expect((await login('2001:db8:1:2:ffff::1')).status).toBe(429)
  expect((await login('2001:db8:1:3::1')).status).toBe(303)
  await statuses(300, () => login('::ffff:203.0.113.7'))
  expect((await login('203.0.113.7')).status).toBe(429)
})

test('the provider may end many sessions at once, also while strangers send rubbish from everywhere', async () => {
  const many = { client: { burst: 60, perSecond: 1 }, all: { burst: 100, perSecond: 1 } }
  const own = await startDesk({
    ...upstream,
    clock,
    signIn: oidcAt(provider.issuer),
    app,
    authRates: { people: many, provider: many },
  })
  const browser = createBrowser(own)
  await browser.signIn(provider)
  const told = (address: string, token: string) => {
    const headers = { ...from(address), 'content-type': 'application/x-www-form-urlencoded' }
    return own.ask('POST', '/auth/backchannel-logout', headers, `logout_token=${token}`)
  }
  expect((await told('192.0.2.1', await logoutToken(provider, { sub: 'p0' }))).status).toBe(200)
  const rubbish = await statuses(150, at => told(`203.0.113.${at}`, 'x'))
  expect(rubbish).toEqual(
    new Map([
      [400, 99],
      [429, 51],
    ]),
  )
  const tokens = await Promise.all(Array.from({ length: 58 }, (_, at) => logoutToken(provider, { sub: `p${at}` })))
  expect(await statuses(58, at => told('192.0.2.1', tokens[at] ?? ''))).toEqual(new Map([[200, 58]]))
  expect((await told('192.0.2.1', await logoutToken(provider, { sub: 'ada' }))).status).toBe(200)
  expect((await browser.get(record)).status).toBe(401)
  // One client has a rate all the same, and is told when it may go on.
  expect((await told('192.0.2.1', await logoutToken(provider, { sub: 'ada' }))).problem.retryAfter).toBe(1)
  expect((await own.get('/auth/login', from('203.0.113.1'))).status).toBe(303)
  await own.close()
})

test('with a signing proxy in front, the way to the sign-in has the same rate', async () => {
  const own = await startDesk({ ...upstream, clock, signIn: iapAt(provider.jwksUrl), app })
  const counted = await statuses(310, () => own.get('/auth/login', from('203.0.113.5')))
  expect(counted).toEqual(
    new Map([
      [303, 300],
      [429, 10],
    ]),
  )
  await own.close()
})
