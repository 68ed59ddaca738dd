/**
 * The test of this suite: one server for each worker, and a watch on every page that fails the test for a console error,
 * a thrown error, a breach of the Content-Security-Policy or a request to another origin.
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
  /** Origins beside our own that a test goes to, as people do to sign in. Our own pages still may not ask them for anything. */
  visits: readonly string[]
}
type WorkerFixtures = { desk: Desk }

/** For what would stay with a page: clocks, scripts that run before it. */
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
  /** A server for one test alone: for what would disturb its neighbours, such as a throttle or a series of failures. */
  // biome-ignore lint/correctness/noEmptyPattern: as above
  ownDesk: async ({}, use) => {
    const desk = await startDesk()
    await use(desk)
    await desk.stop()
  },
  baseURL: async ({ desk }, use) => use(desk.url),
  visits: [],
  /** What the watch has seen. A test that provokes a fault on purpose takes it out. */
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
/** Where the page waits for its next test: in the same process, which a page of another kind would not be, with no script. */
const resting = '/livez'

/**
 * The usual test: on one page for all tests of a worker, which costs half of what a page for each does. Each loads its
 * own document and finds nothing of those before: no storage, cookie, permission, route or further tab.
 */
export const test = testOnNewPage.extend<{
  /** The next test goes on in this document, as someone with the next question does, instead of loading its own. */
  oneDocument: boolean
}>({
  oneDocument: [false, { option: true }],
  context: async ({ browser }, use) => {
    kept ??= await browser.newContext()
    await use(kept)
    await Promise.all([kept.clearCookies(), kept.clearPermissions(), kept.unrouteAll(), kept.setOffline(false)])
    await closeFurtherTabs(kept)
  },
  page: async ({ context, viewport, baseURL, oneDocument }, use) => {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.emulateMedia({ colorScheme: null, media: null })
    if (viewport) await page.setViewportSize(viewport)
    await use(page)
    page.removeAllListeners()
    if (page.isClosed() || oneDocument) return
    await page.unrouteAll()
    await context.setOffline(false)
    // Before this one forgets, or they might store something after it.
    await closeFurtherTabs(context)
    await page.evaluate(forget)
    // What the page still asks for is no business of the next test.
    await page.goto(`${baseURL}${resting}`)
  },
})

async function closeFurtherTabs(context: BrowserContext): Promise<void> {
  for (const tab of context.pages().slice(1)) await tab.close()
}

/** Runs in the page, which then can't store anything any more. Where nothing can be stored there is nothing to forget. */
function forget(): void {
  try {
    localStorage.clear()
    sessionStorage.clear()
    Storage.prototype.setItem = () => undefined
  } catch {}
}

/** Chromium logs each failed request as an error of its own accord; what the page says about it is tested instead. */
const requestFailed = /^Failed to load resource:/

/** Of the test that has the context now: what it exposes stays when the next test takes it over. */
const faultsOf = new WeakMap<BrowserContext, string[]>()

/** Chromium sends no violation reports over plain http, so the pages themselves tell of every breach. */
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
    // A redirect of ours or a link takes people to sign in and back; the pages there are none of ours.
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

/** The small one: its other half would be comments, sent to every page. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** No accessibility violation on the page as it is, with nothing excluded, in light colours and in dark ones. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violations(page)).toEqual([])
  // Only the colours differ.
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(page, ['color-contrast', 'link-in-text-block'])).toEqual([])
}

/** What axe finds in the whole document, by these rules or by all of its own. */
async function violations(page: Page, runOnly?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  return page.evaluate(
    async options => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options)
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(' | ')}`)
    },
    {
      // To say where each rule is kept as well takes five times as long.
      resultTypes: ['violations' as const],
      // The style sheets are read anew for one experimental rule only, which axe itself leaves off.
      preload: { assets: ['media' as const] },
      ...(runOnly && { runOnly }),
    },
  )
}

/** Nothing sticks out of the window to the side. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBeLessThanOrEqual(window ?? 0)
}

export { expect }
