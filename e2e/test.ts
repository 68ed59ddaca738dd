/**
 * The base test: one server per worker, and a watch on every page that fails the test for a console error, a thrown error, a
 * CSP violation or a request to another origin.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import { type Desk, startDesk } from './desk.ts'

type Fixtures = {
  faults: string[]
  watch: undefined
  ownDesk: Desk
  /** Other origins that a test visits, for example to sign in. Our own pages still may not send requests to them. */
  visits: readonly string[]
}
type WorkerFixtures = { desk: Desk }

/** For changes that a page would keep: clocks, init scripts. */
export const testOnNewPage = base.extend<Fixtures, WorkerFixtures>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const desk = await startDesk()
      await use(desk)
      await desk.stop()
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  /** A server for one test: for effects that would disturb others, such as throttling or a series of failures. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  ownDesk: async ({}, use) => {
    const desk = await startDesk()
    await use(desk)
    await desk.stop()
  },
  baseURL: async ({ desk }, use) => use(desk.url),
  visits: [],
  /** The errors seen by the watch. A test that provokes one on purpose removes it. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  faults: async ({}, use) => use([]),
  watch: [
    async ({ context, visits, faults }, use) => {
      await watchPolicy(context, faults)
      const watched = (page: Page) => watchPage(page, visits, faults)
      for (const page of context.pages()) watched(page)
      context.on('page', watched)
      await use(undefined)
      context.off('page', watched)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

let kept: BrowserContext | undefined
/** Where the page waits for its next test: a page of the same origin, and so the same process, without a script. */
const resting = '/livez'

/**
 * The usual test: all tests of a worker share a page, which halves their cost. Each loads its own document and finds no storage,
 * cookie, permission, route or tab of earlier ones.
 */
export const test = testOnNewPage.extend({
  context: async ({ browser }, use) => {
    kept ??= await browser.newContext()
    await use(kept)
    await Promise.all([kept.clearCookies(), kept.clearPermissions(), kept.unrouteAll(), kept.setOffline(false)])
    await closeFurtherTabs(kept)
  },
  page: async ({ context, viewport, baseURL }, use) => {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.emulateMedia({ colorScheme: null, media: null })
    if (viewport) await page.setViewportSize(viewport)
    await use(page)
    page.removeAllListeners()
    await page.setExtraHTTPHeaders({})
    if (page.isClosed()) return
    await page.unrouteAll()
    await context.setOffline(false)
    // Close the others first: they might store something later.
    await closeFurtherTabs(context)
    await page.evaluate(forget)
    // Pending requests of the page don't concern the next test.
    await page.goto(`${baseURL}${resting}`)
  },
})

async function closeFurtherTabs(context: BrowserContext): Promise<void> {
  for (const tab of context.pages().slice(1)) await tab.close()
}

/** Runs in the page: clears all storage and blocks later writes. Pages without storage throw, and have nothing to clear. */
function forget(): void {
  try {
    localStorage.clear()
    sessionStorage.clear()
    Storage.prototype.setItem = () => undefined
  } catch {}
}

/** Chromium logs each failed request as an error; tests check the page's message instead. */
const requestFailed = /^Failed to load resource:/

/** Belongs to the current test: exposed functions stay when the next test takes over the context. */
const faultsOf = new WeakMap<BrowserContext, string[]>()

/** Chromium sends no CSP reports over plain http, so the pages report violations themselves. */
async function watchPolicy(context: BrowserContext, faults: string[]): Promise<void> {
  const isWatched = faultsOf.has(context)
  faultsOf.set(context, faults)
  if (isWatched) return
  await context.exposeBinding(
    'deskPolicyBreach',
    (_source, breach: string) => void faultsOf.get(context)?.push(`policy: ${breach}`),
  )
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
      const tell = (globalThis as unknown as { deskPolicyBreach: (breach: string) => void }).deskPolicyBreach
      tell(`${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`)
    })
  })
}

const isResting = (page: Page) => page.url() === 'about:blank' || new URL(page.url()).pathname === resting

function watchPage(page: Page, visits: readonly string[], faults: string[]): void {
  page.on('console', message => {
    if (message.type() === 'error' && !requestFailed.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => faults.push(`thrown: ${error.message}`))
  page.on('request', request => {
    const { origin, protocol, pathname } = new URL(request.url())
    const own = isResting(page) || origin === new URL(page.url()).origin
    // Redirects and links lead to the sign-in and back; those pages aren't ours.
    const visiting = request.isNavigationRequest() && request.frame() === page.mainFrame() && visits.length > 0
    if (
      !own &&
      !visiting &&
      !visits.includes(new URL(page.url()).origin) &&
      protocol !== 'data:' &&
      protocol !== 'blob:'
    )
      faults.push(`other origin: ${request.url()}`)
    if (pathname === '/api/csp-report') faults.push(`policy report: ${request.postData()}`)
  })
}

/** The minified build: the other is half comments. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Expects no accessibility violation, in light and dark colours, with nothing excluded, once the page has its heading. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violations(page)).toEqual([])
  // Only colours differ.
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page, ['color-contrast', 'link-in-text-block'])).toEqual([])
}

/** Violations in the whole document, for these rules or all of axe's. */
async function violations(page: Page, runOnly?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  return page.evaluate(
    async options => {
      // WCAG 2.5.8, which axe leaves off by itself. It also measures what a panel covers, and takes it for too near.
      const rules = { 'target-size': { enabled: document.querySelector(':popover-open') === null } }
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { rules, ...options })
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(' | ')}`)
    },
    {
      // Reporting passes too takes five times as long.
      resultTypes: ['violations' as const],
      // Only one experimental rule, off by default, needs the style sheets.
      preload: { assets: ['media' as const] },
      ...(runOnly && { runOnly, rules: {} }),
    },
  )
}

/** Makes the server send the empty page, as to a browser that fetches ahead: the app then reads its data itself. */
export const leaveDrawingToBrowser = (page: Page): Promise<void> => page.setExtraHTTPHeaders({ purpose: 'prefetch' })

/** Expects no horizontal overflow. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBeLessThanOrEqual(window ?? 0)
}

export { expect }
