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
