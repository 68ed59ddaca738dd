/** An orchestration that changes while someone watches. */
import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { startDesk } from './desk.ts'
import { expect, test, testOnNewPage } from './test.ts'

/** A new run of a moving scenario: the first four groups name the scenario, the last one the run. */
const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')

testOnNewPage('completes on the page, announced once, and stops refreshing', async ({ page }) => {
  test.setTimeout(90_000)
  await page.clock.install()
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['completes-in-20-s'].id)}`)
  await expect(page.getByText(/Live · checked (just now|\d+ s ago)/)).toBeVisible()
  await expect(page).toHaveTitle(/Processing/)
  await expect(page.getByRole('status').filter({ hasText: 'Status changed from Processing to Completed' })).toHaveCount(
    1,
    {
      timeout: 60_000,
    },
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Completed/)
  await expect(page).toHaveTitle(/Completed/)
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicons/completed.svg')
  await expect(page.getByText(/^Final · checked \d\d:\d\d UTC$/)).toBeVisible()
  await page.getByRole('tab', { name: 'How we know' }).click()
  await expect(page.getByRole('table', { name: 'How sure each fact is' })).toContainText(
    /Destination transfer: seen to change between \d\d:\d\d:\d\d and \d\d:\d\d:\d\d UTC/,
  )
})

test('pausing stops reads, resuming restarts them', async ({ page }) => {
  let reads = 0
  page.on('request', request => {
    if (request.url().includes('/api/demo/v2/orchestration/orchestrations/')) reads += 1
  })
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused')).toBeVisible()
  const before = reads
  await page.waitForTimeout(7_000)
  expect(reads).toBe(before)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => reads, { timeout: 10_000 }).toBeGreaterThan(before)
})

test('a failed refresh keeps what is on the screen, with its age', async ({ page }) => {
  const desk = await startDesk()
  const id = freshRun(scenarios['fails-in-30-s'].id)
  await page.goto(`${desk.url}/demo/orchestrations/${id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^Processing/)
  // All code is here: without the server, what is missing can't be loaded.
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeAttached()
  await page.waitForLoadState('networkidle')
  await desk.stop()
  await page.keyboard.press('r')
  await expect(page.getByText("Can't reach this dashboard's server.", { exact: true })).toBeVisible()
  await expect(page.getByText(/Showing what we had at \d\d:\d\d:\d\d UTC/)).toBeVisible()
  await expect(heading).toHaveText(/^Processing/)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
})

test('going offline says so and keeps the page; coming back reads at once', async ({ page, context }) => {
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  // What the page reads after the answer has come.
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await expect(page.getByText("You're offline.", { exact: true })).toBeVisible()
  await expect(
    page.getByText(/Showing what we had at \d\d:\d\d:\d\d UTC\. We'll refresh when you're back\./),
  ).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText("You're offline.", { exact: true })).toBeHidden()
  await expect(page.getByText(/Live · checked/)).toBeVisible()
})

