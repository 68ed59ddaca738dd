/** Forced colours and more contrast: what is chosen, current, pressed or focused is seen, and drawings don't vanish. */
import type { Locator, Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, testOnNewPage as test } from './test.ts'

const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id

const look = (element: Locator) =>
  element.evaluate(one => {
    const { backgroundColor, outlineColor, outlineStyle, outlineWidth } = getComputedStyle(one)
    return { backgroundColor, outline: `${outlineStyle} ${outlineWidth} ${outlineColor}` }
  })

async function shot(page: Page, name: string, scheme: string) {
  await page.screenshot({ path: `test-results/forced-colors/${name}-${scheme}.png` })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`forced colours, ${colorScheme}`, () => {
    test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' }, colorScheme })

    test('a detail page shows the selected tab, the focus and its drawings', async ({ page }) => {
      await page.goto(`/demo/orchestrations/${failed}`)
      await expect(page.getByText('Only this customer?')).toBeVisible()
      const [selected, other] = [
        page.locator('[role=tab][aria-selected=true]'),
        page.locator('[role=tab][aria-selected=false]'),
      ]
      expect((await look(selected)).backgroundColor).not.toBe((await look(other.first())).backgroundColor)
      const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      // A bar is drawn by its ground alone.
      const bar = page.locator('ol .bg-current:not(.striped)').first()
      if ((await bar.count()) > 0) expect((await look(bar)).backgroundColor).not.toBe(canvas)
      const marker = page.locator('ol svg').first()
      const ink = await page.evaluate(() => getComputedStyle(document.body).color)
      expect(await marker.evaluate(one => getComputedStyle(one).stroke)).toBe(ink)
      await selected.focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(async () => (await look(page.locator('[role=tab]:focus'))).outline).toMatch(/^solid 3px/)
      await shot(page, 'detail', colorScheme)
    })

    test('the command field shows what is selected', async ({ page }) => {
      await page.goto(`/demo/orchestrations/${failed}`)
      await expect(page.getByText('Only this customer?')).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
      const selected = await look(page.locator('[role=option][aria-selected=true]'))
      const other = await look(page.locator('[role=option][aria-selected=false]').first())
      expect(selected.backgroundColor).not.toBe(other.backgroundColor)
      await shot(page, 'command', colorScheme)
    })

    test('a list and a batch show what is current and pressed', async ({ page }) => {
      await page.goto('/demo/orchestrations?status=FAILED')
      await expect(page.getByRole('row').nth(2)).toBeVisible()
      const links = page.getByRole('navigation', { name: 'Status' })
      expect((await look(links.locator('[aria-current]'))).backgroundColor).not.toBe(
        (await look(links.getByRole('link', { name: 'All' }))).backgroundColor,
      )
      await page.keyboard.press('j')
      await shot(page, 'browse', colorScheme)
      await page.goto(`/demo/orchestrations?id=${failed},${completed}`)
      const chip = page.getByRole('button', { name: /1\s*failed/ })
      const before = await look(chip)
      await chip.click()
      await expect(chip).toHaveAttribute('aria-pressed', 'true')
      expect((await look(chip)).backgroundColor).not.toBe(before.backgroundColor)
      await shot(page, 'batch', colorScheme)
    })
  })
}

/** The contrast of two colours as a canvas shows them. */
const contrast = (page: Page, one: string, other: string) =>
  page.evaluate(
    ([a, b]) => {
      const light = (color: string) => {
        const canvas = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => {
          const share = part / 255
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const [high, low] = [light(a as string), light(b as string)].toSorted((x, y) => y - x) as [number, number]
      return (high + 0.05) / (low + 0.05)
    },
    [one, other],
  )

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`usual colours, ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a selected option and the current page differ by 3 to 1 in more than their text', async ({ page }) => {
      await page.goto('/demo/orchestrations')
      await expect(page.getByRole('row').nth(2)).toBeVisible()
      const current = page.getByRole('banner').locator('nav [aria-current=page]')
      const line = /rgba?\([^)]*\)/.exec(await current.evaluate(one => getComputedStyle(one).boxShadow))?.[0] ?? 'red'
      const card = await page.getByRole('banner').evaluate(one => getComputedStyle(one).backgroundColor)
      expect(await contrast(page, line, card)).toBeGreaterThanOrEqual(3)
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
      const option = page.locator('[role=option][aria-selected=true]')
      const outline = await option.evaluate(one => getComputedStyle(one).outlineColor)
      expect(await option.evaluate(one => getComputedStyle(one).outlineStyle)).toBe('solid')
      expect(await contrast(page, outline, card)).toBeGreaterThanOrEqual(3)
    })
  })

  test.describe(`more contrast, ${colorScheme}`, () => {
    test.use({ contextOptions: { contrast: 'more', reducedMotion: 'reduce' }, colorScheme })

    test('the lines of cards are strong', async ({ page }) => {
      await page.goto(`/demo/orchestrations/${failed}`)
      const card = page.getByRole('region', { name: 'Timeline' })
      const [border, ground] = await card.evaluate(one => {
        const { borderTopColor, backgroundColor } = getComputedStyle(one)
        return [borderTopColor, backgroundColor] as const
      })
      expect(await contrast(page, border, ground)).toBeGreaterThanOrEqual(4.5)
    })
  })
}
