/** What is taken away from an orchestration's page: formats, as-of links, the escalation pack, raw records. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const address = '0x52908400098527886E0F7030069857D2E4169EE7'
const path = (one: string) => `/demo/orchestrations/${one}`
const api = (one: string) => `/api/demo/v2/orchestration/orchestrations/${one}`

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

const openMenu = async (page: Page, name: 'Other formats' | 'More actions') => {
  await page.getByRole('button', { name }).click()
  const menu = page.getByRole('dialog', { name })
  await expect(menu).toBeVisible()
  return menu
}

const copied = async (page: Page, item: string, says: string) => {
  const menu = await openMenu(page, 'Other formats')
  await menu.getByRole('button', { name: item }).click()
  await expect(page.getByRole('status').filter({ hasText: says })).toHaveCount(1)
  // Said where the click was.
  await expect(menu.getByText('Copied').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  return page.evaluate(() => navigator.clipboard.readText())
}

const include = async (page: Page) => {
  const menu = await openMenu(page, 'Other formats')
  await menu.getByLabel('Addresses').check()
  await menu.getByLabel('Metadata').check()
  await page.keyboard.press('Escape')
}

test('menus are accessible, close with Esc and return the focus', async ({ page }) => {
  await page.goto(path(scenarios['processing-fresh'].id))
  await openMenu(page, 'Other formats')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const menu = await openMenu(page, 'More actions')
  await expect(menu.getByRole('button', { name: 'Notify me when it finishes' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused()
})

for (const [width, height] of [
  [390, 844],
  [320, 600],
] as const)
  test(`at ${width} pixels verdict, badge and copying are on the first screen, and the menu fits`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto(path(id))
    for (const part of [
      page.getByRole('heading', { level: 1 }),
      page.getByText('Failed', { exact: true }).first(),
      page.getByRole('button', { name: 'Copy for ticket' }),
      page.getByRole('button', { name: 'More actions' }),
    ])
      await expect(part).toBeInViewport({ ratio: 1 })
    const formats = await openMenu(page, 'Other formats')
    await expect(formats).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Escape')
    const menu = await openMenu(page, 'More actions')
    await expect(menu).toBeInViewport({ ratio: 1 })
    await menu.getByRole('button', { name: 'Download escalation pack' }).scrollIntoViewIfNeeded()
    await expect(menu.getByRole('button', { name: 'Download escalation pack' })).toBeInViewport()
    await expectNoSideScroll(page)
  })

test('plain text, Jira and a reply for the customer', async ({ page }) => {
  await page.goto(path(id))
  expect(await copied(page, 'Plain text', 'Plain text copied')).toMatch(
    /^\[DEMO\] Failed at the destination transfer · 100/,
  )
  expect(await copied(page, 'Jira', 'Jira text copied')).toContain(`* Orchestration: {{${id}}}`)
  expect(await copied(page, 'Customer reply', 'Customer reply copied')).toBe(
    "Your transfer of 100 USDC started on 20 Apr 2026 and hasn't completed. We're looking into it.",
  )
})

test('addresses and metadata are copied only when ticked', async ({ page }) => {
  await page.goto(path(id))
  expect(await copied(page, 'Plain text', 'Plain text copied')).not.toContain(address)
  await include(page)
  await page.getByRole('button', { name: 'Copy for ticket' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Ticket text copied' })).toHaveCount(1)
  const summary = await page.evaluate(() => navigator.clipboard.readText())
  expect(summary).toContain(`- Source address: \`${address}\``)
  expect(summary).toContain('- my_id: `')
})

test.describe('as-of links', () => {
  test('shows what changed since the link was shared, without trusting the link', async ({ page }) => {
    await page.goto(`${path(id)}?seen=PROCESSING~20260420T123110Z`)
    await expect(page.getByText('Changed since this link was shared: Processing → Failed.')).toBeVisible()
    await expectAccessible(page)
    await page.reload()
    await expect(page.getByText('Changed since this link was shared: Processing → Failed.')).toBeVisible()
  })

  test('says when nothing changed since the link was shared', async ({ page }) => {
    await page.goto(`${path(id)}?seen=FAILED~20260420T123410Z`)
    await expect(page.getByText('As when this link was shared.')).toBeVisible()
  })

  for (const seen of ['HELD~20260420T123410Z', '<b>x</b>', 'COMPLETED', ''])
    test(`nothing is said for seen=${seen}`, async ({ page }) => {
      await page.goto(`${path(id)}?seen=${encodeURIComponent(seen)}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
      await page.waitForLoadState('networkidle')
      await expect(page.getByText('this link was shared')).toHaveCount(0)
      await expect(page.locator('main b')).toHaveCount(0)
    })

  test('a pasted link keeps the shared status, in capitals too', async ({ page, desk }) => {
    await page.goto('/demo')
    const link = `${desk.url}${path(id)}?seen=PROCESSING~20260420T123110Z`
    await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').fill(`see ${link}.`)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(link)
    await expect(page.getByText('Changed since this link was shared: Processing → Failed.')).toBeVisible()
    await page.goto(`${path(id.toUpperCase())}?seen=PROCESSING~20260420T123110Z`)
    await expect(page).toHaveURL(link)
  })
})

test.describe('the escalation pack', () => {
  const download = async (page: Page) => {
    const menu = await openMenu(page, 'More actions')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name: 'Download escalation pack' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('orchestration-e5f6a7b8-failed-demo.html')
    return file.path()
  }

  test('is one file that opens offline, with the exact record when everything is ticked', async ({
    page,
    context,
    request,
  }) => {
    await page.goto(path(id))
    await include(page)
    const html = await readFile(await download(page), 'utf8')
    await context.setOffline(true)
    const pack = await context.newPage()
    await pack.setContent(html)
    await expect(pack.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
    await expect(pack.getByText('Beneficiary address is not on the approved list.').first()).toBeVisible()
    await context.setOffline(false)
    const raw = await (await request.get(api(id))).text()
    expect(await pack.locator('pre').first().textContent()).toBe(raw)
    await expect(pack.getByText(address).first()).toBeVisible()
    expect(html).not.toMatch(/bearer|<script/i)
    await expectAccessible(pack)
  })

  test('leaves out addresses and metadata unless ticked', async ({ page, request }) => {
    await page.goto(path(id))
    const html = await readFile(await download(page), 'utf8')
    const { source, destination, metadata } = await (await request.get(api(id))).json()
    for (const secret of [source.crypto.address, destination.crypto.address, ...Object.values(metadata)])
      expect(html).not.toContain(secret)
    expect(html).toContain(id)
    expect(html).toContain('Left out of this file: addresses and memos, metadata, and fields')
  })
})

test('raw JSON is downloaded and copied byte for byte, and found while folded', async ({ page, request }) => {
  const digits = scenarios['forty-digit-amounts'].id
  const raw = await (await request.get(api(digits))).text()
  await page.goto(path(digits))
  const record = page.getByRole('region', { name: 'Raw JSON: Orchestration', includeHidden: true })
  await expect(record).toContainText('1234567890123456789012.345678901234567890')
  await page.keyboard.press('v')
  await expect(record.getByText('"id"').first()).toBeInViewport()
  await expect(record).toContainText(/As received from Paxos at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    record.getByRole('button', { name: 'Download Orchestration JSON' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toBe(raw)
  await record.getByRole('button', { name: 'Copy orchestration JSON' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Orchestration JSON copied' })).toHaveCount(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(raw)
})
