/** Providers as they are: each gets people in where it can, and else the cause is named, to the person and in the log. */
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { eventually } from '../testing/eventually.ts'
import { type Browser, createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, startFakeProvider, strangersKey } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, sendJson, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let provider: FakeProvider
let desk: Desk
let browser: Browser

const html = { accept: 'text/html' }

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  desk = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer, { allowedGroups: ['support'] }) })
  browser = createBrowser(desk)
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const seconds = () => Math.floor(Date.now() / 1000)
const session = async () => JSON.parse((await browser.get('/api/session')).text)
const comeBack = async (change?: (query: URLSearchParams) => void) =>
  browser.comeBack(await browser.leave(), provider, change, html)
const lines = (event: string, one = desk) => one.log().filter(line => line.event === event)
/** What a page says, without its markup. */
const textOf = (page: string) =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")

const unauthorized = (response: ServerResponse) =>
  response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end()
const page = (status: number) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Forbidden</h1>')

/** A signed answer of the user-info endpoint. */
const signed =
  (claims: object, options: () => Parameters<FakeProvider['sign']>[1] | Promise<Parameters<FakeProvider['sign']>[1]>) =>
  async (response: ServerResponse) =>
    response
      .writeHead(200, { 'content-type': 'application/jwt' })
      .end(await provider.sign({ iss: provider.issuer.href, aud: clientId, sub: 'ada', ...claims }, await options()))

const unsigned = (response: ServerResponse) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part({ sub: 'ada', groups: ['support'] })}.`
  response.writeHead(200, { 'content-type': 'application/jwt' }).end(token)
}

const inGroup = { groups: ['support'] }

/** Each with the code that the log has for it. */
const broken: readonly [string, (response: ServerResponse) => unknown, string][] = [
  ['401, as AD FS does', unauthorized, 'status_401'],
  ['401 without a challenge', page(401), 'status_401'],
  ['403 with a page', page(403), 'status_403'],
  ['404', page(404), 'status_404'],
  ['500', page(500), 'status_500'],
  ['a redirect', response => response.writeHead(302, { location: '/elsewhere' }).end(), 'status_302'],
  ['200 with a page', page(200), 'oauth_response_is_not_json'],
  [
    'no JSON',
    response => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    'oauth_parse_error',
  ],
  ['a list', response => sendJson(response, 200, []), 'oauth_invalid_response'],
  ['the claims of nobody', response => sendJson(response, 200, inGroup), 'oauth_invalid_response'],
  ['a reset', response => response.socket?.destroy(), 'und_err_socket'],
  ['a token of a stranger', signed(inGroup, async () => ({ key: await strangersKey() })), 'oauth_key_selection_failed'],
  ['a token without a signature', unsigned, 'oauth_invalid_response'],
  ['a token for another client', signed({ aud: 'other', ...inGroup }, () => ({})), 'oauth_jwt_claim_comparison_failed'],
]

test.each(broken)('user-info answers %s: who is in a group by the ID token gets in', async (_what, answer) => {
  provider.answers.instead = { userinfo: answer }
  provider.answers.idToken = { groups: ['support'], upn: 'ada@corp.example' }
  expect((await browser.signIn(provider)).status).toBe(303)
  // What AD FS calls people, which sends no name.
  expect(await session()).toMatchObject({ name: 'ada@corp.example' })
})

test.each(broken)(
  'user-info answers %s: who is in no group by the ID token is told so',
  async (_what, answer, code) => {
    provider.answers.instead = { userinfo: answer }
    const reply = await comeBack()
    expect(reply.status).toBe(403)
    const said = code.startsWith('status_') ? `answered ${code.slice(7)}` : `couldn't be read (${code})`
    expect(textOf(reply.text)).toContain(`Its user-info endpoint ${said}.`)
    expect(lines('sign_in_problem')).toMatchObject([
      { reason: 'no_groups_sent', claim: 'groups', claims: expect.stringContaining('sub'), userInfo: code },
    ])
    expect(lines('denied')).toMatchObject([{ reason: 'no_groups_sent' }])
    expect(browser.cookies.has('__Host-session')).toBe(false)
  },
)