test('reads again when the upstream recovers, without the reader', async ({ page }) => {
  test.setTimeout(60_000)
  await page.goto(`/demo/orchestrations/${freshRun(sentinels.recovers.id)}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible({ timeout: 45_000 })
})

const readsOf = (page: Page) => {
  const reads: string[] = []
  page.on('request', request => {
    if (request.url().includes('/orchestration/orchestrations/')) reads.push(request.url())
  })
  return reads
}

/** Simulates leaving the tab for another one, and coming back. */
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate(value => {
    Object.defineProperty(document, 'hidden', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

test('nothing moves under the reader: focus, selection, scroll and a disclosure survive 20 polls with changes', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 1280, height: 600 })
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['completes-in-20-s'].id)}`)
  const tab = page.getByRole('tab', { name: 'How we know' })
  await tab.click()
  const reference = page.getByRole('region', { name: 'Details' }).locator('dd').nth(1)
  await reference.evaluate(element => {
    element.scrollIntoView({ block: 'center' })
    getSelection()?.selectAllChildren(element.firstElementChild ?? element)
  })
  await page
    .getByRole('button', { name: 'Pause' })
    .evaluate((button: HTMLElement) => button.focus({ preventScroll: true }))
  const state = () =>
    page.evaluate(() => ({
      selected: getSelection()?.toString(),
      focused: document.activeElement?.textContent,
      open: document.querySelector('[role=tab][aria-selected=true]')?.textContent,
    }))
  const before = await state()
  expect(before.selected).toContain('orch-live')
  expect(before.focused).toBe('Pause')
  expect(before.open).toBe('How we know')
  const top = () => reference.evaluate(element => element.getBoundingClientRect().top)
  const topBefore = await top()
  for (let poll = 0; poll < 20; poll += 1) {
    const answered = page.waitForResponse(/orchestration\/orchestrations\//)
    await page.keyboard.press('r')
    await answered
    await page.waitForTimeout(1100)
    expect(await state()).toEqual(before)
    expect(Math.abs((await top()) - topBefore)).toBeLessThanOrEqual(1)
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Completed/)
  expect(await state()).toEqual(before)
})

testOnNewPage('a hidden tab reads nothing until it is visible again', async ({ page }) => {
  await page.clock.install()
  const reads = readsOf(page)
  await page.goto(`/demo/orchestrations/${scenarios['processing-fresh'].id}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  await page.waitForLoadState('networkidle')
  await setHidden(page, true)
  const before = reads.length
  await page.clock.fastForward('10:00')
  expect(reads.length).toBe(before)
  await setHidden(page, false)
  await expect.poll(() => reads.length).toBe(before + 1)
})

testOnNewPage(
  'told when it is done: asked for on the click only, one read a minute while hidden, a dot until looked at',
  async ({ page }) => {
    test.setTimeout(90_000)
    await page.addInitScript(() => {
      const told: string[] = []
      class Told {
        static permission = 'default'
        static async requestPermission() {
          Told.permission = 'granted'
          told.push('asked')
        }
        onclick = null
        constructor(title: string) {
          told.push(title)
        }
      }
      Object.assign(window, { Notification: Told, told })
    })
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
    const lastLookedAt = () => page.evaluate(() => JSON.parse(localStorage.getItem('desk.recents') ?? '[]')[0]?.status)
    await page.clock.install()
    const reads = readsOf(page)
    await page.goto(`/demo/orchestrations/${freshRun(scenarios['completes-in-20-s'].id)}`)
    await page.getByRole('button', { name: 'More actions' }).click()
    expect(await told()).toEqual([])
    await page.getByRole('button', { name: 'Notify me when it finishes' }).click()
    await expect.poll(told).toEqual(['asked'])
    await page.keyboard.press('Escape')
    await expect(page.getByText(/we’ll notify you/)).toBeVisible()
    await setHidden(page, true)
    await page.waitForTimeout(21_000)
    const before = reads.length
    await page.clock.fastForward(61_000)
    await expect.poll(() => reads.length).toBe(before + 1)
    await expect(page).toHaveTitle(/^● \[DEMO\] ✓ c996d361 Completed/)
    await expect.poll(told).toEqual(['asked', expect.stringMatching(/^\[DEMO\] ✓ c996d361 Completed/)])
    // Changes in a hidden tab are still new.
    expect(await lastLookedAt()).toBe('PROCESSING')
    await setHidden(page, false)
    await expect(page).toHaveTitle(/^\[DEMO\] ✓ c996d361 Completed/)
    await expect.poll(lastLookedAt).toBe('COMPLETED')
  },
)

testOnNewPage('reads a final orchestration once more after 30 s, and then no more', async ({ page }) => {
  await page.clock.install()
  const reads = readsOf(page)
  await page.goto(`/demo/orchestrations/${scenarios['failed-at-destination'].id}`)
  await expect(page.getByText(/^Final · checked \d\d:\d\d UTC$/)).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.clock.fastForward(34_000)
  await expect.poll(() => reads.length).toBe(1)
  await page.clock.fastForward('30:00')
  expect(reads).toHaveLength(1)
})

test('aborts its read when the page is left', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['processing-fresh'].id}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  await page.route('**/api/**', () => undefined)
  const asked = page.waitForRequest('**/api/**')
  await page.keyboard.press('r')
  await asked
  const aborted = page.waitForEvent('requestfailed')
  await page.getByRole('link', { name: 'Orchestration Desk' }).click()
  expect((await aborted).failure()?.errorText).toBe('net::ERR_ABORTED')
})
