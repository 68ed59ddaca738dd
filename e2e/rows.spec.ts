/** Rows of a list: a click anywhere opens one, and its text can be selected. */
import type { Locator, Page } from '@playwright/test'
import { ruleIds, scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const failed = scenarios['failed-at-destination'].id

/** Drags over a cell's text, as a reader does who wants to copy it; returns what is selected. */
async function select(page: Page, text: Locator): Promise<string> {
  await text.scrollIntoViewIfNeeded()
  const box = await text.evaluate(element => {
    const range = document.createRange()
    range.selectNodeContents(element)
    const { left, top, width, height } = range.getBoundingClientRect()
    // A long text is cut at the edge of its cell.
    return { left, top, width: Math.min(width, element.getBoundingClientRect().right - left - 8), height }
  })
  const y = box.top + box.height / 2
  await page.mouse.move(box.left + 1, y)
  await page.mouse.down()
  await page.mouse.move(box.left + box.width - 1, y, { steps: 4 })
  await page.mouse.up()
  return page.evaluate(() => getSelection()?.toString() ?? '')
}

const lists = [
  { name: 'batch', path: `/demo/orchestrations?id=${failed}`, column: 'Reference' },
  { name: 'browse', path: '/demo/orchestrations?status=FAILED', column: 'Reference' },
  { name: 'rules', path: '/demo/rules', column: 'Assets' },
  { name: 'one rule', path: `/demo/rules/${ruleIds.settlement}`, column: 'Reference' },
]

for (const { name, path, column } of lists)
  test(`${name}: dragging over a cell selects its text and stays, a click there opens the row`, async ({ page }) => {
    await page.goto(path)
    const row = page
      .getByRole('row')
      .filter({ has: page.locator('[data-row]') })
      .first()
    const cell = row.locator(`td[data-column="${column}"]`)
    const before = page.url()
    await expect(cell).not.toHaveText(/^–?$/)
    const selected = (await select(page, cell)).trim()
    expect(selected.length).toBeGreaterThan(5)
    expect(await cell.innerText()).toContain(selected)
    expect(page.url()).toBe(before)
    const target = await row.locator('[data-row]').getAttribute('href')
    await cell.click({ position: { x: 4, y: 4 } })
    await expect(page).toHaveURL(target ?? '')
  })

test('a click on a row with Ctrl or the middle button opens another tab', async ({ page, context }) => {
  await page.goto('/demo/orchestrations?status=FAILED')
  const row = page.getByRole('row').nth(1)
  const target = await row.locator('[data-row]').getAttribute('href')
  for (const options of [{ modifiers: ['ControlOrMeta'] as const }, { button: 'middle' as const }]) {
    const opened = context.waitForEvent('page')
    await row
      .locator('td')
      .nth(2)
      .click({ ...options, modifiers: [...(options.modifiers ?? [])] })
    const tab = await opened
    await expect(tab).toHaveURL(target ?? '')
    await tab.close()
  }
  await expect(page).toHaveURL('/demo/orchestrations?status=FAILED')
})

test('a recent one opens by a click anywhere in its line, which shows its amount', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).toContain(failed)
  await page.goto('/demo')
  const line = page.getByRole('region', { name: 'Recent' }).getByRole('listitem').filter({ hasText: failed }).first()
  await expect(line).toContainText('100 USDC → USDG')
  expect((await line.boundingBox())?.height).toBeLessThan(44)
  await line.getByText('orch-usdc-usdg').click()
  await expect(page).toHaveURL(`/demo/orchestrations/${failed}`)
})

for (const { name, path } of lists.slice(0, 2))
  test(`${name}: the focus shows a row's ID in full, where it stood`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    const link = page.locator('[data-row]').first()
    await expect(link).toBeVisible()
    const cell = page.getByRole('cell').filter({ has: link }).first()
    const left = async () => (await link.boundingBox())?.x
    const isCut = () => cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    const before = await left()
    expect(await isCut()).toBe(true)
    await link.focus()
    await page.keyboard.press('Shift')
    expect(await isCut()).toBe(false)
    expect(await left()).toBe(before)
  })
