/** Code that is loaded on demand and cannot be had: what a person did ends in words in the page, with nothing lost. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const heading = (page: Page) => page.getByRole('heading', { name: "Can't reach this dashboard's server." })

const manifest: Record<string, { file: string }> = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))

/** Lets the code of these modules through only once the returned function is called. */
async function withhold(page: Page, ...modules: readonly string[]): Promise<() => void> {
  let refuse = true
  for (const module of modules) {
    const file = manifest[`src/web/${module}.tsx`]?.file
    expect(file, `${module} is a file of its own`).toBeTruthy()
    await page.route(`**/${file}`, route => (refuse ? route.abort() : route.continue()))
  }
  return () => {
    refuse = false
  }
}

async function expectExplained(page: Page): Promise<void> {
  await expect(heading(page)).toBeFocused()
  await expect(page.getByText('Check your VPN or network.', { exact: true })).toBeVisible()
}

test('a lookup without its paste reader: the text stays, and trying again looks it up', async ({ page }) => {
  const release = await withhold(page, 'features/lookup/smart-link')
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
  await page.goBack()
  await expect(page).toHaveURL('/demo/rules')
})

test('a page without its code: the frame and the text stay', async ({ page }) => {
  await page.goto('/demo/rules')
  const release = await withhold(page, 'features/orchestration/page')
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

test('a drawn page without its code: the answer stays, with a way to load it again', async ({ page }) => {
  const release = await withhold(page, 'features/orchestration/page')
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByText("The page's script is late, blocked or broken.")).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(heading(page)).toHaveCount(0)
  await expectAccessible(page)
  release()
  await page.getByRole('link', { name: 'Load the page again' }).click()
  await expect(page.getByRole('tab', { name: 'How we know' })).toBeVisible()
})

test('what comes after the answer without its code: its places say so, and trying again brings it', async ({
  page,
}) => {
  const release = await withhold(page, 'features/orchestration/rest')
  await page.goto(`/demo/orchestrations/${id}`)
  const missing = page.getByText("Can't reach this dashboard's server. This part couldn't be loaded.", { exact: false })
  await expect(missing).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: "Can't reach this dashboard's server." })).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page.getByRole('listitem').filter({ hasText: 'Source transfer' })).toContainText('Crypto deposit')
  await expectAccessible(page)
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toHaveCount(2)
  // The attempt has ended before the next one: until then its button is there, and would be pressed for the part above.
  const attempt = page.waitForEvent('requestfailed')
  await again.last().click()
  await attempt
  await expect(missing).toBeVisible()
  release()
  await again.last().click()
  await expect(page.getByRole('tab', { name: 'How we know' })).toBeVisible()
  await expect(missing).toHaveCount(0)
  await again.click()
  await expect(page.getByRole('button', { name: 'Copy for ticket' })).toBeVisible()
})

for (const [name, press] of [
  ['help', '?'],
  ['command field', 'Control+k'],
] as const)
  test(`the ${name} without its code: says so above the page, and trying again opens it`, async ({ page }) => {
    const release = await withhold(page, 'shell/sheets')
    await page.goto('/demo/rules')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules')
    await page.keyboard.press(press)
    const missing = page.getByRole('dialog', { name: 'Not loaded' })
    await expect(missing).toContainText("Can't reach this dashboard's server.")
    await expectAccessible(page)
    release()
    await missing.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('dialog', { name: name === 'help' ? 'Keyboard' : 'Go to' })).toBeVisible()
    await expect(missing).toHaveCount(0)
  })
