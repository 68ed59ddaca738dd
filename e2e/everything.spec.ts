/** What only a configured desk shows: explorers, link templates, two environments, sign-in, a notice, help. */
import type { Page } from '@playwright/test'
import { enter, pageKinds, pageKindsInParts, test } from './everything.ts'
import { expect, expectAccessible } from './test.ts'

const modes = {
  usual: { forcedColors: 'none', contrast: 'no-preference' },
  'forced colours': { forcedColors: 'active', contrast: 'no-preference' },
  'more contrast': { forcedColors: 'none', contrast: 'more' },
} as const

for (const [part, kinds] of pageKindsInParts.entries())
  test(`no accessibility violation in any mode, light and dark, on any kind of page, part ${part + 1}`, async ({
    page,
    full,
  }) => {
    test.setTimeout(120_000)
    await enter(page, full.url)
    for (const [kind, path] of kinds) {
      await page.goto(full.url + path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ ...modes.usual, colorScheme })
        await page.screenshot({ path: `test-results/everything/${kind.replaceAll(' ', '-')}-${colorScheme}.png` })
      }
      for (const [mode, options] of Object.entries(modes)) {
        await page.emulateMedia(options)
        await test.step(`${kind}, ${mode}`, () => expectAccessible(page))
      }
    }
  })

test('the links of a configured desk are there, and as large as any other target', async ({ page, full }) => {
  await enter(page, full.url)
  await page.goto(full.url + pageKinds.completed)
  await page.locator('#step-source summary').click()
  for (const href of ['explorer.example/tx/', 'explorer.example/address/', 'ops.example/sandbox/transfer/'])
    await expect(page.locator(`main a[href*="${href}"]`).first()).toBeVisible()
  await expectAccessible(page)
  for (const width of [1280, 1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    expect(await linksWithLonelySigns(page)).toEqual([])
  }
  await expectAccessible(page)
})

test('a link of the details takes no line from its value: each id stands on one', async ({ page, full }) => {
  await enter(page, full.url)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(full.url + pageKinds.completed)
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details.getByRole('link', { name: /^your system/ })).toHaveCount(6)
  const lines = await details
    .locator('dd .code-small')
    .filter({ hasText: /^[\da-f-]{36}$/ })
    .evaluateAll(values => values.map(value => Math.round(value.getBoundingClientRect().height / 18)))
  expect(lines).toEqual([1, 1, 1, 1, 1, 1])
  const sign = details.getByRole('link', { name: /^your system/ }).first()
  expect(await sign.evaluate(link => link.getClientRects().length)).toBe(1)
})

/** Links whose last sign, which says that they lead away, stands on a line by itself. */
const linksWithLonelySigns = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main a[target]')].flatMap(link => {
      const sign = [...(link.querySelector('[aria-hidden]')?.getClientRects() ?? [])].at(-1)
      const words = document.createRange()
      words.selectNodeContents(link.firstChild ?? link)
      const line = [...words.getClientRects()].at(-1)
      return sign && line && sign.top > line.bottom - 2 ? [link.textContent] : []
    }),
  )
