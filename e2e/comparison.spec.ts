/** Comparisons with similar orchestrations: in the strip, and in full in their section. They never delay the answer. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { asProblem } from './answers.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const lists = /\/orchestration\/orchestrations\?.*status=/
const open = (page: Page, name: keyof typeof scenarios) => page.goto(`/demo/orchestrations/${scenarios[name].id}`)

/** Opens the section, as the link in the strip does. */
async function similar(page: Page) {
  await page.getByRole('tab', { name: 'Similar' }).click()
  return page.getByRole('tabpanel', { name: 'Similar' })
}

test('a failure like others says how many, whose and why, in two calls after the answer', async ({ page }) => {
  const calls: { readonly url: string; readonly drawn: Promise<boolean> }[] = []
  page.on('request', request => {
    if (!lists.test(request.url())) return
    calls.push({ url: request.url(), drawn: page.getByRole('heading', { name: 'Timeline' }).isVisible() })
  })
  await open(page, 'failed-like-others')
  await page.getByRole('region', { name: 'Only this customer?' }).getByRole('link', { name: 'Compare' }).click()
  const part = page.getByRole('tabpanel', { name: 'Similar' })
  await expect(
    part.getByText(/^No\. \d+ similar orchestrations from \d+ other customers also failed, \d+ for this reason\.$/),
  ).toBeVisible()
  await expect(part.getByText(/^\d+ similar orchestrations completed, \d+ of them since\.$/)).toBeVisible()
  await expect(part.getByText('Customers counted by identity ID.', { exact: false })).toBeVisible()
  expect(await Promise.all(calls.map(({ drawn }) => drawn))).toEqual([true, true])
  for (const { url } of calls) expect(url).toMatch(/source_asset=USD&destination_asset=USDC&.*created_at\.gte=/)
  const row = part.getByRole('row').filter({ hasText: 'Withdrawals to this network are paused.' })
  await expect(row).toContainText('The same as here')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
  const other = row.getByRole('link')
  const id = await other.innerText()
  await other.click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
})

test('its numbers add up: the reasons count what the headline counts', async ({ page }) => {
  await open(page, 'failed-like-others')
  const part = await similar(page)
  const words = await part.getByText(/similar orchestrations from/).innerText()
  const others = Number(/(\d+) similar/.exec(words)?.[1])
  const more = [...words.matchAll(/(\d+) more/g)].map(match => Number(match[1]))
  const counts = await part.getByRole('cell', { name: /^\d+$/ }).allInnerTexts()
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(more.reduce((sum, count) => sum + count, others))
})

test('the linked list has the same period and assets', async ({ page }) => {
  await open(page, 'failed-like-others')
  await (await similar(page)).getByRole('link', { name: 'All failed USD to USDC' }).click()
  await expect(page).toHaveURL(
    /\?status=FAILED&source_asset=USD&destination_asset=USDC&created_at\.gte=[^&]+&created_at\.lt=[^&]+$/,
  )
  await expect(page.getByRole('link', { name: scenarios['failed-like-others'].id })).toBeVisible()
})

test('a unique failure says so, and what it was compared with', async ({ page }) => {
  await open(page, 'failed-at-destination')
  const part = await similar(page)
  await expect(part).toContainText(/No similar orchestration/)
  await expect(part).toContainText('created 2026-04-20 00:30:01 UTC to 2026-04-21 00:30:01 UTC')
})

test('compares one in progress with the last hundred completed', async ({ page }) => {
  await open(page, 'processing-quiet')
  await expect(page.getByRole('region', { name: 'Slower than usual?' })).toContainText(
    /Slower than all of the last 100 USDC → USDG\.Half took ≤ .+, 95 % ≤ .+, the slowest ≤ .+\./,
  )
  const part = await similar(page)
  await expect(part.getByText('Slower than all of the last 100 USDC → USDG.', { exact: false })).toBeVisible()
  await expect(part).toContainText(/2 h \d+ min so far/)
  await expect(part).toContainText('Durations are upper bounds (creation to last update).')
  await expectAccessible(page)
})

test('shows no verdict for small samples', async ({ page }) => {
  await open(page, 'processing-no-events')
  await expect(page.getByRole('region', { name: 'Slower than usual?' })).toContainText(
    'No completed DOGE → USD to compare with.',
  )
})

test('each list can fail alone, says why, and can be retried', async ({ page }) => {
  let problem: { code: string; scope?: string } | undefined = {
    code: 'upstream_forbidden',
    scope: 'orchestration:read_orchestration',
  }
  await page.route(lists, route =>
    problem && route.request().url().includes('status=COMPLETED')
      ? route.fulfill(asProblem(502, problem))
      : route.continue(),
  )
  await open(page, 'failed-like-others')
  const part = await similar(page)
  await expect(part.getByText(/^No\. \d+ similar orchestrations/)).toBeVisible()
  await expect(part.getByText("This dashboard isn't allowed to read orchestrations.", { exact: false })).toBeVisible()
  await expect(part).toContainText('orchestration:read_orchestration')
  // Asking again gets the same answer, so no button says otherwise.
  await expect(part.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  problem = { code: 'internal' }
  await open(page, 'failed-like-others')
  await similar(page)
  await expect(part.getByText("This dashboard's server had a problem.", { exact: false })).toBeVisible()
  problem = undefined
  await part.getByRole('button', { name: 'Try again' }).click()
  await expect(part.getByText(/similar orchestrations completed/)).toBeVisible()
})

test('without the failures it shows only the reason and a retry', async ({ page }) => {
  let broken = true
  await page.route(lists, route => (broken ? route.abort() : route.continue()))
  await open(page, 'failed-like-others')
  const part = await similar(page)
  await expect(part.getByText('Similar orchestrations unavailable.')).toBeVisible()
  await expect(part).toContainText("Can't reach this dashboard's server.")
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  broken = false
  await part.getByRole('button', { name: 'Try again' }).click()
  await expect(part.getByText(/^No\. \d+ similar orchestrations/)).toBeVisible()
})

test('compares on request where the page does not compare by itself', async ({ page }) => {
  const calls: string[] = []
  page.on('request', request => lists.test(request.url()) && calls.push(request.url()))
  await open(page, 'completed-cross-asset')
  await expect(page.getByRole('region', { name: 'Your system told?' })).toContainText(/webhooks|event/)
  expect(calls).toEqual([])
  const part = await similar(page)
  await expect(part).toContainText(/Took ≤ .+\. Half took/)
  expect(calls).toHaveLength(1)
})
