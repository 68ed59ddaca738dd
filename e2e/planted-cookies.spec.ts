/** A sibling host on the company's domain plants cookies beside ours; the desk stands behind TLS, the browser is real. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test as base, expect, type Page } from '@playwright/test'
import { freePort } from '#server/testing/network/free-port.ts'
import { selfSigned } from '#server/testing/network/self-signed.ts'
import { scenarios } from '#simulator/scenarios.ts'
import { identifyAs, startStaffDesk } from './staff.ts'

type Planted = { readonly name: string; readonly value: string; readonly path: string }

type Sites = {
  readonly url: string
  /** A page of a browser that no one has used, and that alone knows these names. */
  readonly newPage: () => Promise<Page>
  /** The address of the sibling's page that sets this cookie for the whole domain. */
  readonly planting: (cookie: Planted) => string
  /** The `Cookie` headers with which this page of the desk was requested, as they came over the wire. */
  readonly cookiesOf: (path: string) => readonly string[]
  readonly log: () => string
}

const test = base.extend<{ sites: Sites }>({
  sites: async ({ playwright, launchOptions }, use) => {
    const deskPort = await freePort()
    const documents: IncomingMessage[] = []
    const server = createServer(selfSigned(), (incoming, outgoing) => {
      if (incoming.headers.host?.startsWith('evil.')) return plant(incoming, outgoing)
      if (incoming.headers['sec-fetch-dest'] === 'document') documents.push(incoming)
      forward(deskPort, incoming, outgoing)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const url = `https://desk.corp.example:${port}`
    const desk = await startStaffDesk({ PORT: String(deskPort), PUBLIC_URL: url })
    const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP *.corp.example 127.0.0.1']
    const browser = await playwright.chromium.launch({ ...launchOptions, args })
    await use({
      url,
      newPage: async () => (await browser.newContext({ ignoreHTTPSErrors: true, baseURL: url })).newPage(),
      planting: cookie => `https://evil.corp.example:${port}/?${new URLSearchParams(cookie)}`,
      cookiesOf: path => documents.flatMap(({ url, headers }) => (url === path ? [headers.cookie ?? ''] : [])),
      log: desk.output,
    })
    await browser.close()
    await desk.stop()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  },
})

function plant({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const cookie = new URL(url, 'https://evil.corp.example').searchParams
  const [name, value, path] = ['name', 'value', 'path'].map(key => cookie.get(key))
  response.setHeader('set-cookie', `${name}=${value}; Domain=corp.example; Path=${path}; Secure`)
  // As bytes: Node writes headers in the encoding of a text, and these are Latin-1.
  response.setHeader('content-type', 'text/html').end(Buffer.from('<!doctype html><title>Planted</title>'))
}

function forward(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming
  const sent = request({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  incoming.pipe(sent)
}

const address = `/demo/orchestrations/${scenarios['failed-at-destination'].id}`
const account = (page: Page, name: string) => page.getByRole('button', { name: `Account: ${name}` })

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/auth/login?rd=%2Fdemo')
  await identifyAs(page, name)
  await expect(account(page, name.charAt(0).toUpperCase() + name.slice(1))).toBeVisible()
}

/** The names of cookies of the whole domain, or of one host of it. */
const namesAt = async (page: Page, domain: string) =>
  (await page.context().cookies()).flatMap(cookie => (cookie.domain === domain ? [cookie.name] : []))

test('a cookie of another host signs nobody in as its owner, and is removed', async ({ sites }) => {
  const attacker = await sites.newPage()
  await signIn(attacker, 'mallory')
  const [theirs] = await attacker.context().cookies(sites.url)
  const page = await sites.newPage()
  await signIn(page, 'ada')
  const [own] = await page.context().cookies(sites.url)
  for (const name of ['\xa0__Host-session', '\x85__Host-session', '"__Host-session"']) {
    // Let the desk's page finish, and leave it: a request by it could carry the planted cookie early and have it removed.
    await page.waitForLoadState('networkidle')
    await page.goto('about:blank')
    await page.goto(sites.planting({ name, value: theirs?.value ?? '', path: '/' }))
    await page.goto(address)
    const sent = sites.cookiesOf(address).at(-1)?.split('; ')
    expect(new Set(sent)).toEqual(new Set([`__Host-session=${own?.value}`, `${name}=${theirs?.value}`]))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText("You've been signed out.")
    await expect(account(page, 'Mallory')).toBeHidden()
    await expect.poll(() => namesAt(page, '.corp.example'), { message: name }).toEqual([])
    expect(await namesAt(page, 'desk.corp.example')).toEqual(['__Host-session'])
    await page.reload()
    await expect(account(page, 'Ada')).toBeVisible()
  }
  expect(sites.log()).toContain('"reason":"cookie_lookalike"')
})

test('one that stays keeps a sign-in from being finished, and the page says why', async ({ sites }) => {
  const page = await sites.newPage()
  // Bound to a path that the server cannot guess.
  await page.goto(sites.planting({ name: '\xa0__Host-session', value: 'x', path: '/auth/' }))
  await page.goto('/auth/login?rd=%2Fdemo')
  await identifyAs(page, 'ada')
  await expect(page.getByText("Another website on your company's domain has set a cookie")).toBeVisible()
  expect(await namesAt(page, 'desk.corp.example')).not.toContain('__Host-session')
  // Doing what it says helps.
  await page.context().clearCookies()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await identifyAs(page, 'ada')
  await expect(account(page, 'Ada')).toBeVisible()
})
