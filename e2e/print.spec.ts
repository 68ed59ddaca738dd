/** An orchestration on paper. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length

const openToPrint = async (page: Page, name: keyof typeof scenarios) => {
  await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible()
  await page.keyboard.press('Escape')
}

for (const name of [
  'failed-at-destination',
  'completed-cross-asset',
  'processing-bank-payout',
  'rejected',
  'hundred-metadata-keys',
] as const)
  test(`${name}: one page on A4 and on Letter`, async ({ page }) => {
    await openToPrint(page, name)
    for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(1)
  })

for (const name of ['failed-at-destination', 'completed-cross-asset', 'rejected', 'unbroken-text'] as const)
  test(`${name}: one page also straight after the page has come, and once its script is there`, async ({ page }) => {
    for (const format of ['A4', 'Letter']) {
      await page.goto(`/demo/orchestrations/${scenarios[name].id}`, { waitUntil: 'domcontentloaded' })
      expect(pagesIn(await page.pdf({ format })), `${format}, at once`).toBe(1)
      await expect(page.locator('.waiting')).toHaveCount(0)
      expect(pagesIn(await page.pdf({ format })), `${format}, then`).toBe(1)
    }
  })

for (const script of ['late', 'missing'] as const)
  test(`one page while its script is ${script}`, async ({ page }) => {
    await page.route('**/assets/*.js', route => (script === 'missing' ? route.abort() : undefined))
    for (const name of ['failed-at-destination', 'unbroken-text'] as const) {
      await page.goto(`/demo/orchestrations/${scenarios[name].id}`, { waitUntil: 'domcontentloaded' })
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(1)
    }
  })

test('with the raw JSON open it is one sheet too, which says where the raw JSON is', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['failed-at-destination'].id}#raw-json`)
  await expect(page.getByRole('tabpanel', { name: 'Raw JSON' })).toContainText('"profile_id"')
  for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(1)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect(page.locator('.sheet')).toContainText('Raw JSON and how each fact is known: in the escalation pack.')
  await expect(page.getByRole('tabpanel', { name: 'Raw JSON' })).toBeHidden()
})

test('a list takes a page for each 40 rows, whose heads are repeated', async ({ page }) => {
  for (const path of ['/demo/orchestrations', '/demo/orchestrations?status=FAILED']) {
    await page.goto(path)
    await expect(page.getByRole('row')).toHaveCount(101)
    for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(3)
  }
  await page.emulateMedia({ media: 'print' })
  const head = page.locator('thead')
  expect(await head.evaluate(one => getComputedStyle(one).display)).toBe('table-header-group')
})

test('a batch takes a page for each 40 rows, after its summary', async ({ page }) => {
  const rows = await page.request.get('/api/demo/v2/orchestration/orchestrations?limit=80&status=COMPLETED')
  const ids = ((await rows.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  await page.goto(`/demo/orchestrations?id=${ids.join(',')}`)
  await expect(page.getByRole('row')).toHaveCount(81)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/80/)
  for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(2)
})

test('failures with reason and next step take two lines each, so that 40 fit on a page of A4', async ({ page }) => {
  const rows = await page.request.get('/api/demo/v2/orchestration/orchestrations?limit=80&status=FAILED')
  const ids = ((await rows.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  await page.goto(`/demo/orchestrations?id=${ids.join(',')}`)
  await expect(page.getByRole('row')).toHaveCount(81)
  await page.setViewportSize({ width: 718, height: 1047 })
  await page.emulateMedia({ media: 'print' })
  const heights = await page
    .locator('tbody tr')
    .evaluateAll(all => all.map(row => row.getBoundingClientRect().height).toSorted((a, b) => a - b))
  expect(heights[60]).toBeLessThanOrEqual(1047 / 41)
})

test('40 failures with reason and next step, and their summary, are one page of A4', async ({ page }) => {
  const rows = await page.request.get('/api/demo/v2/orchestration/orchestrations?limit=40&status=FAILED')
  const ids = ((await rows.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  await page.goto(`/demo/orchestrations?id=${ids.join(',')}`)
  await expect(page.getByRole('row')).toHaveCount(41)
  await expect(page.getByText('Failures by reason')).toBeVisible()
  expect(pagesIn(await page.pdf({ format: 'A4' }))).toBe(1)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('40 IDs: 40 failed')
  const summary = await page.getByText(': 40 failed', { exact: true }).boundingBox()
  expect(summary?.width).toBeGreaterThan(40)
})

test('one page also for a reader whose default font is 32 px', async ({ page }) => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 32 } })
  for (const name of ['failed-at-destination', 'unbroken-text'] as const) {
    await openToPrint(page, name)
    for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format }))).toBe(1)
  }
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } })
})

test('the sheet names environment, time of reading, legend and whole address, and goes when printing is over', async ({
  page,
  desk,
}) => {
  const { id } = scenarios['failed-at-destination']
  await openToPrint(page, 'failed-at-destination')
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const sheet = page.locator('.sheet')
  for (const words of [
    'demo',
    /Fetched \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? UTC/,
    '“by”: at the latest.',
    `${desk.url}/demo/orchestrations/${id}`,
    '0x52908400098527886E0F7030069857D2E4169EE7',
    'my_id',
    'by 2026-04-20 12:34:10 UTC (last update)',
  ])
    await expect(sheet.getByText(words).first()).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
})

test('a printed batch is not cut off on the right', async ({ page }) => {
  const { id } = scenarios['failed-at-destination']
  await page.goto(`/demo/orchestrations?id=${id},${scenarios['completed-cross-asset'].id}`)
  const link = page.getByRole('link', { name: id })
  await expect(link).toBeVisible()
  // A4 without margins.
  await page.setViewportSize({ width: 703, height: 1000 })
  await page.emulateMedia({ media: 'print' })
  const [cell, table] = await Promise.all([
    link.evaluate(element => element.getBoundingClientRect().right),
    page.getByRole('region', { name: 'Results' }).evaluate(element => element.getBoundingClientRect().right),
  ])
  expect(cell).toBeLessThanOrEqual(table)
})
