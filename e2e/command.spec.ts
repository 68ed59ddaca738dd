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
  await expect(page.getByRole('dialog')).toHaveCount(0)
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

test("the open page's actions are in the command field, and do what their buttons do", async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('button', { name: 'Copy for ticket' })).toBeVisible()
  const field = page.getByRole('dialog').getByRole('combobox')
  const choose = async (text: string) => {
    await page.keyboard.press('Control+k')
    await field.fill(text)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: 'This page' }).getByRole('option')).toHaveText([
    /^Copy for ticket/,
    /^Copy link/,
    /^Copy ID/,
    /^Pin or unpin/,
    /^Check now/,
    /^Pause or resume live updates/,
    /^Toggle raw JSON/,
    /^Switch between UTC and local time/,
    /^Keyboard shortcuts/,
    'Print',
    'Download escalation pack',
  ])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await choose('ticket')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('**[DEMO] Failed at')
  await choose('copy id')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(failed)
  await choose('pin or')
  await expect(page.getByRole('button', { name: 'Pin' })).toHaveAttribute('aria-pressed', 'true')
  await choose('raw json')
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toHaveAttribute('aria-selected', 'true')
  const read = page.waitForRequest(new RegExp(`orchestrations/${failed}`))
  await choose('check now')
  await read
  const pack = page.waitForEvent('download')
  await choose('escalation')
  await pack
})

test('the key opens it again at once, however lately it closed', async ({ page }) => {
  await page.goto('/demo/rules')
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  // Before the browser has told anyone.
  await page.evaluate(() => {
    document.querySelector('dialog')?.close()
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
  })
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('actions of a page that is no longer open are gone', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('button', { name: 'Copy for ticket' })).toBeVisible()
  await page.getByRole('link', { name: 'Browse' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orchestrations')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: 'This page' }).getByRole('option')).toHaveText([
    /^Switch between UTC/,
    /^Keyboard shortcuts/,
    'Save as CSV',
    'Save as Excel file',
  ])
})

for (const width of [390, 320])
  test(`every control of the header is reachable at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 })
    await page.goto(`/demo/orchestrations/${failed}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
    const banner = page.getByRole('banner')
    const menu = banner.getByRole('button', { name: 'Menu' })
    for (const control of [
      banner.getByRole('button', { name: 'Look up' }),
      banner.getByRole('link', { name: 'Browse' }),
      banner.getByRole('link', { name: 'Rules' }),
      menu,
    ]) {
      await expect(control).toBeVisible()
      const box = await control.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(24)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
    }
    await menu.click()
    const panel = page.getByRole('dialog', { name: 'Menu' })
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await panel.getByRole('switch', { name: 'Times in your own zone' }).check()
    await panel.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('your time').first()).toBeVisible()
    await menu.click()
    await panel.getByRole('button', { name: 'Go to anything' }).click()
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
    const field = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
    await field.fill(completed)
    await banner.getByRole('button', { name: 'Look up' }).click()
    await expect(page).toHaveURL(`/demo/orchestrations/${completed}`)
  })
