import { ruleIds, scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

test('the rule of an orchestration is one click away, and defined there', async ({ page }) => {
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

test('an unlisted rule is not found and keeps its link', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-not-listed'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No rule found in Demo.')
  await expectAccessible(page)
})

test('a forbidden rule names the missing scope', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['rule-forbidden'].id}`)
  await page.getByRole('region', { name: 'Details' }).locator('a[href*="/rules/"]').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This dashboard isn't allowed to read rules.")
  await expect(page.getByText('orchestration:read_orchestration_rule')).toBeVisible()
})

test('rules are listed by name, with their filters in the address', async ({ page }) => {
  await page.goto('/demo')
  await page.getByRole('link', { name: 'Rules' }).click()
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.getByRole('button', { name: 'Status' }).click()
  const panel = page.getByRole('dialog', { name: 'Status' })
  await panel.getByLabel('Deleted').check()
  await expect(page).toHaveURL('/demo/rules?status=DELETED')
  await expect(panel).toBeVisible()
  await panel.getByLabel('Active').check()
  await expect(page).toHaveURL('/demo/rules?status=DELETED&status=ACTIVE')
  await panel.getByLabel('Active').uncheck()
  await expect(page).toHaveURL('/demo/rules?status=DELETED')
  await page.reload()
  await page.getByRole('link', { name: 'Legacy USDP sweep' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Legacy USDP sweep')
  await page.goto('/demo/rules?source_asset=usdc')
  await expect(page.getByRole('heading', { name: 'No rules match these filters.' })).toBeVisible()
})

test('asset and profile filters apply at once, chosen or typed', async ({ page }) => {
  await page.goto('/demo/rules')
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await page.getByRole('button', { name: 'Source asset' }).click()
  await page.getByRole('dialog', { name: 'Source asset' }).getByLabel('PYUSD').check()
  await expect(page).toHaveURL('/demo/rules?source_asset=PYUSD')
  await expect(page.getByRole('row')).toHaveCount(2)
  // What is filtered out can still be chosen.
  await page.getByRole('dialog', { name: 'Source asset' }).getByLabel('USDC').check()
  await expect(page).toHaveURL('/demo/rules?source_asset=USDC')
  await page.getByRole('dialog', { name: 'Source asset' }).getByLabel('Any').check()
  await expect(page).toHaveURL('/demo/rules')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Profile' }).click()
  const profile = page.getByRole('dialog', { name: 'Profile' })
  await profile.getByLabel('Other profile ID').fill('no-such-profile')
  await profile.getByLabel('Other profile ID').press('Enter')
  await expect(page).toHaveURL('/demo/rules?profile_id=no-such-profile')
  await expect(page.getByRole('heading', { name: 'No rules match these filters.' })).toBeVisible()
})

test('a rule shows its performance in tiles, each share with its denominator', async ({ page }) => {
  await page.goto(`/demo/rules/${ruleIds.settlement}`)
  const record = page.getByRole('region', { name: 'Performance' })
  await expect(record.getByText(/^\d+ %$/)).toBeVisible()
  await expect(record.getByText(/^\d+ of the last 100 finished$/)).toBeVisible()
  await expect(record.getByText(/^≤ /)).toHaveCount(2)
  await expect(record.getByText(/^of \d+ completed$/)).toHaveCount(2)
  await expect(record.getByText(/ ago$/)).toBeVisible()
  await expect(record.getByText(/^by \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)).toBeVisible()
  // One grid: the tiles are as wide as each other and end where the card below ends.
  const tiles = record.locator('dl > div')
  const boxes = await tiles.evaluateAll(all => all.map(tile => tile.getBoundingClientRect()))
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1)
  const reasons = record.getByRole('table', { name: 'Failures by reason' })
  await expect(reasons.getByRole('cell', { name: /^\d+ of \d+$/ }).first()).toBeVisible()
  const latest = page.getByRole('region', { name: 'Latest orchestrations' })
  await expect(latest.getByRole('row')).toHaveCount(21)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await latest.getByRole('button', { name: 'Show all 100' }).click()
  await expect(latest.getByRole('row')).toHaveCount(101)
  await expect(latest.getByText('First 100 shown')).toBeVisible()
  const others = record.getByRole('link', { name: /^View all failures with the reason / }).first()
  await expect(others).toHaveAttribute(
    'href',
    new RegExp(`status=FAILED&orchestration_rule_id=${ruleIds.settlement}&rows=\\w+`),
  )
  const list = page.waitForRequest(/orchestrations\?.*fresh=1/)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await list
  await expect(page.getByText(/^Updated (just now|\d+ s ago)$/)).toBeVisible()
  await record.getByRole('link', { name: 'View all failures', exact: true }).click()
  await expect(page).toHaveURL(`/demo/orchestrations?status=FAILED&orchestration_rule_id=${ruleIds.settlement}`)
})

test('a forbidden definition leaves the rest of the page', async ({ page }) => {
  await page.goto(`/demo/rules/${ruleIds.forbidden}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This dashboard isn't allowed to read rules.")
  await expect(page.getByRole('region', { name: 'Latest orchestrations' }).getByRole('row')).toHaveCount(2)
})

test('forbidden orchestrations leave the definition', async ({ page }) => {
  const scope = 'orchestration:read_orchestration_rule'
  const simulator = await startSimulator({ scopes: [scope], generated: 10 })
  const desk = await startDesk({
    ...sandboxAt(simulator),
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
