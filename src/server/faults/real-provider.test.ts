/** Against oidc-provider as it is: one sign-in from end to end, and its logout told to two replicas. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { revokedInMemory } from '../auth/session/revoked-sessions.ts'
import { systemClock } from '../clock.ts'
import { Secret } from '../config/secret.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { createBrowser } from '../testing/network/browser.ts'
import {
  type IdentityProviderFixture,
  providerClient,
  startIdentityProvider,
} from '../testing/sign-in/identity-provider.ts'
import { oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'

let upstream: FakeUpstream
let provider: IdentityProviderFixture
let replicas: readonly Desk[]

beforeAll(async () => {
  upstream = await startFakeUpstream()
  provider = await startIdentityProvider()
  const signIn = oidcAt(new URL(provider.issuer.origin), {
    clientId: providerClient.id,
    clientSecret: new Secret(providerClient.secret),
    allowedGroups: ['support'],
  })
  const revoked = revokedInMemory(systemClock)
  replicas = await Promise.all([0, 1].map(() => startDesk({ ...upstream, revoked, signIn })))
  provider.register(...replicas.map(({ url }) => url))
})
afterEach(() => provider.behave({}))
afterAll(async () => {
  for (const desk of replicas) await desk.close()
  await provider.close()
  await upstream.close()
})

/** Goes through the provider's pages with the cookies it sets, up to where it sends the browser back to us. */
async function throughProvider(from: string, account: string): Promise<URL> {
  const jar = new Map<string, string>()
  let url = new URL(from)
  for (let step = 0; step < 8 && url.origin === provider.issuer.origin; step++) {
    const isForm = url.pathname.startsWith('/interaction/')
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(pair => pair.join('=')).join('; ') },
      ...(isForm && { method: 'POST', body: new URLSearchParams({ account }) }),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    url = new URL(reply.headers.get('location') ?? 'about:blank', url)
  }
  return url
}

async function signIn(desk: Desk, account: string) {
  const browser = createBrowser(desk)
  const back = await throughProvider((await browser.leave('/sandbox/rules')).href, account)
  expect(back.origin).toBe(desk.url)
  return { browser, back, reply: await browser.get(back.pathname + back.search) }
}

test('a sign-in goes from end to end, groups included', async () => {
  const [desk] = replicas as [Desk]
  const { browser, reply } = await signIn(desk, 'ada')
  expect([reply.status, reply.headers.location]).toEqual([303, '/sandbox/rules'])
  expect(JSON.parse((await browser.get('/api/session')).text)).toMatchObject({ name: 'Ada', email: 'ada@example.com' })
  expect((await signIn(desk, 'outsider')).reply.status).toBe(403)
})

test('fault 49: a code works once, and only with the state of its attempt', async () => {
  const [desk] = replicas as [Desk]
  const browser = createBrowser(desk)
  const [one, two] = [await browser.leave(), await browser.leave()]
  const back = await throughProvider(one.href, 'ada')
  const swapped = new URLSearchParams(back.search)
  swapped.set('state', two.searchParams.get('state') ?? '')
  // The provider finds that the verifier is not the one that this code was asked for with.
  expect((await browser.get(`/auth/callback?${swapped}`)).status).toBe(400)
  expect(browser.cookies.has('__Host-session')).toBe(false)
  const copied = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  expect((await browser.get(back.pathname + back.search)).status).toBe(303)
  // Who copied cookie and address comes too late: the provider takes a code once.
  const late = await desk.get(back.pathname + back.search, { cookie: copied })
  expect([late.status, String(late.headers['set-cookie']).includes('__Host-session')]).toEqual([400, false])
})

test('its back-channel logout, told to one replica, ends the session on both within a second', async () => {
  const [one, two] = replicas as [Desk, Desk]
  const ada = await signIn(one, 'ada')
  const grace = await signIn(two, 'grace')
  const cookie = `__Host-session=${ada.browser.cookies.get('__Host-session')}`
  for (const desk of replicas) expect((await desk.get(record, { cookie })).status).toBe(200)
  // The provider tells the replica that it knows, which is the last one registered.
  await provider.logOut('ada')
  for (const desk of replicas) expect((await desk.get(record, { cookie })).status).toBe(401)
  expect((await grace.browser.get(record)).status).toBe(200)
  expect(two.log().some(({ event }) => event === 'backchannel_logout')).toBe(true)
})

const denials = (desk: Desk) => desk.log().flatMap(({ event, reason }) => (event === 'denied' ? [reason] : []))

test.each<[string, unknown, number]>([
  ['as a list', ['support'], 303],
  ['as one text', 'support', 303],
  ['as text with commas', 'staff,support', 303],
  ['as JSON text', '["staff","support"]', 303],
  ['as objects', [{ name: 'support' }], 303],
  ['with spaces between them', 'staff support', 403],
])('groups %s: in user-info, plain and signed, and in the ID token', async (_how, groups, status) => {
  const [desk] = replicas as [Desk]
  for (const claimsIn of ['user-info', 'signed-user-info', 'id-token'] as const) {
    provider.behave({ claims: { groups }, claimsIn })
    const { reply, browser } = await signIn(desk, 'erin')
    expect(reply.status, claimsIn).toBe(status)
    if (status !== 303) expect(denials(desk).at(-1), claimsIn).toBe('groups_in_one_text')
    else expect(JSON.parse((await browser.get('/api/session')).text), claimsIn).toMatchObject({ name: 'Erin' })
  }
})

test.each<[string, object, string]>([
  ['no groups', { groups: undefined }, 'no_groups_sent'],
  ['an object', { groups: { support: true } }, 'groups_unreadable'],
])('%s: nobody gets in, and the cause is named', async (_what, claims, reason) => {
  const [desk] = replicas as [Desk]
  for (const claimsIn of ['user-info', 'signed-user-info', 'id-token'] as const) {
    provider.behave({ claims: { ...claims }, claimsIn })
    expect((await signIn(desk, 'erin')).reply.status, claimsIn).toBe(403)
    expect(denials(desk).at(-1), claimsIn).toBe(reason)
  }
})

test('a wrong secret is named as the cause', async () => {
  const wrong = oidcAt(new URL(provider.issuer.origin), { clientId: providerClient.id, clientSecret: new Secret('no') })
  const own = await startDesk({ ...upstream, signIn: wrong })
  provider.register(own.url)
  const { reply } = await signIn(own, 'erin')
  provider.register(...replicas.map(({ url }) => url))
  expect(reply.status).toBe(503)
  expect(reply.problem.detail).toContain("doesn't accept this dashboard's client ID or secret")
  expect(own.log().findLast(({ event }) => event === 'sign_in_failed')?.reason).toBe('invalid_client')
  await own.close()
})

test('another name of its host is not its issuer, and both are named', async () => {
  const configured = new URL(`http://127.0.0.1:${provider.issuer.port}`)
  const own = await startDesk({ ...upstream, signIn: oidcAt(configured) })
  const reply = await own.get('/auth/login')
  expect([reply.status, reply.problem.detail]).toEqual([
    503,
    expect.stringContaining(`calls itself “${provider.issuer.origin}”, but OIDC_ISSUER is “${configured.href}”.`),
  ])
  await own.close()
})
