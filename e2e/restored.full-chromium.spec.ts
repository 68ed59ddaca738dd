/** Pages that the browser keeps and shows again on Back or Forward, which the headless shell never does. */
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { fullChromium } from '../scripts/chromium.ts'
import { pathOf } from '../scripts/programs.ts'
import { identifyAs, test } from './staff.ts'

const { id } = scenarios['failed-at-destination']
const verdict = 'Failed at the destination transfer'
const pages = [
  ['drawn', `/demo/orchestrations/${id}`, verdict],
  ['drawn by the browser', '/demo/rules', 'PYUSD payouts'],
] as const

let context: BrowserContext
let page: Page
/** One for each test: a logout at the provider ends the sign-ins of the next seconds too, since clocks differ. */
let account: string

test.beforeEach(async ({ staff }, { testId }) => {
  account = `reader-${testId}`
  // Several times slower than the shell.
  test.slow()
  const browser = await chromium.launch({
    executablePath: pathOf(fullChromium),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  context = await browser.newContext({ baseURL: staff.url })
  // What the first frame of each document shows, also of one that is loaded again at once.
  await context.addInitScript(() => {
    addEventListener('pageshow', ({ persisted }) =>
      requestAnimationFrame(() => {
        const before = JSON.parse(sessionStorage.getItem('shown') ?? '[]')
        // Of what is hidden, `innerText` is all of its text.
        const text = document.body.checkVisibility() ? document.body.innerText : ''
        sessionStorage.setItem('shown', JSON.stringify([...before, { persisted, text }]))
      }),
    )
  })
  page = await context.newPage()
  await page.goto('/auth/login?rd=%2Fdemo')
  await identifyAs(page, account)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look up an orchestration')
})
test.afterEach(() => context.browser()?.close())

type Shown = { readonly persisted: boolean; readonly text: string }

/** What was shown of documents that the browser had kept. */
const restored = async (): Promise<readonly Shown[]> => {
  const all: readonly Shown[] = await page.evaluate(() => JSON.parse(sessionStorage.getItem('shown') ?? '[]'))
  return all.filter(({ persisted }) => persisted)
}

/** As the Back button does. Playwright's own waits for a load, which a kept page doesn't have; this may end with the page. */
const back = () => page.evaluate(() => history.back()).catch(() => undefined)

async function leave(path: string, text: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByText(text).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.goto('/livez')
}

for (const [name, path, text] of pages) {
  test(`Back shows a page ${name} at once, as it was`, async () => {
    await leave(path, text)
    await back()
    await expect
      .poll(() => restored().catch(() => []))
      .toEqual([{ persisted: true, text: expect.stringContaining(text) }])
    await expect(page.getByText(text).first()).toBeVisible()
  })

  test(`after a sign-out in another tab Back shows nothing of a page ${name}, and leads to a sign-in`, async () => {
    await leave(path, text)
    const other = await context.newPage()
    await other.goto('/demo')
    await other.getByRole('button', { name: /^Account: Reader/ }).click()
    await other.getByRole('button', { name: 'Sign out' }).click()
    await expect(other.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
    await back()
    await expect(page.getByText("You've been signed out.")).toBeVisible()
    for (const shown of await restored()) expect(shown.text).not.toContain(text)
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    // The provider still knows them.
    await expect(page).toHaveURL(path)
    await expect(page.getByText(text).first()).toBeVisible()
  })

  test(`after a logout at the provider Back leads from a page ${name} to a sign-in`, async ({ staff }) => {
    await leave(path, text)
    await staff.provider.logOut(account)
    await back()
    await expect(page.getByText("You've been signed out.")).toBeVisible()
    await expect(page.getByText(text, { exact: true })).toHaveCount(0)
  })
}
