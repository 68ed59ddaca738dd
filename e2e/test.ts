/**
 * The test of this suite: one server for each worker, and a watch on every page that fails the test for a console error,
 * a thrown error, a breach of the Content-Security-Policy or a request to another origin.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { type Desk, startDesk } from './desk.ts'

type Fixtures = {
  watch: undefined
  ownDesk: Desk
  /** Origins beside our own that a test goes to, as people do to sign in. Our own pages still may not ask them for anything. */
  visits: readonly string[]
}
type WorkerFixtures = { desk: Desk }

export const test = base.extend<Fixtures, WorkerFixtures>({
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
  watch: [
    async ({ context, visits }, use) => {
      const faults: string[] = []
      context.on('page', page => watchPage(page, visits, faults))
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

/** Chromium logs each failed request as an error of its own accord; what the page says about it is tested instead. */
const requestFailed = /^Failed to load resource:/

function watchPage(page: Page, visits: readonly string[], faults: string[]): void {
  page.on('console', message => {
    if (message.type() === 'error' && !requestFailed.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => faults.push(`thrown: ${error.message}`))
  page.on('request', request => {
    const { origin, protocol, pathname } = new URL(request.url())
    const own = origin === new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin
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
    if (pathname === '/api/csp-report') faults.push(`policy breached: ${request.postData()}`)
  })
}

/** No accessibility violation on the page as it is, with nothing excluded, in light colours and in dark ones. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoViolation(axeOf(page))
  // Only the colours differ.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolation(axeOf(page).withRules(['color-contrast', 'link-in-text-block']))
}

/** Legacy mode only means that no blank page is opened to gather the findings of frames, of which we have none. */
const axeOf = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true)

async function expectNoViolation(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target).join(' | ')}`,
  )
  expect(found).toEqual([])
}

/** Nothing sticks out of the window to the side. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBeLessThanOrEqual(window ?? 0)
}

export { expect }
