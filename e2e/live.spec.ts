/** A payment that moves while one looks at it. */
import { randomBytes } from 'node:crypto'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { startDesk } from './desk.ts'
import { expect, test } from './test.ts'

/** A run of a moving scenario that nobody else has seen: the first four groups name the story, the last one the run. */
const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')

test('completes on the page by itself, announced once, and stops refreshing', async ({ page }) => {
  test.setTimeout(120_000)
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
  await expect(page.getByText('Final: not refreshing')).toBeVisible()
  await expect(page.getByText(/Seen to change \d\d:\d\d:\d\d–\d\d:\d\d:\d\d/).first()).toBeVisible()
})

test('pausing stops the reads, resuming starts them again', async ({ page }) => {
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
  await desk.stop()
  await page.keyboard.press('r')
  await expect(page.getByText("Can't reach this dashboard's server.")).toBeVisible()
  await expect(page.getByText(/Showing what we had at \d\d:\d\d:\d\d UTC/)).toBeVisible()
  await expect(heading).toHaveText(/^Processing/)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
})

test('going offline says so and keeps the page; coming back reads at once', async ({ page, context }) => {
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText("You're offline.")).toBeVisible()
  await expect(
    page.getByText(/Showing what we had at \d\d:\d\d:\d\d UTC\. We'll refresh when you're back\./),
  ).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText("You're offline.")).toBeHidden()
  await expect(page.getByText(/Live · checked/)).toBeVisible()
})

test('an upstream that recovers is read again without the reader doing anything', async ({ page }) => {
  test.setTimeout(60_000)
  await page.goto(`/demo/orchestrations/${freshRun(sentinels.recovers.id)}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible({ timeout: 45_000 })
})
