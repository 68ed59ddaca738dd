/** Cookies set by another host of the same domain: they sign nobody in, and a person can get rid of them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canaries } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { record, sessionCookie } from '../testing/desk/signed-in-desk.ts'
import { type Browser, createBrowser } from '../testing/network/browser.ts'
import { sendRaw } from '../testing/network/raw-client.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let provider: FakeProvider
let desk: Desk
let victim: Browser
let attacker: Browser

const host = 'desk.corp.example'
const html = { accept: 'text/html', host }

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  const app = { publicUrl: new URL(`https://${host}`) }
  desk = await startDesk({ ...upstream, signIn: oidcAt(provider.issuer), app })
  const ask: Desk['ask'] = (method, path, headers) => desk.ask(method, path, { host, ...headers })
  victim = createBrowser({ ask })
  attacker = createBrowser({ ask })
  provider.answers.idToken = { sub: 'mallory', name: 'Mallory' }
  await attacker.signIn(provider)
  provider.answers.idToken = { sub: 'ada', name: 'Ada' }
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const own = () => `${sessionCookie}=${victim.cookies.get(sessionCookie)}`
const theirs = () => attacker.cookies.get(sessionCookie) ?? ''
const reasons = () => desk.log().flatMap(({ reason, status }) => (status === 401 ? [reason] : []))
const cookiesOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) => [headers['set-cookie'] ?? []].flat()

test.each([
  ['a no-break space before its name', '\xa0__Host-session='],
  ['one in UTF-8', '\xc2\xa0__Host-session='],
  ['a byte order mark', '\xef\xbb\xbf__Host-session='],
  ['a next line', '\x85__Host-session='],
  ['a quoted name', '"__Host-session"='],
  ['a name in other letters', '__host-session='],
  ['no name', '=__Host-session='],
])("an attacker's session under %s signs nobody in, alone or beside one's own", async (_name, planted) => {
  await victim.signIn(provider)
  const bad = planted + theirs()
  for (const cookie of [bad, `${bad}; ${own()}`, `${own()}; ${bad}`, `${own()};${bad}`]) {
    const session = await desk.get('/api/session', { host, cookie })
    expect([session.status, session.problem.code]).toEqual([401, 'unauthenticated'])
    expect(session.problem.detail).toMatch(/^Another website on your company's domain has set a cookie that imitates/)
    expect((await desk.get(record, { host, cookie })).status).toBe(401)
  }
  expect(upstream.apiCalls).toHaveLength(0)
  expect(new Set(reasons())).toEqual(new Set(['cookie_lookalike']))
  const refused = desk.log().filter(({ msg, event }) => msg === 'audit' && event === 'refused')
  expect(refused[0]).toMatchObject({ reason: 'cookie_lookalike', address: '127.0.0.1', requestId: expect.any(String) })
  // Without it one's own is good.
  expect((await desk.get(record, { host, cookie: own() })).status).toBe(200)
})

test('of two session cookies neither counts, in any order, in one header or two', async () => {
  await victim.signIn(provider)
  const bad = `${sessionCookie}=${theirs()}`
  for (const cookie of [`${bad}; ${own()}`, `${own()}; ${bad}`, `${own()}; ${own()}`]) {
    const reply = await desk.get('/api/session', { host, cookie })
    expect([reply.status, reply.problem.detail]).toEqual([401, expect.stringContaining('two sign-in cookies')])
    // One's own is among them, so that signing in again is all it takes.
    expect(cookiesOf(reply)[0]).toBe(`${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`)
  }
  const twoHeaders = `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nCookie: ${bad}\r\nCookie: ${own()}\r\nConnection: close\r\n\r\n`
  expect((await sendRaw(desk.port, twoHeaders)).status).toBe(401)
  expect(new Set(reasons())).toEqual(new Set(['cookie_twice']))
})

test('what can be removed is, byte for byte: in the name of each domain above, and for each part of the site', async () => {
  const cookie = `\xa0__Host-session=a; \xc2\xa0__Host-tx-abcdefghijkl=b; x=1; ${'\xa0'.repeat(200)}__Host-session=c`
  const request = `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
  const { head } = await sendRaw(desk.port, Buffer.from(request, 'latin1'))
  const removed = [...head.matchAll(/^set-cookie: (.*)\r?$/gim)].map(([, value]) => value?.trimEnd())
  const names = ['\xa0__Host-session', '\xc2\xa0__Host-tx-abcdefghijkl']
  const domains = [host, 'corp.example']
  const expected = ['/', '/api', '/api/session'].flatMap(path =>
    names.flatMap(name => domains.map(domain => `${name}=-; Domain=${domain}; Path=${path}; Max-Age=0`)),
  )
  expect(removed).toEqual(expected)
})

test('a duplicate attempt cookie is removed too', async () => {
  const there = await victim.leave()
  const [name = '', sealed = ''] = [...victim.cookies].find(([cookie]) => cookie.startsWith('__Host-tx-')) ?? []
  const path = `/auth/callback?state=${there.searchParams.get('state')}`
  const reply = await desk.get(path, { ...html, cookie: `${name}=${sealed}; ${name}=${sealed}` })
  expect(reply.status).toBe(400)
  expect(cookiesOf(reply)[0]).toBe(`${name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`)
  expect(cookiesOf(reply)).toContain(`${name}=-; Domain=corp.example; Path=/; Max-Age=0`)
})

test('the answer stays small, however many cookies are planted', async () => {
  const many = Array.from({ length: 400 }, (_, at) => `${'\xa0'.repeat((at % 20) + 1)}__Host-session=${at}`).join('; ')
  for (const path of ['/api/session', '/auth/login', '/auth/callback?state=x']) {
    const reply = await desk.get(path, { host, cookie: many })
    expect(cookiesOf(reply).join('').length, path).toBeLessThan(3000)
    expect(cookiesOf(reply).length, path).toBeLessThanOrEqual(17)
  }
})

test("an attacker's sign-in under a planted name is not finished in a victim's browser", async () => {
  const there = await attacker.leave()
  const [name = '', sealed = ''] = [...attacker.cookies].find(([cookie]) => cookie.startsWith('__Host-tx-')) ?? []
  const query = new URLSearchParams({
    code: canaries.authorizationCode,
    state: there.searchParams.get('state') ?? '',
    iss: provider.issuer.href,
  })
  provider.answers.idToken = { sub: 'mallory', nonce: there.searchParams.get('nonce') }
  const before = provider.tokenRequests.length
  const planted = [`\xa0${name}=${sealed}`, `${name.toUpperCase()}=${sealed}`, `=${name}=${sealed}`]
  const twice = `${name}=${sealed}; ${name}=${sealed}`
  for (const cookie of [...planted, ...planted.map(one => `${one}; ${name}=${sealed}`), twice]) {
    const reply = await desk.get(`/auth/callback?${query}`, { ...html, cookie })
    expect(reply.status, cookie).toBe(400)
    expect(reply.text).toMatch(/a cookie that imitates|two sign-in cookies/)
    expect(cookiesOf(reply).some(line => String(line).startsWith(`${sessionCookie}=e`))).toBe(false)
  }
  expect(provider.tokenRequests).toHaveLength(before)
  const failures = desk.log().flatMap(({ event, reason }) => (event === 'sign_in_failed' ? [reason] : []))
  expect(failures).toEqual([...Array(6).fill('cookie_lookalike'), 'cookie_twice'])
})

test('signing in removes what was planted; where that is not possible, the way back says so', async () => {
  const planted = '\xa0__Host-session=x'
  const login = await desk.get('/auth/login', { host, cookie: planted })
  expect(login.status).toBe(303)
  expect(cookiesOf(login)).toContain('\xa0__Host-session=-; Domain=corp.example; Path=/; Max-Age=0')
  // It was removed.
  expect((await victim.signIn(provider)).status).toBe(303)
  expect((await victim.get(record)).status).toBe(200)
  // It stayed, bound to a path that nobody here can know.
  const there = await victim.leave()
  const cookie = [planted, ...[...victim.cookies].map(pair => pair.join('='))].join('; ')
  const before = provider.tokenRequests.length
  const back = await victim.comeBack(there, provider, undefined, { ...html, cookie })
  expect(back.status).toBe(400)
  expect(back.text).toContain('Another website on your company&#39;s domain has set a cookie that imitates')
  expect(back.text).toContain('Delete this site&#39;s cookies in your browser')
  expect(provider.tokenRequests).toHaveLength(before)
})

test('signing out ends the own session although another was planted beside it', async () => {
  await victim.signIn(provider)
  const copy = own()
  for (const beside of ['\xa0__Host-session=x', `${sessionCookie}=x`]) {
    await victim.signIn(provider)
    const cookie = own()
    const out = await desk.ask('POST', '/auth/logout', {
      host,
      'x-desk-request': '1',
      cookie: `${beside}; ${cookie}`,
    })
    expect(out.status).toBe(204)
    expect((await desk.get(record, { host, cookie })).status).toBe(401)
  }
  expect((await desk.get(record, { host, cookie: copy })).status).toBe(401)
})

test('of 700 attempts some are removed at each sign-in, and the sign-in succeeds', async () => {
  const junk = Array.from({ length: 400 }, (_, at) => `__Host-tx-${String(at).padStart(12, 'x')}=a`)
  junk.push(...Array.from({ length: 300 }, (_, at) => `__Host-tx-${at}=`))
  const login = await desk.get('/auth/login?rd=%2Fsandbox%2Frules', { host, cookie: junk.join('; ') })
  expect(login.status).toBe(303)
  const lines = cookiesOf(login).map(String)
  expect(lines.length).toBeLessThanOrEqual(11)
  expect(lines.filter(line => line.endsWith('Max-Age=0'))).toHaveLength(10)
  const attempt = /^[^;]+/.exec(lines.at(-1) ?? '')?.[0]
  const there = new URL(login.headers.location ?? '')
  const cookie = [...junk.slice(10), attempt].join('; ')
  const back = await victim.comeBack(there, provider, undefined, { host, cookie })
  expect([back.status, back.headers.location]).toEqual([303, '/sandbox/rules'])
  expect(cookiesOf(back)).toHaveLength(2)
})

test('many forged attempts do not push out a sealed one', async () => {
  await victim.leave()
  const kept = [...victim.cookies].map(pair => pair.join('=')).join('; ')
  const junk = Array.from({ length: 100 }, (_, at) => `__Host-tx-${String(at).padStart(12, 'x')}=a`).join('; ')
  for (const cookie of [`${junk}; ${kept}`, `${kept}; ${junk}`]) {
    const removed = cookiesOf(await desk.get('/auth/login', { host, cookie })).slice(0, -1)
    expect(removed).toHaveLength(10)
    for (const line of removed) expect(line).toMatch(/^__Host-tx-x+\d+=;/)
  }
})
