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
  const release = await withhold(page, 'open-paste|problem-card')
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

test('a problem without the code that explains it', async ({ page }) => {
  const release = await withhold(page, 'problem-card')
  await page.goto('/demo')
  await page.getByLabel(field).fill(id.slice(0, 35))
  await page.keyboard.press('Enter')
  await expectExplained(page)
  await expect(page.getByLabel(field)).toHaveValue(id.slice(0, 35))
  await expectAccessible(page)
  release()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: "That isn't a complete ID." })).toBeFocused()
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
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer.')
})

test('copying without its code leaves the payment where it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const release = await withhold(page, 'extras')
  await page.goto(`/demo/orchestrations/${id}`)
  await page.getByRole('button', { name: 'Copy summary' }).click()
  await expectExplained(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer.')
  release()
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(heading(page)).toHaveCount(0)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(id)
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
