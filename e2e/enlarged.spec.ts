/**
 * Large fonts, zoom and small windows, with everything configured: nothing sticks out at the side, nothing lies upon
 * something else, every control can be had and hit. Sizes are measured, page kind by page kind.
 */
import type { CDPSession, Page } from '@playwright/test'
import { controlsOf, layoutFaults } from './boxes.ts'
import { enter, pageKinds, pageKindsInParts, test } from './everything.ts'
import { identifyAs } from './staff.ts'
import { expect } from './test.ts'

type Way = {
  readonly width: number
  readonly height: number
  /** The reader's own default font size in pixels, which media queries follow too: as in the browser's settings. */
  readonly font?: number
  /** A user style sheet, or a browser that enlarges text only: media queries stay as they are. */
  readonly text?: string
}

const ways: Readonly<Record<string, Way>> = {
  'a default font of 32 px at 1280 px': { width: 1280, height: 800, font: 32 },
  'a default font of 32 px at 390 px': { width: 390, height: 844, font: 32 },
  'text of 200 % at 1280 px': { width: 1280, height: 800, text: '200%' },
  'text of 200 % at 844 px': { width: 844, height: 800, text: '200%' },
  '400 % zoom of 1280 × 1024': { width: 320, height: 256 },
  'a phone in landscape': { width: 844, height: 390 },
  'a phone': { width: 390, height: 844 },
}

/** Shows the open page as this reader has it. */
async function enlarge(page: Page, browser: CDPSession, { width, height, font, text = '' }: Way): Promise<void> {
  await browser.send('Page.setFontSizes', { fontSizes: { standard: font ?? 16, fixed: font ?? 13 } })
  await page.evaluate(size => {
    document.documentElement.style.fontSize = size
  }, text)
  await page.setViewportSize({ width, height })
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
}

for (const [part, kinds] of pageKindsInParts.entries())
  test(`nothing sticks out or overlaps in any way on any kind of page, part ${part + 1}`, async ({ page, full }) => {
    test.setTimeout(120_000)
    const browser = await page.context().newCDPSession(page)
    await enter(page, full.url)
    for (const [kind, path] of kinds) {
      await open(page, full.url + path)
      for (const [name, way] of Object.entries(ways)) {
        await enlarge(page, browser, way)
        expect.soft(await layoutFaults(page), `${kind}, ${name}`).toEqual([])
      }
    }
  })

test('nothing sticks out or overlaps in any way on the page of a sign-in that failed', async ({ page, full }) => {
  const browser = await page.context().newCDPSession(page)
  await page.goto(`${full.url}/auth/login?rd=%2Fsandbox`)
  await identifyAs(page, 'outsider')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const sentence = page.getByRole('paragraph').filter({ hasText: 'not in a group' })
  const usual = (await sentence.boundingBox())?.height ?? 0
  for (const [name, way] of Object.entries(ways)) {
    await enlarge(page, browser, way)
    expect.soft(await layoutFaults(page), name).toEqual([])
    if (way.font) expect((await sentence.boundingBox())?.height).toBeGreaterThan(usual * 1.5)
  }
})

test('nothing sticks out or overlaps on a page that is loaded enlarged', async ({ page, full }) => {
  const browser = await page.context().newCDPSession(page)
  await enter(page, full.url)
  for (const way of [ways['a default font of 32 px at 390 px'], ways['400 % zoom of 1280 × 1024']])
    for (const kind of ['failed', 'batch', 'browse', 'lookup'] as const) {
      await enlarge(page, browser, way ?? { width: 320, height: 256 })
      await open(page, full.url + pageKinds[kind])
      expect.soft(await layoutFaults(page), `${kind}, ${way?.width} px`).toEqual([])
    }
})

test('media queries follow the default font, and not the size of the text', async ({ page, full }) => {
  const browser = await page.context().newCDPSession(page)
  await page.goto(full.url)
  const isWide = () => page.evaluate(() => matchMedia('(min-width: 64rem)').matches)
  for (const [way, wide] of [
    [{ width: 1280, height: 800 }, true],
    [{ width: 1280, height: 800, font: 32 }, false],
    [{ width: 1280, height: 800, text: '200%' }, true],
  ] as const) {
    await enlarge(page, browser, way)
    expect(await isWide()).toBe(wide)
  }
})

/** What each name is called where the header has no room for it. */
const inMenu: Readonly<Record<string, string>> = {
  'Go to': 'Go to anything',
  'UTC time': 'Times in your own zone',
  Demo: 'Switch to Demo',
  'Help ↗ (opens in a new tab)': 'Help from your company ↗ (opens in a new tab)',
}

test('every control stays in every way, in a menu where there is no room', async ({ page, full }) => {
  test.setTimeout(180_000)
  const browser = await page.context().newCDPSession(page)
  await enter(page, full.url)
  for (const kind of ['lookup', 'failed', 'batch', 'browse', 'rules'] as const) {
    await enlarge(page, browser, { width: 1280, height: 900 })
    await open(page, full.url + pageKinds[kind])
    const usual = await controlsOf(page)
    if (kind === 'failed')
      expect(usual).toEqual(expect.arrayContaining(['Look up', 'Go to', 'UTC time', 'Demo', 'Copy link']))
    for (const [name, way] of Object.entries(ways)) {
      await enlarge(page, browser, way)
      const here = new Set(await controlsOf(page))
      const menu = page.getByRole('banner').getByRole('button', { name: 'Menu' })
      if (await menu.isVisible()) {
        await menu.click()
        await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
        expect.soft(await layoutFaults(page, 'dialog[open]'), `menu, ${name}`).toEqual([])
        for (const control of await controlsOf(page)) here.add(control)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      // The environment that one is in leads nowhere.
      const missing = usual.filter(
        control => control !== 'Sandbox' && !here.has(control) && !here.has(inMenu[control] ?? control),
      )
      expect.soft(missing, `${kind}, ${name}`).toEqual([])
    }
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
