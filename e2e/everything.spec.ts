/** What only a configured desk shows: explorers, link templates, two environments, sign-in, a notice, help. */
import { enter, pageKinds, test } from './everything.ts'
import { expect, expectAccessible } from './test.ts'

const modes = {
  usual: {},
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
} as const

for (const [mode, options] of Object.entries(modes))
  test(`no accessibility violation on any kind of page, ${mode}, light and dark`, async ({ page, full }) => {
    test.setTimeout(180_000)
    await page.emulateMedia(options)
    await enter(page, full.url)
    for (const [kind, path] of Object.entries(pageKinds)) {
      await page.goto(full.url + path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ ...options, colorScheme })
        const name = `${kind}-${mode}-${colorScheme}`.replaceAll(' ', '-')
        await page.screenshot({ path: `test-results/everything/${name}.png` })
      }
      await expectAccessible(page)
    }
  })

test('the links of a configured desk are there, and as large as any other target', async ({ page, full }) => {
  await enter(page, full.url)
  await page.goto(full.url + pageKinds.completed)
  await page.locator('#step-source summary').click()
  for (const href of ['explorer.example/tx/', 'explorer.example/address/', 'ops.example/sandbox/transfer/'])
    await expect(page.locator(`main a[href*="${href}"]`).first()).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
})
