/** The command field: any paste, what is pinned and recent, the pages. */
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id

test('lists what is recent and the pages, and the arrows choose', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).toContain(failed)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog').getByRole('combobox')
  await expect(field).toBeFocused()
  const list = page.getByRole('listbox')
  await expect(list.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText(/Failed.*e5f6a7b8/)
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.keyboard.press('ArrowUp')
  const last = list.getByRole('option').last()
  await expect(last).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', (await last.getAttribute('id')) ?? '')
  await field.fill('rul')
  await expect(list.getByRole('option').first()).toHaveText(/^Rules/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/demo/rules')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('takes a whole ticket, with its line breaks, and Esc gives the focus back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/demo/rules')
  const opener = page.getByRole('button', { name: 'Go to' })
  await opener.click()
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
  await page.keyboard.press('Control+k')
  // The second id is broken over two lines, as mail programs do.
  const ticket = `See ${failed}\n${completed.slice(0, 20)}\n${completed.slice(20)}`
  await page.evaluate(text => navigator.clipboard.writeText(text), ticket)
  await page.keyboard.press('Control+V')
  await expect(page.getByRole('option').first()).toHaveText('Look up 2 in Demo')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations?id=${failed},${completed}`)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(` “${completed.toUpperCase()}” `)
  await page.getByRole('option', { name: `Look up ${completed}` }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${completed}`)
})

test('a reference is looked up as one, and Enter that an input method uses opens nothing', async ({ page }) => {
  await page.goto('/demo/rules')
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog').getByRole('combobox')
  await field.fill('order-7731')
  await expect(page.getByRole('option')).toHaveText('Look up the referenceorder-7731')
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/ref_id=order-7731|q=order-7731|orchestrations\//)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
