/** A batch that keeps its open rows up to date on a switch. */
import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { asProblem } from './answers.ts'
import { expect, expectAccessible, testOnNewPage as test } from './test.ts'

const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')
const young = scenarios['processing-fresh'].id
const old = scenarios['processing-bank-payout'].id
const final = scenarios['completed-cross-asset'].id

/** The ids of each list call that the page makes. */
function listCalls(page: Page) {
  const calls: (readonly string[])[] = []
  page.on('request', request => {
    const ids = new URL(request.url()).searchParams.getAll('orchestration_id')
    if (ids.length > 0) calls.push(ids)
  })
  return calls
}

test('live is off at first; on, it reads open rows in list calls, each as often as its age asks for', async ({
  page,
}) => {
  await page.clock.install()
  await page.goto(`/demo/orchestrations?id=${young},${old},${final}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 IDs: 2 processing, 1 completed')
  const live = page.getByRole('switch', { name: 'Live' })
  await expect(live).not.toBeChecked()
  const calls = listCalls(page)
  await page.clock.runFor(120_000)
  expect(calls).toEqual([])
  await live.check()
  await expect(page.getByText(/^checked (just now|\d+ s ago)$/)).toBeVisible()
  expect(calls[0]).toEqual([young, old])
  // Under ten minutes old: every 5 s, within a tenth. Days old: every five minutes.
  for (const _ of [1, 2]) {
    const before = calls.length
    await page.clock.runFor(5_600)
    await expect.poll(() => calls.length).toBeGreaterThan(before)
  }
  expect(calls.slice(1).filter(ids => ids.includes(old))).toEqual([])
  await live.uncheck()
  const before = calls.length
  await page.clock.runFor(600_000)
  expect(calls).toHaveLength(before)
  await live.check()
  await expectAccessible(page)
})

test('live stops while the tab is hidden, and reads at once when it is looked at again', async ({ page }) => {
  await page.clock.install()
  await page.goto(`/demo/orchestrations?id=${young},${final}`)
  const calls = listCalls(page)
  await page.getByRole('switch', { name: 'Live' }).check()
  const setHidden = (hidden: boolean) =>
    page.evaluate(value => {
      Object.defineProperty(document, 'hidden', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await expect(page.getByText(/^checked /)).toBeVisible()
  await setHidden(true)
  const before = calls.length
  await page.clock.runFor(60_000)
  expect(calls).toHaveLength(before)
  await setHidden(false)
  await expect.poll(() => calls.length).toBe(before + 1)
})

test('a change is announced once, and with nothing open nothing more is read', async ({ page }) => {
  test.setTimeout(90_000)
  const run = freshRun(scenarios['completes-in-20-s'].id)
  await page.goto(`/demo/orchestrations?id=${run},${final}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('2 IDs: 1 processing, 1 completed')
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    for (const region of document.querySelectorAll('[role=status]'))
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, {
        characterData: true,
        childList: true,
        subtree: true,
      })
  })
  await page.getByRole('switch', { name: 'Live' }).check()
  await expect(heading).toHaveText('2 IDs: 2 completed', { timeout: 60_000 })
  await expect(page.getByText('Nothing open')).toBeVisible()
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said.filter(text => text.includes('changed'))).toEqual([
    `${run.slice(0, 8)} changed from Processing to Completed`,
  ])
})

test('a throttled live batch keeps its rows, counts down and goes on by itself', async ({ page, ownDesk }) => {
  await page.clock.install()
  await page.goto(`${ownDesk.url}/demo/orchestrations?id=${young},${final}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 processing, 1 completed')
  const calls = listCalls(page)
  let refused = 0
  await page.route(/orchestration_id=/, route => {
    refused += 1
    if (refused > 1) return route.continue()
    return route.fulfill(asProblem(503, { code: 'upstream_penalty', retryAfter: 30 }))
  })
  await page.getByRole('switch', { name: 'Live' }).check()
  await expect(page.getByText(/^Retrying in \d+ s$/)).toBeVisible()
  await expect(page.getByText('Paxos asked us to slow down.')).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.clock.runFor(20_000)
  expect(calls).toHaveLength(1)
  // In small steps: a request on its way must not outlive its own timeout by the same clock.
  await expect(async () => {
    await page.clock.runFor(2000)
    expect(calls.length).toBeGreaterThan(1)
  }).toPass()
  await expect(page.getByText('Paxos asked us to slow down.')).toBeHidden()
  await expect(page.getByText(/^checked /)).toBeVisible()
})

test('a batch without open rows offers no switch', async ({ page }) => {
  await page.goto(`/demo/orchestrations?id=${final},${sentinels['not-found'].id}`)
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('switch')).toHaveCount(0)
})
