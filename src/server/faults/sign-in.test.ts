/** Signing in at a provider: what gets through, and everything that must not. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { trustNetworks } from '../http/door/forwarded.ts'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, startFakeProvider, strangersKey } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let provider: FakeProvider
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  desk = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer, { allowedGroups: ['support', 'ops'] }) })
  provider.answers.idToken = { groups: ['staff', 'support'], name: 'Ada Lovelace', email: 'ada@example.com' }
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const record = '/api/sandbox/v2/orchestration/orchestrations/id-1'
const audit = () => desk.log().filter(({ msg }) => msg === 'audit')
const html = { accept: 'text/html,application/xhtml+xml' }

test('a ticket link opened signed out: the page without data, the sign-in, the same address, the data', async () => {
  const address = '/sandbox/orchestrations/id-1?seen=FAILED~20260420T123410Z'
  const browser = createBrowser(desk)
  expect((await browser.get(address)).status).toBe(200)
  const refused = await browser.get(record)
  expect([refused.status, refused.problem.code]).toEqual([401, 'unauthenticated'])
  expect(upstream.apiCalls).toHaveLength(0)

  const there = await browser.leave(address)
  expect(there.origin).toBe(provider.issuer.origin)
  const asked = Object.fromEntries(there.searchParams)
  expect(asked).toMatchObject({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: `http://127.0.0.1:${desk.port}/auth/callback`,
    scope: 'openid profile email',
    code_challenge_method: 'S256',
  })
  const back = await browser.comeBack(there, provider)
  expect([back.status, back.headers.location]).toEqual([303, address])
  expect((await browser.get(record)).status).toBe(200)
  const session = JSON.parse((await browser.get('/api/session')).text)
  expect(session).toEqual({
    mode: 'oidc',
    subject: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  // The attempt is forgotten, and what is left is the session.
  expect([...browser.cookies.keys()]).toEqual(['__Host-session'])
  expect(provider.tokenRequests[0]?.get('grant_type')).toBe('authorization_code')
})

test('cookies are of this host, over TLS, out of reach of scripts; a link from a ticket brings the session', async () => {
  const browser = createBrowser(desk)
  await browser.signIn(provider)
  for (const line of browser.setCookies) expect(line).toMatch(/^__Host-[^;]+; Path=\/; Secure; HttpOnly; SameSite=/)
  const [attempt, , session] = browser.setCookies
  expect(attempt).toMatch(/^__Host-tx-[A-Za-z0-9_-]{12}=.+; SameSite=Lax; Max-Age=600$/)
  expect(session).toMatch(/^__Host-session=.+; SameSite=Lax$/)
  expect(session).not.toContain('ada')
})

test('without a session the API answers nothing, and Paxos is not called', async () => {
  const paths = [record, '/api/status', '/api/session', '/api/sandbox/v2/events', '/api/sandbox/v2/orchestration/rules']
  for (const path of paths) {
    const reply = await desk.get(path)
    expect([reply.status, reply.problem.code], path).toEqual([401, 'unauthenticated'])
  }
  expect(upstream.apiCalls.length + upstream.tokenCalls.length).toBe(0)
  for (const path of ['/sandbox', '/favicon.svg', '/livez', '/readyz']) {
    expect((await desk.get(path)).status, path).toBe(200)
  }
  const report = await desk.ask('POST', '/api/csp-report', { 'content-type': 'application/json' }, '{}')
  expect(report.status).toBe(204)
})

test('names come from the user-info endpoint where the ID token has none', async () => {
  provider.answers.idToken = {}
  provider.answers.userInfo = { groups: ['ops'], preferred_username: 'grace' }
  const browser = createBrowser(desk)
  expect((await browser.signIn(provider)).status).toBe(303)
  expect(JSON.parse((await browser.get('/api/session')).text)).toMatchObject({ name: 'grace' })
})

test('user-info about someone else signs nobody in', async () => {
  provider.answers.idToken = {}
  provider.answers.userInfo = { sub: 'grace', groups: ['ops'] }
  const browser = createBrowser(desk)
  expect((await browser.signIn(provider)).status).toBe(400)
  expect(browser.cookies.has('__Host-session')).toBe(false)
})

test('signed claims win over the user-info endpoint', async () => {
  provider.answers.idToken = { groups: ['staff'] }
  provider.answers.userInfo = { groups: ['ops'] }
  const browser = createBrowser(desk)
  expect((await browser.signIn(provider)).status).toBe(403)
})

test.each<[string, object, string, string]>([
  ['other groups', { groups: ['staff', 'supporters'] }, 'not_in_an_allowed_group', 'not in a group that may use it'],
  ['a group in other letters', { groups: ['Support'] }, 'not_in_an_allowed_group', 'not in a group that may use it'],
  ['a group with spaces', { groups: 'payments staff' }, 'not_in_an_allowed_group', 'not in a group that may use it'],
  ['no group', {}, 'no_groups_sent', 'sent no groups for your account (claim &quot;groups&quot;)'],
  ['an empty list', { groups: [] }, 'no_groups_sent', 'sent no groups for your account'],
  [
    'groups that are not a list',
    { groups: { support: true } },
    'groups_unreadable',
    'in a form that this dashboard can&#39;t read',
  ],
  [
    'a group in a list in the list',
    { groups: [['support']] },
    'groups_unreadable',
    'in a form that this dashboard can&#39;t read',
  ],
  ['groups separated by spaces', { groups: 'staff support' }, 'groups_in_one_text', 'as one text'],
  ['groups separated by semicolons', { groups: 'staff;support' }, 'groups_in_one_text', 'as one text'],
  [
    'too many groups at Entra',
    { _claim_names: { groups: 'src1' } },
    'groups_overage',
    'in more groups than the identity provider puts into a token',
  ],
  ['too many groups at Entra, said in short', { hasgroups: true }, 'groups_overage', 'in more groups than'],
])('someone with %s is told why in plain words, and gets no session', async (_name, idToken, reason, cause) => {
  provider.answers.idToken = { name: canaries.personName, email: canaries.personEmail, ...idToken }
  const browser = createBrowser(desk)
  const reply = await browser.comeBack(await browser.leave('/sandbox/rules'), provider, undefined, html)
  expect(reply.status).toBe(403)
  expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(reply.text).toContain('<h1>You aren&#39;t allowed to use this dashboard.</h1>')
  expect(reply.text).toContain(cause)
  expect(reply.text).toContain('href="/auth/login?rd=%2Fsandbox%2Frules&amp;again=1"')
  expect([...browser.cookies.keys()]).toEqual([])
  expect((await browser.get(record)).status).toBe(401)
  expect(audit()).toMatchObject([{ event: 'denied', reason, subject: expect.any(String) }])
  const problems = desk.log().filter(({ event }) => event === 'sign_in_problem')
  const line = { level: 40, reason, requestId: audit()[0]?.requestId, claim: 'groups' }
  expect(problems).toMatchObject(reason === 'not_in_an_allowed_group' ? [] : [line])
})

test.each<[string, object]>([
  ['as one text', { groups: 'support' }],
  ['as text with commas', { groups: 'staff,support' }],
  ['as text with commas and spaces', { groups: 'staff, support' }],
  ['as JSON text', { groups: '["staff","support"]' }],
  ['as objects', { groups: [{ id: '1', name: 'support' }] }],
  ['as JSON text of objects', { groups: '[{"name":"support"}]' }],
  ['too many in the token, yet listed', { groups: ['support'], hasgroups: true }],
])('someone whose groups come %s gets in', async (_how, groups) => {
  provider.answers.idToken = { name: 'Ada', email: 'ada@example.com', ...groups }
  const browser = createBrowser(desk)
  expect((await browser.signIn(provider)).status).toBe(303)
  expect((await browser.get(record)).status).toBe(200)
})

test('a group that is an LDAP name gets in by exactly that name', async () => {
  const group = 'CN=support,OU=groups,DC=example'
  const own = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer, { allowedGroups: [group] }) })
  for (const [groups, status] of [
    [group, 303],
    [[group], 303],
    [JSON.stringify([group]), 303],
    ['CN=support', 403],
    ['CN=support,OU=groups', 403],
    [[group.toLowerCase()], 403],
  ] as const) {
    provider.answers.idToken = { groups }
    expect((await createBrowser(own).signIn(provider)).status, JSON.stringify(groups)).toBe(status)
  }
  await own.close()
})

test('who was denied may choose another account', async () => {
  const { headers } = await desk.get('/auth/login?rd=%2F&again=1')
  expect(new URL(headers.location ?? '').searchParams.get('prompt')).toBe('login')
})

test('the log names people by an opaque ID, and holds no name, address, code, token or cookie', async () => {
  provider.answers.idToken = { groups: ['ops'], sub: 'ada@corp.example', name: canaries.personName }
  provider.answers.userInfo = { sub: 'ada@corp.example', email: canaries.personEmail }
  const browser = createBrowser(desk)
  await browser.signIn(provider)
  const cookie = browser.cookies.get('__Host-session') ?? 'none'
  for (let i = 0; i < 3; i++) await browser.get(record)
  await browser.get('/api/sandbox/v2/orchestration/orchestrations?orchestration_id=id-2&orchestration_id=id-3&limit=2')
  await browser.post('/auth/logout', { 'x-desk-request': '1' })
  const subject = expect.stringMatching(/^[A-Za-z0-9_-]{16}$/)
  expect(audit()).toMatchObject([
    { event: 'sign_in', subject, address: '127.0.0.1' },
    { event: 'read', subject, environment: 'sandbox', endpoint: 'orchestration', ids: ['id-1'] },
    { event: 'read', subject, environment: 'sandbox', endpoint: 'orchestrations', ids: ['id-2', 'id-3'] },
    { event: 'sign_out', subject },
  ])
  expect(new Set(audit().map(line => line.subject)).size).toBe(1)
  expect(JSON.stringify(desk.log())).not.toMatch(new RegExp(`corp.example|${cookie.slice(0, 60)}|id_token`))
})

test('fault 48: five tabs sign in at once, each to its own address; a sixth takes the place of the oldest', async () => {
  const clock = fakeClock()
  const own = await startDesk({ ...upstream, clock, signIn: oidcAt(provider.issuer) })
  const browser = createBrowser(own)
  const tabs: URL[] = []
  for (let tab = 0; tab < 6; tab++) {
    tabs.push(await browser.leave(`/sandbox/orchestrations/tab-${tab}`))
    clock.advance(1000)
  }
  expect(browser.cookies.size).toBe(5)
  // In another order than they left.
  for (const tab of [5, 1, 3, 2, 4]) {
    provider.answers.idToken = {}
    const reply = await browser.comeBack(tabs[tab] as URL, provider)
    expect([reply.status, reply.headers.location]).toEqual([303, `/sandbox/orchestrations/tab-${tab}`])
  }
  provider.answers.idToken = {}
  expect((await browser.comeBack(tabs[0] as URL, provider)).status).toBe(400)
  expect((await browser.get(record)).status).toBe(200)
  await own.close()
})

test('fault 49: a callback works once: replayed, it asks the provider for nothing', async () => {
  const browser = createBrowser(desk)
  const there = await browser.leave()
  expect((await browser.comeBack(there, provider)).status).toBe(303)
  const again = await browser.comeBack(there, provider)
  expect([again.status, again.problem.code]).toEqual([400, 'bad_request'])
  expect(provider.tokenRequests).toHaveLength(1)
})

test.each<[string, (query: URLSearchParams) => void]>([
  ['another state', query => query.set('state', 'x'.repeat(43))],
  [
    'a state that only begins alike',
    query => query.set('state', `${query.get('state')?.slice(0, 20)}${'x'.repeat(23)}`),
  ],
  ['no state', query => query.delete('state')],
  ['two states', query => query.append('state', 'x')],
  ['another iss', query => query.set('iss', 'https://evil.example/')],
  ['no iss where it was promised', query => query.delete('iss')],
  ['no code', query => query.delete('code')],
])('fault 49: a way back with %s signs nobody in', async (_name, change) => {
  const browser = createBrowser(desk)
  const reply = await browser.comeBack(await browser.leave(), provider, change)
  expect([reply.status, reply.problem.code]).toEqual([400, 'bad_request'])
  expect(browser.cookies.has('__Host-session')).toBe(false)
  expect(provider.tokenRequests).toHaveLength(0)
})

test('fault 49: a forged callback does not use up the attempt', async () => {
  const browser = createBrowser(desk)
  const there = await browser.leave()
  expect((await browser.comeBack(there, provider, query => query.append('state', 'x'))).status).toBe(400)
  const forged = (query: URLSearchParams) => query.set('state', `${query.get('state')?.slice(0, 20)}${'x'.repeat(23)}`)
  expect((await browser.comeBack(there, provider, forged)).status).toBe(400)
  expect((await browser.comeBack(there, provider)).status).toBe(303)
})

test.each<[string, () => unknown]>([
  ['another nonce', () => ({ idToken: { nonce: 'x'.repeat(43) } })],
  ['another issuer', () => ({ idToken: { iss: 'https://evil.example/' } })],
  ['another audience', () => ({ idToken: { aud: 'other' } })],
  ['several audiences and no party', () => ({ idToken: { aud: ['other', clientId] } })],
  ['no subject', () => ({ idToken: { sub: undefined } })],
  ['an end an hour ago', () => ({ idToken: { exp: Math.floor(Date.now() / 1000) - 3600 } })],
  ['the signature of a stranger', async () => ({ signWith: { key: await strangersKey() } })],
])('fault 49: an ID token with %s signs nobody in', async (_name, answers) => {
  const browser = createBrowser(desk)
  const there = await browser.leave()
  const { idToken, ...rest } = (await answers()) as FakeProvider['answers']
  provider.answers.idToken = { ...provider.answers.idToken, ...idToken }
  Object.assign(provider.answers, rest)
  const reply = await browser.comeBack(there, provider)
  expect([reply.status, reply.problem.code]).toEqual([400, 'bad_request'])
  expect(browser.cookies.has('__Host-session')).toBe(false)
  expect(audit()).toMatchObject([{ event: 'sign_in_failed', reason: expect.stringMatching(/^oauth_\w+$/) }])
})

test('fault 49: each attempt has its own verifier', async () => {
  const browser = createBrowser(desk)
  const challenges: (string | null)[] = []
  const others: (string | null)[] = []
  for (const _tab of [1, 2]) {
    const there = await browser.leave()
    others.push(there.searchParams.get('nonce'), there.searchParams.get('state'))
    challenges.push(there.searchParams.get('code_challenge'))
    provider.answers.idToken = { groups: ['ops'] }
    await browser.comeBack(there, provider)
  }
  const digest = async (text: string) =>
    Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64url')
  const verifiers = provider.tokenRequests.map(form => form.get('code_verifier') ?? '')
  expect(await Promise.all(verifiers.map(digest))).toEqual(challenges)
  expect(new Set(verifiers).size).toBe(2)
  expect(new Set(others).size).toBe(4)
})

test('fault 49: an attempt belongs to one browser, for ten minutes', async () => {
  const clock = fakeClock()
  const own = await startDesk({ ...upstream, clock, signIn: oidcAt(provider.issuer) })
  const browser = createBrowser(own)
  const there = await browser.leave()
  expect((await createBrowser(own).comeBack(there, provider)).status).toBe(400)
  clock.advance(10 * 60_000)
  expect((await browser.comeBack(there, provider)).status).toBe(400)
  // Nor does a clock that is set back make it live longer.
  clock.jump(-20 * 60_000)
  expect((await browser.comeBack(there, provider)).status).toBe(400)
  expect(provider.tokenRequests).toHaveLength(0)
  await own.close()
})

test('fault 50: a session planted before the sign-in is not the session after it, and ends with it', async () => {
  const attacker = createBrowser(desk)
  await attacker.signIn(provider)
  const planted = attacker.cookies.get('__Host-session') ?? ''
  const victim = createBrowser(desk)
  victim.cookies.set('__Host-session', planted)
  provider.answers.idToken = { sub: 'victim', groups: ['ops'] }
  await victim.signIn(provider)
  expect(victim.cookies.get('__Host-session')).not.toBe(planted)
  expect((await victim.get(record)).status).toBe(200)
  expect((await attacker.get(record)).status).toBe(401)
})

test('fault 50: two sign-ins of one person have two sessions', async () => {
  const [one, two] = [createBrowser(desk), createBrowser(desk)]
  await one.signIn(provider)
  await two.signIn(provider)
  expect(one.cookies.get('__Host-session')).not.toBe(two.cookies.get('__Host-session'))
  await one.post('/auth/logout', { 'x-desk-request': '1' })
  expect((await one.get(record)).status).toBe(401)
  expect((await two.get(record)).status).toBe(200)
})

test("someone who declines at the provider is told so, in this server's words only", async () => {
  const browser = createBrowser(desk)
  const there = await browser.leave()
  const query = new URLSearchParams({
    error: 'access_denied',
    error_description: `<script>${canaries.personName}</script>`,
    state: there.searchParams.get('state') ?? '',
    iss: provider.issuer.href,
  })
  const reply = await browser.get(`/auth/callback?${query}`, html)
  expect(reply.status).toBe(403)
  expect(reply.text).toContain('Your company&#39;s identity provider denied the sign-in.')
  expect(reply.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'/,
  )
  expect(audit()).toMatchObject([{ event: 'sign_in_failed', reason: 'access_denied' }])
})

test('fault 37: behind a trusted proxy, forged headers change neither address nor redirect', async () => {
  const publicUrl = new URL('https://desk.example.com')
  const app = { publicUrl, isTrusted: trustNetworks(['127.0.0.1']) }
  const spoofed = {
    host: 'desk.example.com',
    'x-forwarded-for': '203.0.113.5, 198.51.100.9',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-user': 'admin',
    forwarded: 'host=evil.example',
  }
  const [open, closed] = [
    await startDesk({ ...upstream, signIn: oidcAt(provider.issuer), app: { publicUrl } }),
    await startDesk({ ...upstream, signIn: oidcAt(provider.issuer), app }),
  ]
  // From a stranger all of it is ignored.
  const { headers } = await open.get('/auth/login', spoofed)
  expect(new URL(headers.location ?? '').searchParams.get('redirect_uri')).toBe(
    'https://desk.example.com/auth/callback',
  )
  expect((await open.get(record, spoofed)).status).toBe(401)
  // One of our proxies is believed: this request was not for us.
  const refused = await closed.get('/auth/login', spoofed)
  expect([refused.status, refused.problem.code]).toEqual([403, 'forbidden'])
  const { 'x-forwarded-host': _evil, ...rest } = spoofed
  expect((await closed.get('/auth/login', rest)).status).toBe(303)
  const addressOf = (one: Desk) => one.log().flatMap(({ msg, address }) => (msg === 'audit' ? [address] : []))
  expect((await open.get('/sandbox', { ...spoofed, host: 'evil.example' })).status).toBe(403)
  expect([addressOf(open), addressOf(closed)]).toEqual([['127.0.0.1'], ['198.51.100.9']])
  expect((await open.get('/sandbox', { host: 'desk.example.com' })).headers['strict-transport-security']).toBeDefined()
  await open.close()
  await closed.close()
})

test('fault 56: a provider that is down: not ready until it has been reached, then sessions go on without it', async () => {
  provider.answers.status = 503
  const own = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer) })
  expect((await own.get('/readyz')).status).toBe(503)
  const browser = createBrowser(own)
  const reply = await browser.get('/auth/login?rd=%2Fsandbox%2Frules', html)
  expect(reply.status).toBe(503)
  expect(reply.text).toContain('Can&#39;t reach your company&#39;s identity provider.')
  expect(reply.text).toContain('href="/auth/login?rd=%2Fsandbox%2Frules"')
  expect((await own.get('/livez')).status).toBe(200)
  // It looks again by itself.
  provider.answers.status = 200
  await eventually(async () => (await own.get('/readyz')).status).toBe(200)
  provider.answers.idToken = {}
  await browser.signIn(provider)
  provider.answers.status = 503
  expect((await own.get('/readyz')).status).toBe(200)
  expect((await browser.get(record)).status).toBe(200)
  expect((await browser.comeBack(await browser.leave(), provider, undefined, html)).status).toBe(503)
  expect((await browser.get(record)).status).toBe(200)
  await own.close()
})
