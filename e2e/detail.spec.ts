/** The detail page: its parts, and hostile data. */
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

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
  await expect(step.getByText('12:34:10', { exact: true })).toHaveAttribute('datetime', /^2026-04-20T12:34:10/)
  await expect(page.getByRole('listitem').filter({ hasText: 'Conversion' })).toContainText('Likely done')
  await expect(page).toHaveTitle('[DEMO] ✕ e5f6a7b8 Failed · 100 USDC→USDG')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', '/favicons/failed.svg')
})

test('an unknown status is never taken for another', async ({ page }) => {
  await page.goto(open('unknown-status'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unrecognised status: ON_HOLD')
  await expect(page.getByText("Unrecognised status: ON_HOLD. Check Paxos's docs before you reply.")).toBeVisible()
  await expect(page.getByText('ON_HOLD (unrecognised)').first()).toBeVisible()
})

test('shows both of two records that disagree, with their times', async ({ page }) => {
  await page.goto(open('failed-though-both-completed'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("Paxos's records disagree")
  await expect(page.getByText(/The orchestration says Failed, last updated \d{4}-/)).toBeVisible()
  await expect(page.getByText(/The destination transfer says Completed, last updated \d{4}-/)).toBeVisible()
})

test('markup in metadata is text, and hidden characters are shown', async ({ page }) => {
  await page.goto(open('hostile-metadata'))
  await expect(page.getByText('<script>document.title="owned"</script>')).toBeVisible()
  await expect(page.getByText('U+202E')).toBeVisible()
  await expect(page.locator('main script, main img, main iframe')).toHaveCount(0)
  expect(await page.locator('main a[href^="javascript:"]').count()).toBe(0)
  await expect(page).toHaveTitle(/^\[DEMO\] ✓/)
})

test('unreadable fields are named and left blank', async ({ page }) => {
  await page.goto(open('amount-as-number'))
  await expect(page.getByText("Paxos sent something we couldn't read. What we could read is below.")).toBeVisible()
  await expect(page.getByText('source_amount: expected text, received a number')).toBeVisible()
  await page.goto(open('amount-text'))
  await expect(page.getByText(/abc.*\(not a number\)/).first()).toBeVisible()
})

test('raw JSON is byte for byte as received', async ({ page, request }) => {
  const raw = await (
    await request.get(`/api/demo/v2/orchestration/orchestrations/${scenarios['forty-digit-amounts'].id}`)
  ).text()
  await page.goto(open('forty-digit-amounts'))
  await page.getByText('Raw JSON').first().click()
  expect(await page.getByRole('region', { name: 'Raw JSON: Orchestration' }).locator('pre').textContent()).toBe(raw)
})

test('"How we know" names the fields and the certainty of each fact', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  await page.getByText('How we know this').click()
  const table = page.getByRole('table', { name: 'How we know this' })
  await expect(table.getByRole('row').filter({ hasText: 'Inferred' }).first()).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'Reported' }).first()).toBeVisible()
  await expect(table).toContainText('source_transfer')
})

test('a long reason folds and opens', async ({ page }) => {
  await page.goto(open('unbroken-text'))
  const more = page.getByRole('figure').getByRole('button', { name: /Show all [\d,]+ characters/ })
  await more.click()
  await expect(page.getByRole('figure').getByRole('button', { name: 'Show less' })).toBeVisible()
})
