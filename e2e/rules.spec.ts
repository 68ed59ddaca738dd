import { ruleIds, scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

test('the rule of a payment is one click away, and defined there', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['completed-cross-asset'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merchant settlement')
  await expect(page.getByText('Active. Matching deposits start an orchestration.')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
})

test('a deleted rule says what that means for deposits', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-deleted'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(
    page.getByText('Deleted. Earlier orchestrations still run; new deposits are credited but not converted.'),
  ).toBeVisible()
})

test('a rule that Paxos does not list is not found, and keeps the link', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-not-listed'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No rule found in Demo.')
  await expectAccessible(page)
})

test('a rule that may not be read says which scope is missing', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-forbidden'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This dashboard isn't allowed to read rules.")
  await expect(page.getByText('orchestration:read_orchestration_rule')).toBeVisible()
})

test('the list of rules goes by name, and its filters are its address', async ({ page }) => {
  await page.goto('/demo')
  await page.getByRole('link', { name: 'Rules' }).click()
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.getByRole('button', { name: 'Status' }).click()
  const panel = page.getByRole('dialog', { name: 'Status' })
  await panel.getByLabel('Deleted').check()
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL('/demo/rules?status=DELETED')
  await page.reload()
  await page.getByRole('link', { name: 'Legacy USDP sweep' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Legacy USDP sweep')
  await page.goto('/demo/rules?source_asset=usdc')
  await expect(page.getByRole('heading', { name: 'No rules match these filters.' })).toBeVisible()
})

test('a rule says how it has been doing, each share with its denominator', async ({ page }) => {
  await page.goto(`/demo/rules/${ruleIds.settlement}`)
  const record = page.getByRole('region', { name: 'How it has been doing' })
  await expect(record.getByText(/^\d+ % \(\d+ of the last 100 finished\)$/)).toBeVisible()
  await expect(record.getByText(/^≤ /)).toHaveCount(2)
  await expect(record.getByText(/^By \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)).toBeVisible()
  const reasons = record.getByRole('table', { name: "Failures by Paxos's reason" })
  await expect(reasons.getByRole('cell', { name: /^\d+ of \d+$/ }).first()).toBeVisible()
  const latest = page.getByRole('region', { name: 'Latest orchestrations' })
  await expect(latest.getByRole('row')).toHaveCount(21)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await latest.getByRole('button', { name: 'Show all 100' }).click()
  await expect(latest.getByRole('row')).toHaveCount(101)
  await expect(latest.getByText('First 100 shown')).toBeVisible()
  const others = record.getByRole('link', { name: 'Other failures with this reason' }).first()
  await expect(others).toHaveAttribute(
    'href',
    new RegExp(`status=FAILED&orchestration_rule_id=${ruleIds.settlement}&rows=\\w+`),
  )
  const list = page.waitForRequest(/orchestrations\?.*fresh=1/)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await list
  await expect(page.getByText(/^Updated (just now|\d+ s ago)$/)).toBeVisible()
  await record.getByRole('link', { name: 'All its failures' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations?status=FAILED&orchestration_rule_id=${ruleIds.settlement}`)
})

test('a definition that may not be read leaves the rest of the page', async ({ page }) => {
  await page.goto(`/demo/rules/${ruleIds.forbidden}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This dashboard isn't allowed to read rules.")
  await expect(page.getByRole('region', { name: 'Latest orchestrations' }).getByRole('row')).toHaveCount(2)
})

test('orchestrations that may not be read leave the definition', async ({ page }) => {
  const scope = 'orchestration:read_orchestration_rule'
  const simulator = await startSimulator({ scopes: [scope], generated: 10 })
  const desk = await startDesk({
    PAXOS_SANDBOX_CLIENT_ID: 'demo',
    PAXOS_SANDBOX_CLIENT_SECRET: 'demo',
    PAXOS_SANDBOX_API_URL: simulator.apiUrl,
    PAXOS_SANDBOX_TOKEN_URL: simulator.tokenUrl,
    PAXOS_SANDBOX_SCOPE: scope,
  })
  try {
    await page.goto(`${desk.url}/sandbox/rules/${ruleIds.settlement}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merchant settlement')
    await expect(
      page.getByText("The rule's results unavailable. This dashboard isn't allowed to read orchestrations."),
    ).toBeVisible()
    await expect(page.getByText("The rule's orchestrations unavailable.", { exact: false })).toBeVisible()
  } finally {
    await desk.stop()
    await simulator.close()
  }
})