test('user-info that never answers delays a sign-in by 5 s at most, and refuses nobody', async () => {
  provider.answers.instead = { userinfo: () => undefined }
  provider.answers.idToken = { groups: ['support'] }
  expect((await browser.signIn(provider)).status).toBe(303)
})

test('user-info that answers for someone else says nothing about who signs in', async () => {
  provider.answers.userInfo = { sub: 'grace', name: 'Grace', groups: ['support'] }
  provider.answers.idToken = { groups: ['support'], preferred_username: 'ada' }
  expect((await browser.signIn(provider)).status).toBe(303)
  expect(await session()).toMatchObject({ name: 'ada' })
  // Where it would be needed, nobody is signed in.
  provider.answers.idToken = {}
  const reply = await comeBack()
  expect(reply.status).toBe(400)
  expect(lines('sign_in_failed')).toMatchObject([{ reason: 'user_info_other_subject' }])
})

test('user-info as a signed token counts as the plain one does, also where nothing said how it is signed', async () => {
  provider.answers.instead = { userinfo: signed({ name: 'Ada', ...inGroup }, () => ({})) }
  expect((await browser.signIn(provider)).status).toBe(303)
  expect(await session()).toMatchObject({ name: 'Ada' })
})

test.each<[string, object, object]>([
  ['an empty list', { groups: [] }, { groups: ['support'] }],
  ['groups left out', { _claim_names: { groups: 'src1' } }, { groups: 'support' }],
  ['groups that cannot be read', { groups: { support: true } }, { groups: '["support"]' }],
])('an ID token with %s: those of user-info count', async (_what, idToken, userInfo) => {
  Object.assign(provider.answers, { idToken, userInfo })
  expect((await browser.signIn(provider)).status).toBe(303)
})

test('the log names the claims that came, for finding a misnamed one, and none of their values', async () => {
  provider.answers.idToken = { roles: [canaries.personName], name: canaries.personName, 'odd claim\n': 1 }
  provider.answers.userInfo = { email: canaries.personEmail, memberOf: ['support'] }
  expect((await comeBack()).status).toBe(403)
  const [line] = lines('sign_in_problem')
  expect(String(line?.claims).split(' ')).toEqual(expect.arrayContaining(['roles', 'name', 'email', 'memberOf', 'sub']))
  expect(String(line?.claims)).not.toContain('odd')
})

test.each<[string, (announced: URL) => string, string]>([
  ['by a slash', url => `${url.href}realms/staff/`, 'They must be the same, down to a slash at the end.'],
  ['by the case of its path', url => `${url.href}realms/Staff`, 'They must be the same'],
  ['by its port', url => `http://127.0.0.1:1${url.pathname}realms/staff`, 'They must be the same'],
  ['by a tenant', url => `${url.href}realms/{tenantid}`, 'OIDC_ISSUER must name one tenant.'],
])('an issuer that differs %s is named beside the one that is set', async (_how, announce, advice) => {
  const configured = new URL('/realms/staff', provider.issuer)
  const announced = announce(provider.issuer)
  provider.answers.metadata = { issuer: announced }
  const own = await startDesk({ ...upstream, signIn: oidcAt(configured) })
  const { status, text } = await own.get('/auth/login', html)
  expect(status).toBe(503)
  expect(textOf(text)).toContain("This dashboard isn't set up correctly.")
  expect(textOf(text)).toContain(`calls itself “${announced}”, but OIDC_ISSUER is “${configured.href}”.`)
  expect(textOf(text)).toContain(advice)
  expect((await own.get('/readyz')).status).toBe(503)
  const named = { configuredIssuer: configured.href, announcedIssuer: announced }
  expect(lines('provider_misconfigured', own)[0]).toMatchObject({ level: 50, ...named })
  expect(lines('sign_in_problem', own)[0]).toMatchObject(named)
  expect(lines('provider_unreachable', own)).toEqual([])
  // Once it is mended there, the desk finds it by itself.
  provider.answers.metadata = { issuer: configured.href }
  await eventually(async () => (await own.get('/readyz')).status).toBe(200)
  await own.close()
})

