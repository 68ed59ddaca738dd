/** Sessions: a sealed cookie that cannot be made, changed, prolonged or kept, on one replica and on two. */
import { createHmac, hkdfSync } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyRing } from '../auth/session/key-ring.ts'
import type { Desk } from '../testing/desk/desk.ts'
import {
  record,
  type SignedInDesk,
  sessionCookie,
  startSignedInDesk,
  statusAt,
} from '../testing/desk/signed-in-desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { type Browser, createBrowser } from '../testing/network/browser.ts'
import type { FakeProvider } from '../testing/sign-in/fake-provider.ts'
import { logoutToken, tell } from '../testing/sign-in/logout-tokens.ts'
import { sessionKeys } from '../testing/sign-in/sign-in.ts'
import type { FakeUpstream } from '../testing/upstream/fake-upstream.ts'

const minute = 60_000
const hour = 60 * minute

let all: SignedInDesk
let upstream: FakeUpstream
let provider: FakeProvider
let clock: FakeClock
let desk: Desk
let browser: Browser
let replica: SignedInDesk['replica']

beforeEach(async () => {
  all = await startSignedInDesk()
  ;({ upstream, provider, clock, desk, browser, replica } = all)
})
afterEach(() => all.close())

const reasons = () => desk.log().flatMap(({ reason, status }) => (status === 401 ? [reason] : []))

test('fault 45: a cookie with any bit flipped, cut or extended is refused', async () => {
  await browser.signIn(provider)
  const sealed = browser.cookies.get(sessionCookie) ?? ''
  // Opened once, it is remembered, and only it.
  expect(await statusAt(desk, sealed)).toBe(200)
  const parts = sealed.split('.')
  const bent: string[] = []
  for (const [at, part] of parts.entries()) {
    const bytes = Buffer.from(part, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 5) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      bent.push(parts.with(at, flipped.toString('base64url')).join('.'))
    }
  }
  for (let length = 0; length < sealed.length; length += 3) bent.push(sealed.slice(0, length))
  bent.push(`${sealed}.`, `${sealed}A`, `.${sealed}`, parts.toReversed().join('.'), 'x'.repeat(5000))
  expect(bent.length).toBeGreaterThan(300)
  for (const cookie of bent) expect(await statusAt(desk, cookie), cookie).toBe(401)
  expect(await statusAt(desk, sealed)).toBe(200)
})

/** What a session holds, to be sealed in other ways. */
const content = () => {
  const now = clock.date().getTime()
  return { id: 'x', subject: 'x', sub: 'x', issuedAt: now / 1000, startedAt: now, seenAt: now }
}
const bytesOf = (value: object) => Buffer.from(JSON.stringify(value))
/** As the server derives them for sessions. */
const derived = (info: string, size: number) =>
  Buffer.from(hkdfSync('sha256', sessionKeys.current.reveal(), '', `orchestration-desk session ${info}`, size))

