import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppConfig } from '#domain/config/app-config.ts'
import { type Desk, startDesk } from '../testing/desk/desk.ts'
import { indexHtml } from '../testing/desk/site.ts'
import { type FakeUpstream, startFakeUpstream } from '../testing/upstream/fake-upstream.ts'
import { indexPage } from './index-page.ts'
import { readSite } from './read-site.ts'

let upstream: FakeUpstream
let desk: Desk

beforeAll(async () => {
  upstream = await startFakeUpstream()
  desk = await startDesk({ ...upstream })
})
afterAll(async () => {
  await desk.close()
  await upstream.close()
})

const asset = '/assets/index-1a2b3c.js'

const pages = [
  '/sandbox',
  '/sandbox?q=1',
  '/sandbox/orchestrations',
  '/sandbox/orchestrations?id=a,b&x=%2F',
  '/sandbox/orchestrations/id-1',
  '/sandbox/orchestrations/not%20an%20id',
  `/sandbox/orchestrations/${'x'.repeat(500)}`,
  '/sandbox/rules',
  '/sandbox/rules/rule-1',
  '/sandbox/transfers/transfer-1',
]

test.each(pages)('%s serves the app', async path => {
  const reply = await desk.get(path)
  expect(reply.status).toBe(200)
  expect(reply.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  expect(reply.text).toContain('<div id="root">')
})

test('an unknown environment serves the app as a 404', async () => {
  for (const path of ['/production', '/nowhere/orchestrations/id-1', `/a${'b'.repeat(31)}`]) {
    const reply = await desk.get(path)
    expect([reply.status, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(reply.headers.link).toBeUndefined()
    // The same bytes, but never a 304, which would pass for a 200.
    expect((await desk.get(path, { 'if-none-match': reply.headers.etag ?? '' })).status).toBe(404)
  }
})

test.each([
  '/index.html',
  '/Sandbox',
  '/1sandbox',
  `/a${'b'.repeat(32)}`,
  '/sandbox/transfers',
  '/sandbox/settings',
  '/sandbox/orchestrations/a/b',
  '/api',
  '/api/orchestrations',
  '/assets',
  '/auth',
  '/.vite/manifest.json',
  '/favicon.ico',
  '/package.json',
  '/assets/none-1a2b3c.js',
  '/assets/',
  '/assets/index-1a2b3c.js.br',
  '/assets/constructor',
  '/assets/__proto__',
])('%s is nothing', async path => {
  const reply = await desk.get(path)
  expect([reply.status, reply.problem.code]).toEqual([404, 'not_found'])
})

const nowhere: readonly [string, number][] = [
  ['/Sandbox', 404],
  ['/sandbox/settings', 404],
  ['/sandbox/orchestrations/a/b', 404],
  ['/assets/none-1a2b3c.js', 404],
  ['/api/nothing', 404],
  ['/auth/nothing', 404],
  ['//sandbox', 400],
  ['/sandbox//rules', 400],
  ['/sandbox/orchestrations/id-1%0A', 400],
  ['/%73andbox', 400],
  ['/sandbox%2Frules', 400],
  ['/%ff', 400],
  ['/sandbox?x=%00', 400],
  [`/sandbox/settings?${'x'.repeat(8192)}`, 414],
  [`/sandbox?${'x'.repeat(12 * 1024)}`, 414],
]
const acceptOfBrowser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'

test.each(nowhere)('%s is the page for a person and a problem document for a program: %i', async (path, status) => {
  const page = await desk.get(path, { accept: acceptOfBrowser })
  expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
  expect(page.text).toBe((await desk.get('/sandbox')).text)
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.headers.link).toBeUndefined()
  // The same bytes, but never a 304, which would pass for a 200.
  expect((await desk.get(path, { accept: 'text/html', 'if-none-match': page.headers.etag ?? '' })).status).toBe(status)
  const head = await desk.ask('HEAD', path, { accept: 'text/html' })
  expect([head.status, head.headers['content-type'], head.text]).toEqual([status, 'text/html; charset=utf-8', ''])
  for (const accept of [
    '*/*',
    'application/json',
    'image/avif,image/webp,*/*',
    'text/htmlx',
    'x-text/html',
    'text/*',
    '',
  ]) {
    expect((await desk.get(path, { accept })).problem.status, accept).toBe(status)
  }
  expect((await desk.ask('POST', path, { accept: acceptOfBrowser })).problem.status).toBeGreaterThanOrEqual(status)
})

test('the page is for addresses that lead nowhere, not for refusals and not under another name', async () => {
  const accept = { accept: acceptOfBrowser }
  expect((await desk.get('/nothing/here', { ...accept, host: 'evil.example' })).problem.status).toBe(403)
  expect((await desk.get('/%73andbox', { ...accept, host: 'evil.example' })).problem.status).toBe(403)
  expect((await desk.get('/api/status', { ...accept, 'sec-fetch-site': 'cross-site' })).problem.status).toBe(403)
  expect((await desk.ask('DELETE', '/sandbox', accept)).problem.status).toBe(405)
  expect((await desk.get('/api/sandbox/v2/events?limit=0', accept)).problem.status).toBe(400)
  expect(desk.log().find(({ route, status }) => route === '(none)' && status === 404)?.code).toBe('not_found')
})

test.each([
  ['/', '/sandbox'],
  ['/?', '/sandbox'],
  ['/?q=inv%2F2026+%C3%A9', '/sandbox?q=inv%2F2026+%C3%A9'],
  ['/?ref_id=a&x=%0d%0aSet-Cookie:a', '/sandbox?ref_id=a&x=%0d%0aSet-Cookie:a'],
  ['/lookup', '/sandbox/lookup'],
  ['/lookup?q=//evil.example', '/sandbox/lookup?q=//evil.example'],
])('%s redirects to the default environment and keeps its query', async (path, location) => {
  const reply = await desk.get(path)
  expect([reply.status, reply.headers.location, reply.headers['set-cookie']]).toEqual([302, location, undefined])
})

test.each(['/', '/lookup', '/sandbox/lookup'])(
  '%s takes a text of 8 KiB, and leads to an address that is taken',
  async path => {
    const reply = await desk.get(`${path}?q=${encodeURIComponent('a ticket '.repeat(911).slice(0, 8192))}`)
    expect(reply.status).toBe(path.startsWith('/sandbox') ? 200 : 302)
    const longest = (at: string) => `${at}?q=${'x'.repeat(12_288 - at.length - 3)}`
    const { status, headers } = await desk.get(
      path.startsWith('/sandbox') ? longest(path) : longest(path).slice(0, -16),
    )
    expect(status).toBe(reply.status)
    if (headers.location) expect((await desk.get(headers.location)).status).toBe(200)
    expect((await desk.get(`${longest(path)}x`)).status).toBe(414)
  },
)

test('/opensearch.xml names the smart link where people reach it', async () => {
  const behind = await startDesk({ ...upstream, app: { publicUrl: new URL('https://desk.example.com') } })
  for (const [reply, origin] of [
    [await desk.get('/opensearch.xml'), `http://127.0.0.1:${desk.port}`],
    [await behind.get('/opensearch.xml'), 'https://desk.example.com'],
  ] as const) {
    expect(reply.headers['content-type']).toBe('application/opensearchdescription+xml; charset=utf-8')
    expect(reply.text).toContain(`template="${origin}/lookup?q={searchTerms}"`)
    expect(reply.text).toContain('<ShortName>Orchestrations</ShortName>')
  }
  await behind.close()
})

test('redirects a trailing slash away and keeps the query', async () => {
  for (const [path, location] of [
    ['/sandbox/', '/sandbox'],
    ['/nowhere/', '/nowhere'],
    ['/sandbox/orchestrations/?id=a%2Cb', '/sandbox/orchestrations?id=a%2Cb'],
    ['/sandbox/orchestrations/id-1/', '/sandbox/orchestrations/id-1'],
  ]) {
    const reply = await desk.get(path ?? '')
    expect([reply.status, reply.headers.location]).toEqual([308, location])
  }
  for (const path of [
    '/api/',
    '/assets/',
    '/api/status/',
    '/sandbox/x/',
    '/evil.example/',
    '/sandbox/orchestrations/a/b/',
  ]) {
    expect((await desk.get(path)).status).toBe(404)
  }
})

test('HEAD responds like GET without the body', async () => {
  for (const path of ['/sandbox', asset, '/robots.txt']) {
    const [head, get] = [await desk.ask('HEAD', path), await desk.get(path)]
    expect([head.status, head.text]).toEqual([200, ''])
    expect(head.headers['content-length']).toBe(get.headers['content-length'])
    expect(head.headers.etag).toBe(get.headers.etag)
  }
})

test('caches assets forever and revalidates other files and the page', async () => {
  expect((await desk.get(asset)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await desk.get('/favicon.svg')).headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'image/svg+xml',
  })
})

test.each([
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip;q=1, br;q=0', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['identity', undefined],
  ['BR', 'br'],
  ['', undefined],
])('Accept-Encoding %j is served %s', async (accept, encoding) => {
  for (const path of [asset, '/sandbox']) {
    const { headers } = await desk.get(path, { 'accept-encoding': accept })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toBe('accept-encoding')
  }
})

test('each encoding has its own strong ETag, which gets a 304', async () => {
  for (const path of ['/sandbox', asset, '/favicon.svg']) {
    const etags = new Set<string>()
    for (const encoding of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': encoding }
      const etag = (await desk.get(path, headers)).headers.etag ?? ''
      expect(etag).toMatch(/^"[\w-]+"$/)
      etags.add(etag)
      const again = await desk.get(path, { ...headers, 'if-none-match': etag })
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag])
    }
    expect(etags.size).toBe(path === '/favicon.svg' ? 1 : 3)
  }
})

