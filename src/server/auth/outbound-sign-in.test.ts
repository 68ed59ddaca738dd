/** Everything that sign-in calls is called through the proxy for calls out. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Secret } from '../config/secret.ts'
import { createOutbound, type Outbound } from '../outbound.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { type ConnectProxy, startConnectProxy } from '../testing/network/connect-proxy.ts'
import { startTlsFront, type TlsFront } from '../testing/network/tls-front.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { logoutToken, tell } from '../testing/sign-in/logout-tokens.ts'
import { clientId, iap, iapAt, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

const issuer = new URL('https://login.company.test/')
const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'

let upstream: FakeUpstream
let provider: FakeProvider
let front: TlsFront
let proxy: ConnectProxy
let outbound: Outbound
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId, issuer)
  front = await startTlsFront('*.company.test', provider.port)
  proxy = await startConnectProxy(host => (host === issuer.hostname ? front.port : undefined))
  outbound = createOutbound({
    httpsProxy: new Secret(`http://127.0.0.1:${proxy.port}`),
    httpProxy: undefined,
    noProxy: undefined,
  })
})
afterEach(async () => {
  await desk.close()
  await outbound.close()
  await proxy.close()
  await front.close()
  await provider.close()
  await upstream.close()
})

const start = (signIn: Parameters<typeof startDesk>[0]['signIn']) => {
  const clock = fakeClock()
  // The library that reads ID tokens has the machine's clock.
  clock.jump(Date.now() - clock.date().getTime())
  return startDesk({ ...upstream, clock, ...(signIn && { signIn }), connection: { outbound } })
}
const targets = () => [...new Set(proxy.tunnels.map(({ target }) => target))]

test('a sign-in at a provider: its configuration, keys, token and user-info endpoint, and the keys of logout tokens', async () => {
  desk = await start(oidcAt(issuer))
  const browser = createBrowser(desk)
  provider.answers.userInfo = { name: 'Ada' }
  await browser.signIn(provider)
  expect((await browser.get(record)).status).toBe(200)
  expect((await browser.get('/api/session')).text).toContain('Ada')
  const keys = provider.keyRequests()
  expect(keys).toBeGreaterThan(0)
  expect((await tell(desk, await logoutToken(provider, { sub: 'ada' }))).status).toBe(200)
  expect(provider.keyRequests()).toBeGreaterThan(keys)
  expect(provider.tokenRequests).toHaveLength(1)
  // The name resolves nowhere: what was reached was reached through the proxy.
  expect(targets()).toEqual(['login.company.test:443'])
  expect(proxy.forwarded).toEqual([])
})

test('the keys of a proxy in front', async () => {
  desk = await start(iapAt(provider.jwksUrl))
  await eventually(async () => (await desk.get('/readyz')).status).toBe(200)
  expect(targets()).toEqual(['login.company.test:443'])
  const seconds = Math.floor(Date.now() / 1000)
  const claims = { iss: iap.issuer, aud: iap.audience, sub: 'a', iat: seconds, exp: seconds + 60 }
  expect((await desk.get(record, { [iap.header]: await provider.sign(claims) })).status).toBe(200)
})

test('a proxy that refuses is why the provider is not found', async () => {
  proxy.mode = 407
  desk = await start(oidcAt(issuer))
  await eventually(() => desk.log().find(({ event }) => event === 'provider_unreachable')).toBeDefined()
  expect((await desk.get('/readyz')).status).toBe(503)
})