test('an issuer with a placeholder is refused even where the setting has it too', async () => {
  const configured = new URL('/realms/{tenantid}', provider.issuer)
  provider.answers.metadata = { issuer: `${provider.issuer.href}realms/{tenantid}` }
  const own = await startDesk({ ...upstream, signIn: oidcAt(configured) })
  expect(textOf((await own.get('/auth/login', html)).text)).toContain('OIDC_ISSUER must name one tenant.')
  expect(lines('provider_misconfigured', own)[0]).toMatchObject({ reason: 'issuer_is_a_template' })
  await own.close()
})

test('an issuer whose host differs in case is the same', async () => {
  const announced = `http://LOCALHOST:${provider.issuer.port}/realms/staff`
  provider.answers.metadata = { issuer: announced }
  const configured = new URL(`http://localhost:${provider.issuer.port}/realms/staff`)
  const own = await startDesk({ ...upstream, signIn: oidcAt(configured) })
  const person = createBrowser(own)
  provider.answers.idToken = { iss: announced }
  const back = await person.comeBack(await person.leave(), provider, query => query.set('iss', announced))
  expect(back.status).toBe(303)
  await own.close()
})

test.each<[string, (response: ServerResponse) => unknown, string, RegExp]>([
  ['404', page(404), 'status_404', /There is no OpenID Connect provider at OIDC_ISSUER \(http.*\): it answered 404/],
  ['a redirect', response => response.writeHead(301, { location: '/' }).end(), 'status_301', /it answered 301/],
  ['a page', page(200), 'not_a_configuration', /its answer is not a configuration/],
  ['other JSON', response => sendJson(response, 200, { ok: true }), 'not_a_configuration', /is not a configuration/],
  [
    'half a configuration',
    response => sendJson(response, 200, { issuer: provider.issuer.href, token_endpoint: provider.issuer.href }),
    'not_a_configuration',
    /is not a configuration/,
  ],
])('an address where %s is found is said to be no provider', async (_what, answer, reason, said) => {
  provider.answers.instead = { 'openid-configuration': answer }
  const own = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer) })
  const { status, text } = await own.get('/auth/login', html)
  expect(status).toBe(503)
  expect(textOf(text)).toMatch(said)
  expect(lines('provider_misconfigured', own)[0]).toMatchObject({ reason, configuredIssuer: provider.issuer.href })
  await own.close()
})

test('an ID token whose issuer differs by a slash is refused by both names', async () => {
  const issuer = provider.issuer.href.slice(0, -1)
  provider.answers.idToken = { iss: issuer, groups: ['support'] }
  const reply = await comeBack()
  expect(reply.status).toBe(400)
  const text = `issued by “${issuer}”, but the identity provider calls itself “${provider.issuer.href}”.`
  expect(textOf(reply.text)).toContain(text)
  expect(lines('sign_in_problem')).toMatchObject([{ issuer, expectedIssuer: provider.issuer.href }])
})

test.each<[string, string]>([
  ['markup', '<script>alert(1)</script>'],
  ['an address with markup', 'https://idp.example/<b>'],
  ['an address of any length', `https://idp.example/${'x'.repeat(5000)}`],
])('what is shown of an issuer is text, and short: %s', async (_what, iss) => {
  provider.answers.idToken = { iss, groups: ['support'] }
  const { text } = await comeBack()
  expect(text).not.toContain('<script')
  expect(text).not.toContain('<b>')
  expect(text.length).toBeLessThan(5000)
})

test.each<[string, number, object, string]>([
  ['behind', -75, { nbf: 75 }, 'about 7\\d seconds behind'],
  ['behind by minutes', -300, { nbf: 300 }, 'about 5 minutes behind'],
  ['behind by hours', -10_800, { nbf: 10_800 }, 'about 3 hours behind'],
  ['ahead', 75, { exp: -75 + 20 }, 'about 7\\d seconds ahead of'],
  ['ahead by minutes', 3600, { exp: -3600 + 300 }, 'about 60 minutes ahead of'],
])('a clock that is %s is named, with the difference', async (_how, ahead, times, said) => {
  const shifted = Object.fromEntries(Object.entries(times).map(([name, shift]) => [name, seconds() + shift]))
  provider.answers.idToken = { groups: ['support'], iat: seconds() - ahead, ...shifted }
  const reply = await comeBack()
  expect(reply.status).toBe(503)
  expect(textOf(reply.text)).toContain("The clocks of this dashboard and your company's identity provider differ.")
  expect(textOf(reply.text)).toMatch(
    new RegExp(`This server's clock is ${said} the identity provider's; 30 seconds are tolerated.`),
  )
  expect(lines('sign_in_failed')).toMatchObject([{ reason: ahead > 0 ? 'clock_ahead' : 'clock_behind' }])
  const [problem] = lines('sign_in_problem')
  // The test itself takes time.
  expect(Math.abs(Number(problem?.clockAheadSeconds) - ahead)).toBeLessThanOrEqual(2)
})