const hint = (file: string) => `</assets/${file}>; rel=modulepreload; crossorigin`
const style = '</assets/index-5e.css>; rel=preload; as=style; crossorigin'
const links = async (path: string) => (await desk.get(path)).headers.link?.split(', ')

test('a detail page announces its data first, then exactly the scripts it needs', async () => {
  expect(await links('/sandbox/orchestrations/id-1')).toEqual([
    '</api/sandbox/v2/orchestration/orchestrations/id-1>; rel=preload; as=fetch; crossorigin',
    style,
    ...['index-1a2b3c.js', 'shared-4d.js', 'detail-6b.js', 'parts-7f.js'].map(hint),
  ])
})

test('the lookup page announces its own scripts, other pages the entry', async () => {
  const entry = [style, hint('index-1a2b3c.js'), hint('shared-4d.js')]
  expect(await links('/sandbox')).toEqual([...entry, hint('lookup-9c.js')])
  expect(await links('/sandbox/rules')).toEqual(entry)
})

test('does not announce data for a malformed ID', async () => {
  for (const id of ['a%3E%3B%20rel=x', 'a.b', 'x'.repeat(65)]) {
    expect((await desk.get(`/sandbox/orchestrations/${id}`)).headers.link).not.toContain('as=fetch')
  }
})

