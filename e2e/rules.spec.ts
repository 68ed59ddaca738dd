import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

test('the rule of a payment is one click away, and defined there', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['completed-cross-asset'].id}`)
  await page.getByRole('region', { name: 'Rule' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merchant settlement')
  await expect(page.getByText('Active. Deposits that match it start an orchestration.')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
})

test('a deleted rule says what that means for deposits', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-deleted'].id}`)
  await page.getByRole('region', { name: 'Rule' }).getByRole('link').click()
  await expect(
    page.getByText('Deleted. Earlier orchestrations still run; new deposits are credited but not converted.'),
  ).toBeVisible()
})

test('a rule that Paxos does not list is not found, and keeps the link', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-not-listed'].id}`)
  await page.getByRole('region', { name: 'Rule' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No rule found in Demo.')
  await expectAccessible(page)
})

test('a rule that may not be read says which scope is missing', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-forbidden'].id}`)
  await page.getByRole('region', { name: 'Rule' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This dashboard isn't allowed to read rules.")
  await expect(page.getByText('orchestration:read_orchestration_rule')).toBeVisible()
})
