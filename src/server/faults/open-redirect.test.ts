/** Where a sign-in leads afterwards: hundreds of ways to make a server send people elsewhere, and none that works. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { createBrowser } from '../testing/network/browser.ts'
import { type FakeProvider, startFakeProvider } from '../testing/sign-in/fake-provider.ts'
import { clientId, oidcAt } from '../testing/sign-in/sign-in.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'

let upstream: FakeUpstream
let provider: FakeProvider
let desk: Desk
const clock = fakeClock()

beforeAll(async () => {
  upstream = await startFakeUpstream()
  provider = await startFakeProvider(clientId)
  desk = await startDesk({ ...upstream, clock, signIn: oidcAt(provider.issuer) })
})
afterAll(async () => {
  await desk.close()
  await provider.close()
  await upstream.close()
})

const hosts = ['evil.example', 'evil.example:443', '@evil.example', '2130706433', '[::1]', 'evil%E3%80%82example']

/** What stands before a host, by kinds of confusion. */
const openings = [
  ...[
    '//',
    '///',
    '////',
    '/\\',
    '\\\\',
    '\\/',
    '/\\/',
    '/\\\\',
    '\\',
    '/./',
    '/../',
    '/.//',
    '/..//',
    '//./',
    './/',
    ';//',
  ],
  ...[
    '/%2f',
    '/%2F',
    '/%5c',
    '/%5C',
    '%2f%2f',
    '%5c%5c',
    '/%2f%2f',
    '/%5c%5c',
    '/%252f',
    '/%255c',
    '/%25252f',
    '/%25255c',
  ],
  ...[
    '/%09/',
    '/%0a/',
    '/%0d/',
    '/%00/',
    '/%20/',
    '/%2509/',
    '/%250a%250d/',
    '/\t/',
    '/\n/',
    '/\r\n/',
    '/ /',
    ' //',
    '\t//',
    '\u0000//',
  ],
  ...[
    'http://',
    'https://',
    'HTTPS://',
    'https:',
    'https:/',
    'https:\\\\',
    'http:\\',
    'https%3a%2f%2f',
    '/https://',
    'ftp://',
    '///https://',
  ],
  ...[
    'javascript://',
    'javascript:alert(1)//',
    '/javascript:',
    'data:text/html,',
    'vbscript:',
    'file:///',
    'blob:https://',
  ],
  ...[
    '/\u2215\u2215',
    '/\u2044',
    '/\uff0f',
    '/\uff3c',
    '/%ef%bc%8f',
    '/%c0%af',
    '/%e0%80%af',
    '/%c1%9c',
    '\u3002\u3002',
    '/%c2%85/',
    '/\u00a0/',
  ],
  ...[
    '/sandbox//',
    '/sandbox/..//',
    '/sandbox?x=//',
    '/sandbox?x=/\\',
    '/sandbox#//',
    '/sandbox/%2e%2e/%2f',
    '/x\r\nLocation: //',
  ],
  ...[
    '@',
    '.',
    '/@',
    '/.',
    '?//',
    '#//',
    '?url=https://',
    '/?https://',
    '/&https://',
    '//%5b',
    '/%zz%255c',
    '/%u002f',
    '/%%32%66',
  ],
]

const corpus = openings.flatMap(opening => hosts.map(host => opening + host))

/** Where a browser at our page goes for a `Location` value: the URL standard, as browsers implement it. */
const target = (location: string) => new URL(location, `http://127.0.0.1:${desk.port}/auth/callback`)

test(`fault 51: ${corpus.length} addresses that look like ours: none leaves the origin`, {
  timeout: 60_000,
}, async () => {
  expect(corpus.length).toBeGreaterThan(400)
  let kept = 0
  for (const rd of corpus) {
    // As it should be sent, and as little encoded as a URL can be.
    const queries = [`rd=${encodeURIComponent(rd)}`, `rd=${encodeURI(rd).replaceAll(/[#&]/g, encodeURIComponent)}`]
    for (const query of rd.endsWith('evil.example') ? queries : queries.slice(0, 1)) {
      // Slowly enough for the rate of sign-ins.
      clock.advance(1000)
      const browser = createBrowser(desk)
      const { headers, status } = await browser.get(`/auth/login?${query}`)
      // The rules for every address refuse some of it before sign-in sees it.
      if (status === 400) continue
      expect(target(headers.location ?? '').origin, rd).toBe(provider.issuer.origin)
      provider.answers.idToken = {}
      const back = await browser.comeBack(new URL(headers.location ?? ''), provider)
      expect(back.status).toBe(303)
      const { origin, href } = target(back.headers.location ?? '')
      expect(origin, `${rd} led to ${href}`).toBe(`http://127.0.0.1:${desk.port}`)
      kept += 1
    }
  }
  expect(kept).toBeGreaterThan(400)
})

test('fault 51: a missing or duplicate address leads to the first page', async () => {
  for (const query of [
    '',
    '?rd=',
    '?other=%2Fsandbox%2Frules',
    '?rd[]=%2Fsandbox',
    '?rd=%2Fsandbox&rd=%2F',
    '?r%64=%2Fsandbox&rd=',
  ]) {
    const browser = createBrowser(desk)
    const { headers } = await browser.get(`/auth/login${query}`)
    provider.answers.idToken = {}
    const back = await browser.comeBack(new URL(headers.location ?? ''), provider)
    expect(back.headers.location, query).toBe('/')
  }
})

test('fault 51: the callback does not decide where it leads', async () => {
  const browser = createBrowser(desk)
  const there = await browser.leave('/sandbox/rules')
  provider.answers.idToken = {}
  const back = await browser.comeBack(there, provider, query => query.set('rd', '/sandbox'))
  expect(back.headers.location).toBe('/sandbox/rules')
})
