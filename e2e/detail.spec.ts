/** The detail page: its parts, and hostile data. */
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, test } from './test.ts'

const open = (name: keyof typeof scenarios) => `/demo/orchestrations/${scenarios[name].id}`

test('a failure has verdict, reason and place, and claims nothing about the money', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page.getByText('“Beneficiary address is not on the approved list.”')).toBeVisible()
  await expect(
    page.getByText('Check the destination transfer before you tell the customer where the funds are.'),
  ).toBeVisible()
  const step = page.getByRole('listitem').filter({ hasText: 'Destination transfer' })
  await expect(step).toContainText('by 12:34:10')
  await expect(step.locator('summary').getByText('12:34:10', { exact: true })).toHaveAttribute(
    'datetime',
    /^2026-04-20T12:34:10/,
  )
  await expect(page.getByRole('listitem').filter({ hasText: 'Conversion' })).toContainText('Likely done')
  await expect(page).toHaveTitle('[DEMO] ✕ e5f6a7b8 Failed · 100 USDC→USDG')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicons/failed.svg')
})

test('an unknown status is never taken for another', async ({ page }) => {
  await page.goto(open('unknown-status'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unrecognised status: ON_HOLD')
  await expect(page.getByRole('region', { name: 'Who needs to act' })).toContainText(
    "Unrecognised status: ON_HOLD. Check Paxos's docs before you reply.",
  )
  await expect(page.getByText('ON_HOLD (unrecognised)').first()).toBeVisible()
})

test('shows both of two records that disagree, with their times', async ({ page }) => {
  await page.goto(open('failed-though-both-completed'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("Paxos's records disagree")
  const says = (name: string) => page.getByRole('region', { name, exact: true })
  await expect(says('The orchestration says')).toContainText(/FailedUpdated \d{4}-/)
  await expect(says('Both transfers say')).toContainText(/CompletedUpdated \d{4}-/)
})

test('markup in metadata is text, and hidden characters are shown', async ({ page }) => {
  await page.goto(open('hostile-metadata'))
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await expect(page.getByText('<script>document.title="owned"</script>')).toBeVisible()
  await expect(page.getByText('U+202E')).toBeVisible()
  await expect(page.locator('main script, main img, main iframe')).toHaveCount(0)
  expect(await page.locator('main a[href^="javascript:"]').count()).toBe(0)
  await expect(page).toHaveTitle(/^\[DEMO\] ✓/)
})

test('unreadable fields are named and left blank', async ({ page }) => {
  await page.goto(open('amount-as-number'))
  await expect(page.getByText("We couldn't read source_amount.")).toBeVisible()
  await page.getByRole('link', { name: 'What Paxos sent' }).click()
  await expect(page.getByText('source_amount: expected text, received a number')).toBeVisible()
  await page.goto(open('amount-text'))
  await expect(page.getByText(/abc.*\(not a number\)/).first()).toBeVisible()
})

test('raw JSON keeps every digit, and folds by level', async ({ page, request }) => {
  const raw = await (
    await request.get(`/api/demo/v2/orchestration/orchestrations/${scenarios['forty-digit-amounts'].id}`)
  ).text()
  await page.goto(open('forty-digit-amounts'))
  await page.getByRole('tab', { name: 'Raw JSON' }).click()
  const record = page.getByRole('region', { name: 'Raw JSON: Orchestration' })
  await expect(record.getByText('"1234567890123456789012.345678901234567890"').first()).toBeVisible()
  // Nothing of the record is missing, and nothing is added but the layout.
  const shown = await record
    .locator('details')
    .first()
    .evaluate(level => {
      for (const note of level.querySelectorAll('.when-folded')) note.remove()
      return level.textContent ?? ''
    })
  expect(shown.replaceAll(/\s/g, '')).toBe(raw.replaceAll(/\s/g, ''))
  await page.reload()
  const network = record.getByText('"network"').first()
  await expect(network).toBeVisible()
  await record.getByText('"source": {').click()
  await expect(network).toBeHidden()
  await record.getByRole('button', { name: 'Fold', exact: true }).click()
  await expect(record.getByText('"id"').first()).toBeVisible()
  await expect(record.getByText('"detail"')).toBeHidden()
  await record.getByRole('button', { name: 'Unfold' }).click()
  await expect(network).toBeVisible()
  await expectAccessible(page)
})

test('a click or an arrow key opens each section, and the address remembers it', async ({ page }) => {
  await page.goto(open('failed-like-others'))
  const tab = (name: string) => page.getByRole('tab', { name })
  await expect(page.getByRole('tabpanel', { name: 'Source and destination' })).toBeVisible()
  await tab('Metadata').click()
  await expect(page.getByRole('tabpanel', { name: 'Metadata' })).toContainText('This orchestration has no metadata.')
  for (const next of ['Similar', 'Raw JSON', 'How we know']) {
    await page.keyboard.press('ArrowRight')
    await expect(tab(next)).toBeFocused()
    await expect(page.getByRole('tabpanel', { name: next })).toBeVisible()
    await expectAccessible(page)
  }
  await expect(page).toHaveURL(/#how-we-know$/)
  await page.reload()
  await expect(page.getByRole('tabpanel', { name: 'How we know' })).toBeVisible()
  await page.keyboard.press('v')
  await expect(tab('Raw JSON')).toBeFocused()
  await page.keyboard.press('v')
  await expect(tab('How we know')).toBeFocused()
})

test('the find of the browser reaches hidden sections', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  const hidden = page.getByRole('tabpanel', { name: 'Raw JSON', includeHidden: true })
  await expect(hidden).toHaveAttribute('hidden', 'until-found')
  await expect(hidden).toContainText('Beneficiary address is not on the approved list.')
  // What a browser does before it scrolls to what was found.
  await hidden.evaluate(panel => panel.dispatchEvent(new Event('beforematch', { bubbles: true })))
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel', { name: 'Raw JSON' })).toBeVisible()
})

test('no ID is a dead end', async ({ page, request }) => {
  const { id } = scenarios['completed-cross-asset']
  const record = await (await request.get(`/api/demo/v2/orchestration/orchestrations/${id}`)).json()
  const details = page.getByRole('region', { name: 'Details' })
  const lead = (name: string | RegExp) => details.getByRole('link', { name })
  await page.goto(open('completed-cross-asset'))
  await expect(lead('Merchant settlement')).toHaveAttribute('href', `/demo/rules/${record.orchestration_rule_id}`)
  await expect(lead('its orchestrations').nth(0)).toHaveAttribute(
    'href',
    `/demo/orchestrations?orchestration_rule_id=${record.orchestration_rule_id}`,
  )
  await expect(lead('its orchestrations').nth(1)).toHaveAttribute(
    'href',
    `/demo/orchestrations?profile_id=${record.profile_id}`,
  )
  await lead('all orchestrations').click()
  await expect(page).toHaveURL('/demo/orchestrations?source_asset=USDC&destination_asset=USDG')
  await page.goBack()
  await expect(details.getByText('Paxos customer (your company)')).toBeVisible()
  await lead('its orchestrations').nth(2).click()
  await expect(page).toHaveURL(`/demo/identities/${record.identity_id}`)
})

test('"How we know" names the fields and the certainty of each fact', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  await page.getByRole('region', { name: 'Timeline' }).getByRole('link', { name: 'How we know' }).click()
  await expect(page.getByRole('tab', { name: 'How we know' })).toBeFocused()
  const table = page.getByRole('table', { name: 'How sure each fact is' })
  await expect(table.getByRole('row').filter({ hasText: 'Inferred' }).first()).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'Reported' }).first()).toBeVisible()
  await expect(table).toContainText('source_transfer')
})

test('a long reason folds and opens', async ({ page }) => {
  await page.goto(open('unbroken-text'))
  const reason = page.getByRole('region', { name: "Paxos's reason" })
  await reason.getByRole('button', { name: /Show all [\d,]+ characters/ }).click()
  await expect(reason.getByRole('button', { name: 'Show less' })).toBeVisible()
})