test('fault 45: with the right key only the algorithm in use is accepted', async () => {
  const key = derived('key', 32)
  const kid = derived('kid', 6).toString('base64url')
  const seal = (header: { alg: string; enc: string; zip?: string }, secret: Uint8Array) =>
    new CompactEncrypt(bytesOf(content())).setProtectedHeader({ kid, ...header }).encrypt(secret)
  expect(await statusAt(desk, await seal({ alg: 'dir', enc: 'A256GCM' }, key))).toBe(200)
  const others = [
    await seal({ alg: 'A256KW', enc: 'A256GCM' }, key),
    await seal({ alg: 'A256GCMKW', enc: 'A256GCM' }, key),
    await seal({ alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256' }, key),
    await seal({ alg: 'dir', enc: 'A128CBC-HS256' }, key),
    await seal({ alg: 'dir', enc: 'A128GCM' }, key.subarray(0, 16)),
  ]
  const header = Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')
  const payload = bytesOf(content()).toString('base64url')
  others.push(`${header}.${payload}.`, `${header}....`, `${header}.${payload}...`)
  const signed = `${Buffer.from(JSON.stringify({ alg: 'HS256', kid })).toString('base64url')}.${payload}`
  others.push(`${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`)
  for (const cookie of others) expect(await statusAt(desk, cookie), cookie).toBe(401)
})

test('fault 45: a sealed sign-in attempt is not a session, even with the same content', async () => {
  const ring = await createKeyRing([sessionKeys.current])
  expect(await statusAt(desk, await ring.seal('session', content()))).toBe(200)
  expect(await statusAt(desk, await ring.seal('login', content()))).toBe(401)
  await browser.leave()
  expect(await statusAt(desk, [...browser.cookies.values()][0])).toBe(401)
})

test("a session holds who someone is, and none of the provider's tokens", async () => {
  provider.answers.idToken = { sid: 'sid-1', name: 'Ada', email: 'ada@example.com', groups: ['elsewhere'] }
  await browser.signIn(provider)
  const ring = await createKeyRing([sessionKeys.current])
  const held = await ring.open('session', browser.cookies.get(sessionCookie) ?? '')
  const known = ['email', 'groups', 'id', 'issuedAt', 'name', 'seenAt', 'sid', 'startedAt', 'sub', 'subject']
  expect(Object.keys(held ?? {}).sort()).toEqual(known)
  // Only groups that a setting names.
  expect(held).toMatchObject({ groups: [] })
})

test.each<[string, string]>([
  ['letters', 'x'.repeat(3000)],
  ['characters of three bytes', '\u6f22'.repeat(3000)],
  ['quotes, which JSON escapes', '"'.repeat(3000)],
  ['halves of characters, which take six bytes each', '\ud83d'.repeat(3000)],
  ['faces', '\u{1f600}'.repeat(1500)],
])('a session fits into a cookie however long its claims are: of %s', async (_of, long) => {
  const person = { sub: `a${long}`, sid: `b${long}` }
  provider.answers.idToken = { ...person, name: `c${long}`, email: `d${long}`, groups: [long] }
  const other = await replica()
  await browser.signIn(provider)
  const line = browser.setCookies.at(-1) ?? ''
  expect(line.startsWith(`${sessionCookie}=`)).toBe(true)
  // With its attributes, which browsers count separately.
  expect(line.length).toBeLessThan(3000)
  const shown = JSON.parse((await browser.get('/api/session')).text)
  expect([shown.name, shown.email]).toEqual([expect.stringMatching(/^c/), expect.stringMatching(/^d/)])
  expect(shown.name).toBe(shown.name.toWellFormed())
  // Each is still told from another of the same beginning, and found by a logout.
  const twin = createBrowser(other)
  provider.answers.idToken = { sub: `${person.sub}2`, sid: `${person.sid}2` }
  await twin.signIn(provider)
  const both = async () => [(await browser.get(record)).status, (await twin.get(record)).status]
  expect(await both()).toEqual([200, 200])
  // A logout token has 8 KiB at most.
  if (Buffer.byteLength(JSON.stringify(long)) > 4000) return
  expect((await tell(other, await logoutToken(provider, { sid: person.sid }))).status).toBe(200)
  expect(await both()).toEqual([401, 200])
  expect((await tell(desk, await logoutToken(provider, { sub: `${person.sub}2` }))).status).toBe(200)
  expect(await both()).toEqual([401, 401])
})

test('fault 45: a new key seals, and the old one opens until it is removed', async () => {
  const { old, current } = sessionKeys
  const before = await replica({ keys: [old] })
  const early = createBrowser(before)
  await early.signIn(provider)
  const sealed = early.cookies.get(sessionCookie)
  const during = await replica({ keys: [current, old] })
  expect(await statusAt(during, sealed)).toBe(200)
  // Used for a while, it is sealed anew, under the new key.
  clock.advance(2 * minute)
  const renewed = await during.get(record, { cookie: `${sessionCookie}=${sealed}` })
  const again = /^__Host-session=([^;]+)/.exec(String(renewed.headers['set-cookie']))?.[1]
  const after = await replica({ keys: [current] })
  expect(await statusAt(after, sealed)).toBe(401)
  expect(await statusAt(after, again)).toBe(200)
})

test('fault 45: without SESSION_KEYS a session works in this process only, and the log says so', async () => {
  const [one, two] = [await replica({ keys: [] }), await replica({ keys: [] })]
  const own = createBrowser(one)
  await own.signIn(provider)
  expect(await statusAt(one, own.cookies.get(sessionCookie))).toBe(200)
  expect(await statusAt(two, own.cookies.get(sessionCookie))).toBe(401)
  expect(one.log().map(({ event }) => event)).toContain('session_keys_random')
})

test('fault 46: a copied cookie is refused after the sign-out, on every replica, renewed or not', async () => {
  const other = await replica()
  await browser.signIn(provider)
  const copy = browser.cookies.get(sessionCookie)
  clock.advance(2 * minute)
  expect((await browser.get(record)).status).toBe(200)
  const renewed = browser.cookies.get(sessionCookie)
  expect(renewed).not.toBe(copy)
  expect([await statusAt(other, copy), await statusAt(other, renewed)]).toEqual([200, 200])
  const out = await browser.post('/auth/logout', { 'x-desk-request': '1' })
  expect([out.status, out.headers['set-cookie']]).toEqual([
    204,
    ['__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0'],
  ])
  for (const one of [desk, other]) {
    expect([await statusAt(one, copy), await statusAt(one, renewed)]).toEqual([401, 401])
  }
})

test.each<[string, (here: Desk, own: Browser) => Promise<{ status: number }>]>([
  ['by signing out', (_here, own) => own.post('/auth/logout', { 'x-desk-request': '1' })],
  ['by a logout of its sign-in', async here => tell(here, await logoutToken(provider, { sub: 'ada', sid: 'sid-1' }))],
  ['by a logout of its person', async here => tell(here, await logoutToken(provider, { sub: 'ada' }))],
])('fault 46: a session that ended %s stays so while any clock takes its cookie for a young one', async (_how, end) => {
  const lengths = { idleMs: 8 * hour, maxMs: 8 * hour }
  const slow = fakeClock()
  slow.jump(clock.date().getTime() - slow.date().getTime() - 5 * minute)
  const [here, there] = [await replica(lengths), await replica(lengths, slow)]
  provider.answers.idToken = { sid: 'sid-1' }
  const own = createBrowser(here)
  await own.signIn(provider)
  const copy = own.cookies.get(sessionCookie)
  expect([200, 204]).toContain((await end(here, own)).status)
  for (const one of [clock, slow]) one.advance(8 * hour + 5 * minute - 1)
  expect(await statusAt(there, copy)).toBe(401)
  expect(there.log().at(-1)?.reason).toBe('session_ended')
})

test('fault 47: half an hour without a request ends a session; a request before that extends it', async () => {
  await browser.signIn(provider)
  for (let i = 0; i < 5; i++) {
    clock.advance(29 * minute)
    expect((await browser.get(record)).status).toBe(200)
  }
  clock.advance(30 * minute)
  expect((await browser.get(record)).status).toBe(401)
  expect(reasons()).toEqual(['session_idle'])
})

test('fault 47: after eight hours a session is over, however busy, and the page knows when', async () => {
  const start = clock.date().getTime()
  await browser.signIn(provider)
  const { expiresAt } = JSON.parse((await browser.get('/api/session')).text)
  expect(Date.parse(expiresAt) - start).toBe(8 * hour)
  for (let i = 1; i < 32; i++) {
    clock.advance(15 * minute)
    expect((await browser.get(record)).status, `${i}`).toBe(200)
  }
  clock.advance(15 * minute - 1)
  expect((await browser.get(record)).status).toBe(200)
  clock.advance(1)
  expect((await browser.get(record)).status).toBe(401)
  expect(reasons()).toEqual(['session_too_old'])
})

test('fault 47: an old cookie stays expired, whatever was renewed from it', async () => {
  await browser.signIn(provider)
  const first = browser.cookies.get(sessionCookie)
  clock.advance(20 * minute)
  await browser.get(record)
  clock.advance(20 * minute)
  expect(await statusAt(desk, first)).toBe(401)
  expect((await browser.get(record)).status).toBe(200)
})

test.each([5, -5])(
  'fault 63: a clock that is %i minutes off keeps sessions, on this replica and on another',
  async minutes => {
    await browser.signIn(provider)
    const sealed = browser.cookies.get(sessionCookie)
    const theirs = fakeClock()
    theirs.jump(clock.date().getTime() - theirs.date().getTime() - minutes * minute)
    clock.jump(minutes * minute)
    const other = await replica({}, theirs)
    expect(await statusAt(desk, sealed)).toBe(200)
    expect(await statusAt(other, sealed)).toBe(200)
    expect((await browser.get(record)).status).toBe(200)
    // The end moves with the clock, and no further.
    clock.advance(8 * hour)
    expect((await browser.get(record)).status).toBe(401)
  },
)

test('fault 63: a session from the future, beyond clock errors, is refused', async () => {
  await browser.signIn(provider)
  clock.jump(-11 * minute)
  expect((await browser.get(record)).status).toBe(401)
})

test('fault 52: signing out needs our header and our page; another site cannot do it', async () => {
  await browser.signIn(provider)
  const own = { 'x-desk-request': '1' }
  const attempts = [
    {},
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
    { ...own, origin: 'https://evil.example' },
    { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site', origin: 'null' },
  ]
  for (const headers of attempts) {
    const reply = await browser.post('/auth/logout', headers)
    expect([reply.status, reply.problem.code]).toEqual([403, 'forbidden'])
  }
  expect((await browser.get(record)).status).toBe(200)
  const page = { ...own, 'sec-fetch-site': 'same-origin', origin: `http://127.0.0.1:${desk.port}` }
  expect((await browser.post('/auth/logout', page)).status).toBe(204)
  expect((await browser.get(record)).status).toBe(401)
})

test('fault 52: with a session, another site still gets no data and starts no sign-in', async () => {
  await browser.signIn(provider)
  for (const [site, mode, dest] of [
    ['cross-site', 'cors', 'empty'],
    ['cross-site', 'no-cors', 'image'],
    ['cross-site', 'no-cors', 'script'],
    ['cross-site', 'navigate', 'document'],
    ['same-site', 'navigate', 'iframe'],
  ]) {
    const headers = { 'sec-fetch-site': site ?? '', 'sec-fetch-mode': mode ?? '', 'sec-fetch-dest': dest ?? '' }
    expect((await browser.get(record, headers)).status, `${mode} ${dest}`).toBe(403)
    if (dest !== 'document') expect((await browser.get('/auth/login', headers)).status, dest).toBe(403)
  }
  expect(upstream.apiCalls).toHaveLength(0)
  const refusals = desk.log().flatMap(({ event, reason }) => (event === 'refused' ? [reason] : []))
  expect(refusals.filter(reason => reason === 'cross_site')).toHaveLength(5)
  expect(refusals.filter(reason => reason === 'not_a_navigation')).toHaveLength(4)
})
