/**
 * Large fonts, zoom and small windows, with everything configured: nothing sticks out at the side, nothing lies upon
 * something else, every control can be had and hit. Sizes are measured, page kind by page kind.
 */
import type { Page } from '@playwright/test'
import { controlsOf, layoutFaults } from './boxes.ts'
import { enter, pageKinds, test } from './everything.ts'
import { expect } from './test.ts'

type Way = { readonly width: number; readonly height: number; readonly enlarge?: (page: Page) => Promise<void> }

/** The reader's own default font size, which media queries follow too: as in the browser's settings. */
const defaultFont = (px: number) => async (page: Page) => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } })
}

/** A user style sheet, or a browser that enlarges text only: media queries stay as they are. */
const textSize = (size: string) => async (page: Page) => {
  await page.addInitScript(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`html { font-size: ${text} }`)
    document.adoptedStyleSheets.push(sheet)
  }, size)
}

const ways: Readonly<Record<string, Way>> = {
  'a default font of 32 px at 1280 px': { width: 1280, height: 800, enlarge: defaultFont(32) },
  'a default font of 32 px at 390 px': { width: 390, height: 844, enlarge: defaultFont(32) },
  'text of 200 % at 1280 px': { width: 1280, height: 800, enlarge: textSize('200%') },
  'text of 200 % at 844 px': { width: 844, height: 800, enlarge: textSize('200%') },
  '400 % zoom of 1280 × 1024': { width: 320, height: 256 },
  'a phone in landscape': { width: 844, height: 390 },
  'a phone': { width: 390, height: 844 },
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
}

for (const [way, { width, height, enlarge }] of Object.entries(ways))
  test(`${way}: every kind of page`, async ({ page, full }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height })
    await enlarge?.(page)
    await enter(page, full.url)
    for (const [kind, path] of Object.entries(pageKinds)) {
      await open(page, full.url + path)
      expect.soft(await layoutFaults(page), kind).toEqual([])
    }
  })

/** What each name is called where the header has no room for it. */
const inMenu: Readonly<Record<string, string>> = {
  'Go to': 'Go to anything',
  'UTC time': 'Times in your own zone',
  Demo: 'Switch to Demo',
  'Help ↗ (opens in a new tab)': 'Help from your company ↗ (opens in a new tab)',
}

for (const [way, { width, height, enlarge }] of Object.entries(ways))
  test(`${way}: every control stays, in a menu where there is no room`, async ({ page, full }) => {
    test.setTimeout(120_000)
    await enter(page, full.url)
    const kinds = ['lookup', 'failed', 'batch', 'browse', 'rules'] as const
    const usual = new Map<string, string[]>()
    for (const kind of kinds) {
      await open(page, full.url + pageKinds[kind])
      usual.set(kind, await controlsOf(page))
    }
    expect(usual.get('failed')).toEqual(expect.arrayContaining(['Look up', 'Go to', 'UTC time', 'Demo', 'Copy link']))
    await page.setViewportSize({ width, height })
    await enlarge?.(page)
    for (const kind of kinds) {
      await open(page, full.url + pageKinds[kind])
      const here = new Set(await controlsOf(page))
      const menu = page.getByRole('banner').getByRole('button', { name: 'Menu' })
      if (await menu.isVisible()) {
        await menu.click()
        await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
        expect.soft(await layoutFaults(page, 'dialog[open]'), 'menu').toEqual([])
        for (const control of await controlsOf(page)) here.add(control)
      }
      // The environment that one is in leads nowhere.
      const missing = usual
        .get(kind)
        ?.filter(name => name !== 'Sandbox' && !here.has(name) && !here.has(inMenu[name] ?? name))
      expect.soft(missing, kind).toEqual([])
    }
  })

test('menus and popovers fit the smallest window, and scroll inside', async ({ page, full }) => {
  await page.setViewportSize({ width: 320, height: 256 })
  await enter(page, full.url)
  await open(page, full.url + pageKinds.failed)
  for (const [button, dialog] of [
    ['Other formats', 'Other formats'],
    ['More actions', 'More actions'],
    ['Account: Ada', 'Account: Ada'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
    await expectInWindow(page, dialog)
    await page.keyboard.press('Escape')
  }
  await open(page, full.url + pageKinds.browse)
  for (const filter of ['Created', 'Reference', 'Columns']) {
    await page.getByRole('button', { name: filter, exact: true }).click()
    await expect(page.getByRole('dialog', { name: filter })).toBeVisible()
    await expectInWindow(page, filter)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.keyboard.press('Control+k')
  await expectInWindow(page, 'Go to')
})

/** Expects this dialog inside the window, its own controls within its sides. */
async function expectInWindow(page: Page, name: string): Promise<void> {
  const box = await page.getByRole('dialog', { name }).boundingBox()
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  expect.soft(box?.x, name).toBeGreaterThanOrEqual(0)
  expect.soft((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(width)
  expect.soft(box?.height, name).toBeLessThanOrEqual(height)
  expect.soft(await layoutFaults(page, 'dialog[open], [popover]:popover-open'), name).toEqual([])
}