test.each([
  ['25 s behind', { iat: 25, nbf: 25, exp: 325 }],
  ['25 s ahead', { iat: -25, nbf: -25, exp: -5 }],
  ['60 s ahead, where tokens live for minutes', { iat: -60, nbf: -60, exp: 240 }],
  ['60 s behind, where tokens have no beginning', { iat: 60, exp: 360 }],
])('a clock that is %s lets people in', async (_how, times) => {
  const shifted = Object.fromEntries(Object.entries(times).map(([name, shift]) => [name, seconds() + shift]))
  provider.answers.idToken = { groups: ['support'], ...shifted }
  expect((await browser.signIn(provider)).status).toBe(303)
})

test('a token that expired while the clocks agree is not blamed on them', async () => {
  provider.answers.idToken = { groups: ['support'], exp: seconds() - 600 }
  const reply = await comeBack()
  expect(reply.status).toBe(400)
  expect(textOf(reply.text)).not.toContain('clock')
})

test.each<[string, (response: ServerResponse) => unknown, number, string, string]>([
  [
    'that the client is unknown',
    response => sendJson(response, 401, { error: 'invalid_client', error_description: canaries.personName }),
    503,
    'invalid_client',
    "doesn't accept this dashboard's client ID or secret",
  ],
  ['with a challenge', unauthorized, 503, 'invalid_client', "doesn't accept this dashboard's client ID or secret"],
  [
    'that the client may not',
    response => sendJson(response, 400, { error: 'unauthorized_client' }),
    503,
    'unauthorized_client',
    "doesn't accept this dashboard's client ID or secret",
  ],
  [
    'that the code is used',
    response => sendJson(response, 400, { error: 'invalid_grant' }),
    400,
    'invalid_grant',
    'verified',
  ],
  ['with a page', page(404), 503, 'oauth_response_is_not_json', 'has a problem'],
  ['with an error', page(500), 503, 'status_500', "Can't reach your company's identity provider."],
  ['with a reset', response => response.socket?.destroy(), 503, 'und_err_socket', "Can't reach"],
])('a token endpoint that answers %s', async (_what, answer, status, reason, said) => {
  provider.answers.instead = { token: answer }
  const reply = await comeBack()
  expect(reply.status).toBe(status)
  expect(textOf(reply.text)).toContain(said)
  expect(lines('sign_in_failed')).toMatchObject([{ reason }])
})

test.each<[string, number, string]>([
  ['access_denied', 403, "Your company's identity provider denied the sign-in."],
  ['login_required', 403, "Your company's identity provider denied the sign-in."],
  ['server_error', 503, "Your company's identity provider has a problem."],
  ['temporarily_unavailable', 503, "Your company's identity provider has a problem."],
  ['invalid_scope', 503, "doesn't accept what this dashboard asked for (invalid_scope)."],
  ['unauthorized_client', 503, "doesn't accept what this dashboard asked for (unauthorized_client)."],
  ['<b>x</b>', 403, "Your company's identity provider denied the sign-in."],
])('a person who is sent back with %s', async (error, status, said) => {
  const reply = await comeBack(query => {
    query.delete('code')
    query.set('error', error)
    query.set('error_description', `<script>${canaries.personName}</script>`)
  })
  expect(reply.status).toBe(status)
  expect(textOf(reply.text)).toContain(said)
  expect(reply.text).not.toMatch(/<script|<b>/)
  expect(lines('sign_in_failed')).toMatchObject([{ reason: error.startsWith('<') ? 'unknown' : error }])
})
