/** However an address is written: nobody gets data past sign-in, the person limit or the cross-site rules. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { personal } from '../testing/canaries.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { drawRaw } from '../testing/desk/draw-raw.ts'
import { record, sessionCookie } from '../testing/desk/signed-in-desk.ts'
import { type FakeClock, fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { rawGet, sendRaw } from '../testing/network/raw-client.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { clientId, iap, iapAt, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

vi.setConfig({ testTimeout: 180_000 })

let upstream: FakeUpstream
let provider: FakeProvider
let clock: FakeClock
let desk: Desk

beforeEach(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  clock = fakeClock()
  clock.jump(Date.now() - clock.date().getTime())
})
afterEach(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

/** Signs Ada in; the headers that show it. */
const modes = {
  oidc: async () => {
    desk = await startDesk({ ...upstream, clock, signIn: oidcAt(provider.issuer), app: { drawer: drawRaw } })
    const browser = createBrowser(desk)
    await browser.signIn(provider)
    return { cookie: `${sessionCookie}=${browser.cookies.get(sessionCookie)}` }
  },
  iap: async () => {
    desk = await startDesk({ ...upstream, clock, signIn: iapAt(provider.jwksUrl), app: { drawer: drawRaw } })
    const seconds = clock.date().getTime() / 1000
    const claims = { iss: iap.issuer, aud: iap.audience, sub: 'accounts:ada', iat: seconds, exp: seconds + 3600 }
    return { [iap.header]: await provider.sign(claims) }
  },
}

const page = '/sandbox/orchestrations/id-1'
const visit = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }
const crossSite = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
const values: Readonly<Record<string, string>> = { environment: 'sandbox', id: 'id-1', '*': 'index-1a2b3c.js' }

/** An address of each route, from what Fastify itself was told. */
const addresses = () =>
  desk.routes
    .filter(({ config }) => config?.allow === undefined)
    .flatMap(({ method, config }) => {
      const path = (config?.template ?? '').replace(/:(\w+)|\*/g, (all, name?: string) => values[name ?? all] ?? '')
      return [method].flat().map(one => ({ method: one, path, access: config?.access }))
    })

const hex = (character: string) => character.charCodeAt(0).toString(16)

/** The path with each character after the first slash, one at a time, written as `escaped` writes it. */
const spellings = (path: string, escaped: (character: string) => string) =>
  [...path].map((character, at) => path.slice(0, at) + escaped(character) + path.slice(at + 1)).slice(1)

/** An address in other letters, and whether the router alone would take it for the same. */
function respelled(path: string) {
  const encoded = new Set([
    ...spellings(path, character => `%${hex(character)}`),
    ...spellings(path, character => `%${hex(character).toUpperCase()}`),
  ])
  return [
    ...[...encoded].map(target => ({ target, isSame: true })),
    ...spellings(path, character => `%25${hex(character)}`).map(target => ({ target, isSame: false })),
  ]
}

async function inTurns<T>(all: readonly T[], one: (item: T) => Promise<void>) {
  for (let from = 0; from < all.length; from += 50) await Promise.all(all.slice(from, from + 50).map(one))
}

/** Stands in every answer that holds a session, the status or a record. */
const data = new RegExp(`"subject":|"penalty":|${personal.metadata}`)

