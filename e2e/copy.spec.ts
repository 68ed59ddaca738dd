import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test, testOnNewPage } from './test.ts'

const { id } = scenarios['failed-at-destination']

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

const copyId = async (page: Page) => {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('button', { name: 'Copy ID', exact: true }).click()
}

const readClipboard = () =>
  navigator.clipboard.read().then(async ([item]) => ({
    text: await item?.getType('text/plain').then(blob => blob.text()),
    html: item?.types.includes('text/html') ? await item.getType('text/html').then(blob => blob.text()) : '',
  }))

test('one click copies the ticket text as Markdown and rich text, and the button says so', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('listitem').filter({ hasText: 'Source transfer' })).toContainText('Crypto deposit')
  await expect(page.getByRole('listitem').filter({ hasText: 'Destination transfer' })).toContainText(
    'Crypto withdrawal',
  )
  await page.getByRole('button', { name: 'Copy for ticket' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Ticket text copied' })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const { text, html } = await page.evaluate(readClipboard)
  const lines = text?.split('\n') ?? []
  expect(lines[0]).toBe(
    '**[DEMO] Failed at the destination transfer** · 100 USDC → 99.85 USDG (fee 0.15), not completed',
  )
  expect(lines[1]).toBe(`- Orchestration: \`${id}\` · ref \`orch-usdc-usdg-a3b1c2d4\` · no rule`)
  expect(text).toContain(`/demo/orchestrations/${id}?seen=FAILED~`)
  expect(html).toContain('<strong>')
  expect(html).toContain(id)
})

test('copies link and ID verbatim', async ({ page, desk }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${desk.url}/demo/orchestrations/${id}?seen=FAILED~20260420T123410Z`,
  )
  await page.keyboard.press('i')
  await expect(page.getByRole('status').filter({ hasText: 'ID copied' })).toHaveCount(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
})

testOnNewPage('falls back to the copy command without the clipboard API', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
  )
  await page.goto(`/demo/orchestrations/${id}`)
  await copyId(page)
  await expect(page.getByRole('status').filter({ hasText: 'ID copied' })).toHaveCount(1)
  await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').fill('')
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toHaveValue(id)
})

testOnNewPage('shows the selected text to copy by hand without any clipboard', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
    document.execCommand = () => {
      throw new Error('refused')
    }
  })
  await page.goto(`/demo/orchestrations/${id}`)
  await copyId(page)
  const text = page.getByRole('textbox', { name: 'ID', exact: true })
  await expect(text).toHaveValue(id)
  const selected = await text.evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  )
  expect(selected).toBe(id)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Copy by hand: ID' })).toBeHidden()
})