test("the page holds this server's settings as data, and nothing that runs", async () => {
  const { text } = await desk.get('/sandbox')
  const json = /<script type="application\/json" id="desk-config">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
  expect(v.parse(AppConfig, JSON.parse(json))).toMatchObject({
    version: '0.0.0',
    defaultEnvironment: 'sandbox',
    environments: [{ name: 'sandbox', apiBase: '/api/sandbox/v2' }],
  })
  expect(text.match(/<script/g)).toHaveLength(2)
  expect(text).not.toContain('"development"')
})

const appConfig = (rule: string): AppConfig => ({
  version: '1',
  defaultEnvironment: 'demo',
  environments: [],
  links: { rule, explorers: {} },
})

test('a setting cannot end the data block', () => {
  const rule = "https://ops.example/</script><script>alert(1)</script>$&$1$'{id}"
  const text = indexPage(indexHtml, appConfig(rule)).body.toString()
  expect(text.match(/<script/g)).toHaveLength(2)
  const json = /id="desk-config">(.*?)<\/script>/s.exec(text)?.[1] ?? ''
  expect(JSON.parse(json).links.rule).toBe(rule)
})

test('refuses a build with no placeholder for the settings, or two', () => {
  expect(() => indexPage('<html></html>', appConfig('x'))).toThrow('0 blocks')
  expect(() => indexPage(indexHtml + indexHtml, appConfig('x'))).toThrow('2 blocks')
})

test('a build is read with its precompressed siblings, without maps and what is for this server only', () => {
  const directory = mkdtempSync(join(tmpdir(), 'desk-site-'))
  mkdirSync(join(directory, 'assets'))
  mkdirSync(join(directory, '.vite'))
  mkdirSync(join(directory, '.server'))
  const files = [
    'index.html',
    'robots.txt',
    'assets/a-1.js',
    'assets/a-1.js.br',
    'assets/a-1.js.map',
    'assets/b-2.css',
    'assets/b-2.css.gz',
    '.server/entry-server.js',
  ]
  for (const file of files) writeFileSync(join(directory, file), file)
  writeFileSync(join(directory, '.vite/manifest.json'), '{"index.html":{"file":"assets/a-1.js"}}')
  const site = readSite(directory)
  rmSync(directory, { recursive: true })
  expect([...(site?.files.keys() ?? [])].sort()).toEqual(['/assets/a-1.js', '/assets/b-2.css', '/robots.txt'])
  expect(site?.files.get('/assets/a-1.js')).toMatchObject({ immutable: true, type: 'text/javascript; charset=utf-8' })
  expect(site?.files.get('/assets/a-1.js')?.br?.toString()).toBe('assets/a-1.js.br')
  expect(site?.files.get('/assets/a-1.js')?.gzip).toBeUndefined()
  expect(site?.files.get('/assets/b-2.css')?.gzip?.toString()).toBe('assets/b-2.css.gz')
  expect(site?.manifest).toEqual({ 'index.html': { file: 'assets/a-1.js' } })
  expect(readSite(join(directory, 'gone'))).toBeUndefined()
})