describe.each(['oidc', 'iap'] as const)('with AUTH_MODE=%s', mode => {
  test('no spelling of any route gives data or reaches Paxos to a stranger, another site or someone over the limit', async () => {
    const signedIn = await modes[mode]()
    const all = addresses()
    expect(all.length).toBeGreaterThan(25)
    // What is looked for below can be found.
    for (const path of ['/api/session', '/api/status', record, page]) {
      const reply = await desk.get(path, { ...signedIn, ...(path === page && visit) })
      expect(reply).toMatchObject({ status: 200, text: expect.stringMatching(data) })
    }
    const calls = upstream.apiCalls.length
    for (let n = 0; n < 60; n++) await desk.get('/api/session', signedIn)
    expect((await desk.get(record, signedIn)).status).toBe(429)

    const others = { ...signedIn, ...crossSite }
    const framed = { ...visit, 'sec-fetch-dest': 'iframe' }
    const situations = [
      {},
      visit,
      others,
      { ...others, ...framed },
      { ...others, ...visit },
      { ...signedIn, ...visit },
      signedIn,
    ]
    for (const headers of situations) {
      await inTurns(all, async ({ method, path, access }) => {
        const reply = await desk.ask(method, path, headers)
        if (access === 'signed-in') expect([401, 403, 429], `${method} ${path}`).toContain(reply.status)
        expect(reply.text, `${method} ${path}`).not.toMatch(data)
      })
      const spelled = all.flatMap(({ method, path, access }) =>
        respelled(path).map(spelling => ({ method, access, ...spelling })),
      )
      await inTurns(spelled, async ({ method, target, access, isSame }) => {
        const reply = await desk.ask(method, target, headers)
        const what = `${method} ${target}`
        if (isSame) expect(reply.status, what).toBe(400)
        if (access !== 'public') expect(reply.status, what).toBeGreaterThanOrEqual(400)
        expect(reply.text, what).not.toMatch(data)
      })
    }
    expect(upstream.apiCalls).toHaveLength(calls)
    // And the session goes on.
    clock.advance(60_000)
    expect((await desk.get(record, signedIn)).status).toBe(200)
  })

  const target = '/api/sandbox/v2/orchestration/orchestrations/id-1'
  test.each([
    ['absolute form', `http://localhost${target}`],
    ['absolute form of another host', `https://evil.example${target}`],
    ['no slash', target.slice(1)],
    ['two slashes', `/${target}`],
    ['two slashes within', target.replace('/v2', '//v2')],
    ['a slash at the end', `${target}/`],
    ['a question mark at the end', `${target}?`],
    ['capitals', target.toUpperCase()],
    ['one capital', target.replace('api', 'Api')],
    ['a dot segment', `/.${target}`],
    ['a segment up', `/sandbox/..${target}`],
    ['a segment up with a parameter', `/sandbox/..;${target}`],
    ['a path parameter', target.replace('api', 'api;x=1')],
    ['an encoded path parameter', target.replace('api', 'api%3bx=1')],
    ['a fragment', `${target}#x`],
    ['an encoded question mark', `${target}%3Fx=1`],
    ['an encoded fragment', `${target}%23x`],
    ['an encoded slash and letter', target.replace('/sandbox', '%2f%73andbox')],
    ['a public path before a segment up', `/assets/..${target}`],
    ['a public path before an encoded segment up', `/assets/%2e%2e${target}`],
    ['the path of violation reports before it', `/api/csp-report/../..${target}`],
    ['overlong UTF-8', target.replace('a', '%c1%a1')],
    ['full-width letters', target.replace('a', '%ef%bd%81')],
    ['%u escapes', target.replace('a', '%u0061')],
    ['a tab', target.replace('a', 'a\t')],
    ['a NUL', target.replace('a', 'a%00')],
  ])('%s gives a stranger no data', async (_name, address) => {
    await modes[mode]()
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'QUERY']) {
      const reply = await sendRaw(desk.port, rawGet(address).replace('GET', method))
      expect(reply.status, method).toBeGreaterThanOrEqual(400)
      expect(reply.all).not.toMatch(data)
    }
    for (const name of ['x-original-url', 'x-rewrite-url', 'x-http-method-override', 'x-forwarded-uri']) {
      expect((await sendRaw(desk.port, rawGet('/sandbox', [`${name}: ${target}`]))).all).not.toMatch(data)
      expect((await sendRaw(desk.port, rawGet(target, [`${name}: /livez`]))).status).toBe(401)
    }
    expect(upstream.apiCalls).toHaveLength(0)
  })

  test('every read is written down with the person who read', async () => {
    const signedIn = await modes[mode]()
    await desk.get(page, { ...signedIn, ...visit })
    await desk.get(record, signedIn)
    await desk.get(page, visit)
    await desk.get(record.replace('a', '%61'), signedIn)
    await desk.get(record)
    const reads = desk.log().filter(({ event }) => event === 'read')
    expect(reads).toHaveLength(1)
    expect(reads[0]?.subject).toMatch(/^[A-Za-z0-9_-]{16}$/)
  })
})

test('a sign-out in other letters ends no session of a visitor of another site', async () => {
  const signedIn = await modes.oidc()
  const own = { ...signedIn, 'x-desk-request': '1' }
  for (const path of ['/auth/logout', ...respelled('/auth/logout').map(({ target }) => target)]) {
    for (const headers of [{ ...signedIn, ...crossSite }, { ...own, ...crossSite }, signedIn]) {
      expect([400, 403, 404], path).toContain((await desk.ask('POST', path, headers)).status)
    }
  }
  expect((await desk.get(record, signedIn)).status).toBe(200)
  expect((await desk.ask('POST', '/auth/logout', own)).status).toBe(204)
  expect((await desk.get(record, signedIn)).status).toBe(401)
})
