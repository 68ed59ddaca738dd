/** One walk over every screen: none of the texts that were replaced comes back. */
import type { Page } from '@playwright/test'
import { ruleIds, scenarios, sentinels } from '#simulator/scenarios.ts'
import { retiredWordsOn } from './retired-words.ts'
import { expect, test } from './test.ts'

const all = Object.values(scenarios).map(({ id }) => id)
const missing = sentinels['not-found'].id

const settled = async (page: Page, path: string) => {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[role=status]:not(.sr-only)').filter({ hasText: '…' })).toHaveCount(0)
}

const screens: Readonly<Record<string, string>> = {
  lookup: '/demo',
  'lookup of nothing': '/demo?q=%20',
  'lookup of an incomplete ID': `/demo?q=${missing.slice(1)}`,
  'lookup of rubbish': `/demo?q=${'x%20'.repeat(300)}`,
  'lookup of a reference': '/demo?ref_id=no-such-reference',
  'lookup of a shared reference': '/demo?ref_id=order-7731',
  'lookup of a hash': `/demo?q=0x${'ab'.repeat(32)}`,
  browse: '/demo/orchestrations',
  'browse failed': '/demo/orchestrations?status=FAILED',
  'browse nothing': '/demo/orchestrations?status=FAILED&source_asset=XXX',
  'browse odd': '/demo/orchestrations?odd=1&rows=zzz',
  batch: `/demo/orchestrations?id=${[...all.slice(0, 90), missing, 'no-such-reference'].join(',')}`,
  'batch without IDs': '/demo/orchestrations?id=,',
  'batch of a part': `/demo/orchestrations?id=${all[0]}&of=200`,
  rules: '/demo/rules',
  'no rules': '/demo/rules?source_asset=XXX',
  ...Object.fromEntries(Object.entries(ruleIds).map(([name, id]) => [`rule ${name}`, `/demo/rules/${id}`])),
  'no rule': `/demo/rules/${missing}`,
  transfer: '/demo/transfers/no-such-transfer',
  identity: '/demo/identities/0f2fa994-c81d-4ca8-bad6-2f4cb0d6fc6a',
  'no identity': `/demo/identities/${missing}`,
  'not found': '/production/orchestrations/x',
  ...Object.fromEntries(
    (['not-found', 'bad-request', 'forbidden-scope', 'forbidden-other'] as const).map(name => [
      name,
      `/demo/orchestrations/${sentinels[name].id}`,
    ]),
  ),
}

test('no screen says what was replaced: every scenario, lists, rules, lookups, errors, menus', async ({ page }) => {
  test.setTimeout(300_000)
  const found: string[] = []
  const look = async (where: string) => {
    for (const words of await retiredWordsOn(page)) found.push(`${where}: ${words}`)
  }
  for (const [name, { id }] of Object.entries(scenarios)) {
    await settled(page, `/demo/orchestrations/${id}`)
    await expect(page.getByRole('tablist')).toBeVisible()
    await look(name)
  }
  for (const [name, path] of Object.entries(screens)) {
    await settled(page, path)
    await look(name)
  }
  // What opens above a page.
  await settled(page, `/demo/orchestrations/${all[0]}`)
  for (const name of ['Other formats', 'More actions', 'Keyboard shortcuts', 'Go to']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look(name)
    await page.keyboard.press('Escape')
  }
  for (const path of [screens.browse, screens.rules, screens.batch]) {
    await settled(page, path ?? '')
    for (const button of await page.locator('main button[popovertarget]').all()) {
      await button.click()
      await look(`${path}: ${await button.textContent()}`)
      await page.keyboard.press('Escape')
    }
  }
  expect(found).toEqual([])
})
