/** Moving on is heard: the focus goes to the heading of the new page, and its title is announced. */
import type { Page } from '@playwright/test'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
/** What the live region at the end of the page says. */
const announced = (page: Page) => page.locator('#root > [role=status]')

async function expectArrived(page: Page, title: RegExp, says: RegExp) {
  await expect(heading(page)).toHaveText(title)
  await expect(heading(page)).toBeFocused()
  await expect(announced(page)).toHaveText(says)
}

test('a look-up leads to the heading of the orchestration', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(failed)
  await page.keyboard.press('Enter')
  await expectArrived(page, /^Failed at the destination transfer$/, /e5f6a7b8 Failed · 100 USDC to USDG/)
  // After the keyboard it shows where the focus is.
  expect(await heading(page).evaluate(element => getComputedStyle(element).outlineStyle)).toBe('solid')
})

test('keys, links and the command field lead to the heading of a list', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(heading(page)).toHaveText(/Failed/)
  await page.keyboard.press('c')
  await expect(announced(page)).toHaveText('Ticket text copied')
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expectArrived(page, /^Orchestrations$/, /^Orchestrations$|^\d+ new$/)
  await page.getByRole('link', { name: 'Rules' }).click()
  await expectArrived(page, /^Rules$/, /^Rules$/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(completed)
  await page.keyboard.press('Enter')
  await expectArrived(page, /^Completed$/, /Completed/)
})

test('a row opened with Enter leads to the heading, and back leads to the row', async ({ page }) => {
  await page.goto('/demo/orchestrations')
  await expect(page.getByRole('row')).toHaveCount(101)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const row = await page.evaluate(() => document.activeElement?.getAttribute('href'))
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${row}`)
  await expect(heading(page)).toBeFocused()
  await page.goBack()
  await expect(page.locator(`a[href="${row}"][data-row]`)).toBeFocused()
})

test('older rows lead to the heading of the list', async ({ page }) => {
  await page.goto('/demo/orchestrations')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(page).toHaveURL(/page_cursor=/)
  await expectArrived(page, /^Orchestrations$/, /^Orchestrations$/)
})

test('a filter keeps the focus where it is', async ({ page }) => {
  await page.goto('/demo/orchestrations')
  await page.getByRole('navigation', { name: 'Orchestrations by status' }).getByRole('link', { name: 'Failed' }).click()
  await expect(page).toHaveURL(/status=FAILED/)
  await expect(page.getByRole('columnheader', { name: "Paxos's reason" })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Failed', exact: true })).toBeFocused()
})

test('the batch, its rows and the steps between them are heard', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(`${failed} ${completed}`)
  await page.keyboard.press('Enter')
  await expectArrived(page, /^2 IDs: 1 failed/, /^2 IDs: 1 failed/)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expectArrived(page, /^Failed/, /e5f6a7b8 Failed/)
  await page.keyboard.press(']')
  await expectArrived(page, /^Completed$/, /^2 of 2\. .*Completed/)
  await page.keyboard.press('[')
  await expectArrived(page, /^Failed/, /^1 of 2\. .*Failed/)
})

test('a look-up from the box above a page, also of what is open, leaves the box', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(heading(page)).toHaveText(/Failed/)
  for (const [id, verdict] of [
    [failed, /^Failed/],
    [completed, /^Completed$/],
  ] as const) {
    await page.keyboard.press('/')
    await page.keyboard.insertText(id)
    await page.keyboard.press('Enter')
    await expectArrived(page, verdict, /e5f6a7b8|[0-9a-f]{8}/)
  }
})

test('a choice of several, and a problem, are heard', async ({ page, request }) => {
  const shared = scenarios['shared-reference-first'].id
  const { ref_id: reference } = await (await request.get(`/api/demo/v2/orchestration/orchestrations/${shared}`)).json()
  await page.goto('/demo')
  await page.getByLabel(field).fill(reference)
  await page.keyboard.press('Enter')
  const choice = '2 orchestrations have this reference'
  await expect(page.getByRole('heading', { name: choice })).toBeFocused()
  await expect(page).toHaveTitle(`${choice} · Orchestration Desk`)
  await page.goto('/demo')
  await page.getByLabel(field).fill(sentinels['not-found'].id)
  await page.keyboard.press('Enter')
  await expectArrived(page, /^No orchestration found in Demo/, /No orchestration/)
})

test('a field that is wrong keeps the focus, says what is wrong, and takes what is typed next', async ({ page }) => {
  await page.goto('/demo')
  const box = page.getByLabel(field)
  for (const [text, says] of [
    [failed.slice(1), "That isn't a complete ID."],
    ['   ', 'Enter an orchestration ID, reference, transfer ID or transaction hash.'],
  ] as const) {
    await box.fill(text)
    await box.press('Enter')
    await expect(box).toBeFocused()
    await expect(box).toHaveAttribute('aria-invalid', 'true')
    await expect(box).toHaveAccessibleDescription(new RegExp(says.replaceAll('.', '\\.')))
    await expect(page).toHaveTitle(new RegExp(says.replaceAll('.', '\\.')))
    await page.keyboard.press('t')
    await expect(box).toHaveValue(/t$/)
    expect(await page.evaluate(() => localStorage.getItem('desk.times'))).toBeNull()
  }
})

test('an incomplete ID in the box above a page leads to the field that says so', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(heading(page)).toHaveText(/Failed/)
  await page.keyboard.press('/')
  await page.keyboard.insertText(failed.slice(1))
  await page.keyboard.press('Enter')
  const box = page.locator('#lookup')
  await expect(box).toBeFocused()
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await expect(box).toHaveAccessibleDescription(/You pasted 35 of 36 characters/)
})

test('a range that ends before it begins is said at its fields', async ({ page }) => {
  await page.goto('/demo/orchestrations')
  await page.getByRole('button', { name: /^Created/ }).click()
  await page.getByLabel('Between two times').check()
  await page.getByLabel('From (UTC)').fill('2026-04-20T12:30')
  await page.getByLabel('Until (UTC)').fill('2026-04-20T12:00')
  await page.getByRole('button', { name: 'Apply' }).click()
  for (const name of ['From (UTC)', 'Until (UTC)']) {
    await expect(page.getByLabel(name)).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel(name)).toHaveAccessibleDescription('The second time must be later than the first.')
  }
  await expect(page.getByLabel('From (UTC)')).toBeFocused()
})
