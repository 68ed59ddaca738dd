/** Stale data stays, says how old it is and why, and is replaced automatically. */
import { randomBytes } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { expect, leaveDrawingToBrowser, test, testOnNewPage } from './test.ts'

const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')
const api = (id: string) => `/api/demo/v2/orchestration/orchestrations/${id}`

/** Makes the simulator throttle the desk, which then sends nothing for about 11 s. */
const throttle = async (request: APIRequestContext, url: string) =>
  expect((await request.get(url + api(sentinels['rate-limited'].id))).status()).toBe(503)

test('while Paxos throttles, an open page keeps its payment, says so with the seconds, and goes on by itself', async ({
  page,
  request,
  ownDesk,
}) => {
  test.setTimeout(90_000)
  await page.goto(`${ownDesk.url}/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^Processing/)
  // What the page reads after the answer has come.
  await page.waitForLoadState('networkidle')
  await throttle(request, ownDesk.url)
  await page.keyboard.press('r')
  const banner = page.getByText('Paxos asked us to slow down.', { exact: true })
  await expect(banner).toBeVisible()
  await expect(page.getByText(/Trying again in \d+ s\. You don't need to refresh\./)).toBeVisible()
  await expect(page.getByText(/Showing what we had at \d\d:\d\d:\d\d UTC\./)).toBeVisible()
  // Nothing to press that cannot help.
  await expect(page.getByRole('button', { name: /Try again|Check now/ })).toHaveCount(0)
  await expect(heading).toHaveText(/^Processing/)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(banner).toBeHidden({ timeout: 40_000 })
  await expect(page.getByText(/Live · checked/)).toBeVisible()
})

test('while Paxos throttles, a link to a payment that is known here opens, marked as old', async ({
  page,
  request,
  ownDesk,
}) => {
  const id = freshRun(scenarios['fails-in-30-s'].id)
  expect((await request.get(ownDesk.url + api(id))).ok()).toBe(true)
  await throttle(request, ownDesk.url)
  // No longer fresh, so that it would be read again.
  await expect
    .poll(async () => (await request.get(ownDesk.url + api(id))).headers()['x-stale'])
    .toMatch(/^upstream_penalty;retry-after=\d+/)
  await page.goto(`${ownDesk.url}/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Processing/)
  await expect(page.getByText('Paxos asked us to slow down.', { exact: true }).first()).toBeVisible()
})

test('"checked" is the time of the read from Paxos, not of the browser request', async ({ page }) => {
  const id = freshRun(scenarios['fails-in-30-s'].id)
  await page.route(`**${api(id)}**`, async route => {
    const answer = await route.fetch()
    const headers = answer.headers()
    const readAt = new Date(Date.parse(headers['x-read-at'] ?? '') - 40_000).toISOString()
    await route.fulfill({ response: answer, headers: { ...headers, 'x-read-at': readAt } })
  })
  await leaveDrawingToBrowser(page)
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByText(/checked 4\d s ago/)).toBeVisible()
})

test('a final record says when it was checked, from the start, and never that it may have changed', async ({
  page,
}) => {
  await page.goto(`/demo/orchestrations/${scenarios['completed-cross-asset'].id}`)
  await expect(page.getByText(/^Final · checked \d\d:\d\d UTC$/)).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByText(/^Final · checked \d\d:\d\d your time$/)).toBeVisible()
  await expect(page.getByText(/may have changed|Updated \d/)).toHaveCount(0)
})

testOnNewPage('an old open record says so in the live text, with a way to refresh', async ({ page }) => {
  await page.clock.install()
  await page.goto(`/demo/orchestrations/${scenarios['processing-planned'].id}`)
  // The app has taken the page over, and reads no more by itself.
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.clock.fastForward('07:00')
  await expect(page.getByText('Updated 7 min ago')).toBeVisible()
  const read = page.waitForRequest(/fresh=1/)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await read
  await expect(page.getByText(/Paused · checked/)).toBeVisible()
})

test('"Check now" reads again; automatic refreshes are marked as such', async ({ page }) => {
  const asked: string[] = []
  page.on('request', sent => {
    if (sent.url().includes('/api/demo/v2/orchestration/orchestrations/')) {
      asked.push(`${new URL(sent.url()).search} ${sent.headers()['x-desk-purpose'] ?? 'open'}`)
    }
  })
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['fails-in-30-s'].id)}`)
  await expect(page.getByText(/Live · checked/)).toBeVisible()
  await page.keyboard.press('r')
  await expect.poll(() => asked).toContain('?fresh=1 open')
  await expect.poll(() => asked, { timeout: 15_000 }).toContain(' poll')
  // The first answer came with the page.
  expect(asked[0]).toBe('?fresh=1 open')
})
