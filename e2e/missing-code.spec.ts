/** Code that is loaded on demand and cannot be had: what a person did ends in words in the page, with nothing lost. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const field = 'Orchestration ID or reference ID'
const heading = (page: Page) => page.getByRole('heading', { name: "Can't reach this dashboard's server." })

/** Lets no script of these names through until the returned function is called. */
async function withhold(page: Page, names: string): Promise<() => void> {
  let refuse = true
  const pattern = new RegExp(`/assets/(?:${names})-[^/]*\\.js$`)
  await page.route(pattern, route => (refuse ? route.abort() : route.continue()))
  return () => {
    refuse = false
  }
}

async function expectExplained(page: Page): Promise<void> {
  await expect(heading(page)).toBeFocused()
  await expect(page.getByText('Check your VPN or network.')).toBeVisible()
}

test('a lookup without its paste reader: the text stays, and trying again looks it up', async ({ page }) => {
  const release = await withhold(page, 'open-paste')
  // A page whose own code has no part of the paste reader.
  await page.goto('/demo/rules')
  await page.getByLabel(field).fill(`ticket: ${id}`)
  await page.keyboard.press('Enter')
  await expectExplained(page)
  await expect(page.getByLabel(field)).toHaveValue(`ticket: ${id}`)
  await expectAccessible(page)
  // Asked once more, it says so once more.
  await page.getByLabel(field).press('Enter')
  await expectExplained(page)
  release()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(heading(page)).toHaveCount(0)
})

test('a page without its code: the frame and the text stay', async ({ page }) => {
  await page.goto('/demo/rules')
  const release = await withhold(page, 'page|verdict')
  await page.getByLabel(field).fill(`ticket: ${id}`)
  await page.keyboard.press('Enter')
  await expectExplained(page)
  await expect(page.getByLabel(field)).toHaveValue(`ticket: ${id}`)
  await expectAccessible(page)
  // Another page is not concerned, and coming back tries anew.
  await page.getByRole('link', { name: 'Rules', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules')
  release()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
})

test('the part below the fold without its code: its place says so, and trying again brings it', async ({ page }) => {
  const release = await withhold(page, 'more')
  await page.goto(`/demo/orchestrations/${id}`)
  const missing = page.getByText("Can't reach this dashboard's server. This part couldn't be loaded.", { exact: false })
  await expect(missing).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: "Can't reach this dashboard's server." })).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page.getByRole('listitem').filter({ hasText: 'Source transfer' })).toContainText('Crypto deposit')
  await expectAccessible(page)
  const again = page.getByRole('button', { name: 'Try again' })
  await again.click()
  await expect(missing).toBeVisible()
  release()
  await again.click()
  await expect(page.getByText('How we know this')).toBeVisible()
  await expect(missing).toHaveCount(0)
})

test('the keyboard help without its code', async ({ page }) => {
  const release = await withhold(page, 'help')
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expectExplained(page)
  release()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
})
