/** None of the texts that were replaced comes back, on any screen. scenarios.spec.ts looks at every orchestration. */
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

const lists = {
  browse: '/demo/orchestrations',
  batch: `/demo/orchestrations?id=${[...all.slice(0, 90), missing, 'no-such-reference'].join(',')}`,
  rules: '/demo/rules',
} as const

const screens: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lookups: {
    lookup: '/demo',
    'lookup of nothing': '/demo?q=%20',
    'lookup of an incomplete ID': `/demo?q=${missing.slice(1)}`,
    'lookup of rubbish': `/demo?q=${'x%20'.repeat(300)}`,
    'lookup of a reference': '/demo?ref_id=no-such-reference',
    'lookup of a shared reference': '/demo?ref_id=order-7731',
    'lookup of a hash': `/demo?q=0x${'ab'.repeat(32)}`,
  },
  lists: {
    ...lists,
    'browse failed': '/demo/orchestrations?status=FAILED',
    'browse nothing': '/demo/orchestrations?status=FAILED&source_asset=XXX',
    'browse odd': '/demo/orchestrations?odd=1&rows=zzz',
    'batch without IDs': '/demo/orchestrations?id=,',
    'batch of a part': `/demo/orchestrations?id=${all[0]}&of=200`,
    'no rules': '/demo/rules?source_asset=XXX',
  },
  rules: {
    ...Object.fromEntries(Object.entries(ruleIds).map(([name, id]) => [`rule ${name}`, `/demo/rules/${id}`])),
    'no rule': `/demo/rules/${missing}`,
  },
  'other pages and problems': {
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
  },
}

for (const [kind, pages] of Object.entries(screens))
  test(`no screen says what was replaced: ${kind}`, async ({ page }) => {
    for (const [name, path] of Object.entries(pages)) {
      await settled(page, path)
      expect(await retiredWordsOn(page), name).toEqual([])
    }
  })

test('nor does what opens above a page', async ({ page }) => {
  await settled(page, `/demo/orchestrations/${all[0]}`)
  for (const name of ['Other formats', 'More actions', 'Keyboard shortcuts', 'Go to']) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await retiredWordsOn(page), name).toEqual([])
    await page.keyboard.press('Escape')
  }
  for (const path of Object.values(lists)) {
    await settled(page, path)
    for (const button of await page.locator('main button[popovertarget]').all()) {
      await button.click()
      expect(await retiredWordsOn(page), `${path}: ${await button.textContent()}`).toEqual([])
      await page.keyboard.press('Escape')
    }
  }
})
