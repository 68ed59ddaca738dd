/** Comparisons with similar orchestrations, which load after the orchestration and never delay it. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const lists = /\/orchestration\/orchestrations\?.*status=/
const customers = (page: Page) => page.getByRole('region', { name: 'Is it just this customer?' })
const usual = (page: Page) => page.getByRole('region', { name: 'Is it taking longer than usual?' })
const open = (page: Page, name: keyof typeof scenarios) => page.goto(`/demo/orchestrations/${scenarios[name].id}`)

test('a failure like others says how many, whose and why, in two calls', async ({ page }) => {
  const calls: { readonly url: string; readonly drawn: boolean }[] = []
  await page.route(lists, async route => {
    calls.push({ url: route.request().url(), drawn: await page.getByRole('heading', { name: 'Timeline' }).isVisible() })
    await route.continue()
  })
  await open(page, 'failed-like-others')
  const part = customers(page)
  await expect(part.getByText(/^No\. \d+ similar orchestrations from \d+ other customers also failed/)).toBeVisible()
  await expect(part.getByText(/^\d+ similar orchestrations completed, \d+ of them since\.$/)).toBeVisible()
  await expect(part.getByText('Customers counted by identity ID.', { exact: false })).toBeVisible()
  expect(calls.map(({ drawn }) => drawn)).toEqual([true, true])
  for (const { url } of calls) expect(url).toMatch(/source_asset=USD&destination_asset=USDC&.*created_at\.gte=/)
  await part.getByText("Show them by Paxos's reason").click()
  const row = part.getByRole('row').filter({ hasText: 'Withdrawals to this network are paused.' })
  await expect(row).toContainText("This payment's reason")
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
  const other = row.getByRole('link')
  const id = await other.innerText()
  await other.click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
})

test('the linked list has the same period and assets', async ({ page }) => {
  await open(page, 'failed-like-others')
  await customers(page).getByRole('link', { name: 'All failed USD → USDC' }).click()
  await expect(page).toHaveURL(
    /\?status=FAILED&source_asset=USD&destination_asset=USDC&created_at\.gte=[^&]+&created_at\.lt=[^&]+$/,
  )
  await expect(page.getByRole('link', { name: scenarios['failed-like-others'].id })).toBeVisible()
})

test('a unique failure says so, and what it was compared with', async ({ page }) => {
  await open(page, 'failed-at-destination')
  await expect(customers(page)).toContainText(/No similar orchestration/)
  await expect(customers(page)).toContainText('created 2026-04-20 00:30:01 UTC to 2026-04-21 00:30:01 UTC')
})

test('compares one in progress with the last hundred completed', async ({ page }) => {
  await open(page, 'processing-quiet')
  const part = usual(page)
  await expect(part.getByText('Slower than all of the last 100 USDC → USDG.')).toBeVisible()
  await expect(part.getByText(/^Half took ≤ .+, 95 % ≤ .+, the slowest ≤ .+\.$/)).toBeVisible()
  await expect(part).toContainText(/\b2 h \d+ min so far/)
  await expect(part).toContainText('Durations are upper bounds (creation to last update).')
  await expectAccessible(page)
})

test('shows no verdict for small samples', async ({ page }) => {
  await open(page, 'processing-no-events')
  await expect(usual(page).getByText('No completed DOGE → USD to compare with.')).toBeVisible()
})

test('each list can fail alone, says why, and can be retried', async ({ page }) => {
  let broken = true
  await page.route(lists, route =>
    broken && route.request().url().includes('status=COMPLETED')
      ? route.fulfill({
          status: 502,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'upstream_forbidden', scope: 'orchestration:read_orchestration' }),
        })
      : route.continue(),
  )
  await open(page, 'failed-like-others')
  const part = customers(page)
  await expect(part.getByText(/^No\. \d+ similar orchestrations/)).toBeVisible()
  await expect(part.getByText("This dashboard isn't allowed to read orchestrations.", { exact: false })).toBeVisible()
  await expect(part).toContainText('orchestration:read_orchestration')
  broken = false
  await part.getByRole('button', { name: 'Try again' }).click()
  await expect(part.getByText(/similar orchestrations completed/)).toBeVisible()
})

test('without the failures it shows only the reason and a retry', async ({ page }) => {
  let broken = true
  await page.route(lists, route => (broken ? route.abort() : route.continue()))
  await open(page, 'failed-like-others')
  const part = customers(page)
  await expect(part.getByText('Other failures unavailable.')).toBeVisible()
  await expect(part).toContainText("Can't reach this dashboard's server.")
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  broken = false
  await part.getByRole('button', { name: 'Try again' }).click()
  await expect(part.getByText(/^No\. \d+ similar orchestrations/)).toBeVisible()
})

test('compares nothing where no comparison applies', async ({ page }) => {
  const calls: string[] = []
  page.on('request', request => lists.test(request.url()) && calls.push(request.url()))
  await open(page, 'completed-cross-asset')
  // The pin comes at the same moment as the comparison would.
  await expect(page.getByRole('button', { name: 'Pin this payment' })).toBeVisible()
  await expect(customers(page)).toHaveCount(0)
  await expect(usual(page)).toHaveCount(0)
  expect(calls).toEqual([])
})
