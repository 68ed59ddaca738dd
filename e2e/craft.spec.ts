/** One grid: on each page the parts end at the same right edge, amounts too, and a wide window is used. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const ids = Object.values(scenarios)
  .slice(0, 20)
  .map(({ id }) => id)
const pages = {
  detail: `/demo/orchestrations/${scenarios['failed-at-destination'].id}`,
  browse: '/demo/orchestrations',
  batch: `/demo/orchestrations?id=${ids.join()}`,
}

/** The right edges, in pixels, of the page's content, of the header's last control, and of cards that end a line of the page. */
const rightEdges = (page: Page) =>
  page.evaluate(() => {
    const right = (element: Element) => Math.round(element.getBoundingClientRect().right)
    const main = document.querySelector('main')
    if (!main) throw new Error('no main')
    const content = right(main) - Number.parseFloat(getComputedStyle(main).paddingRight)
    const controls = [...document.querySelectorAll('header button, header a')].map(right)
    const isCard = (element: Element) =>
      getComputedStyle(element).borderRightWidth !== '0px' && element.getBoundingClientRect().width > innerWidth / 5
    const cards = [...main.querySelectorAll('section, [role=group]')].filter(isCard).map(right)
    return { content, header: Math.max(...controls), cards }
  })

for (const [name, path] of Object.entries(pages))
  for (const width of [1280, 1440])
    test(`${name} at ${width} px: one right edge, and the width is used`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole(name === 'detail' ? 'tablist' : 'table')).toBeVisible()
      const { content, header, cards } = await rightEdges(page)
      expect(header).toBe(content)
      expect(Math.max(...cards)).toBe(content)
      expect(content).toBeGreaterThan(width * 0.94)
      if (name === 'detail') return
      // Amounts end at one edge, under their heading.
      const amounts = page.locator('td[data-column=Amount] > span')
      const ends = await amounts.evaluateAll(all =>
        all.map(one => {
          const cell = one.closest('td') ?? one
          // A very long one is cut at the edge of its cell.
          const edge = cell.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(cell).paddingRight)
          return Math.round(Math.min(one.getBoundingClientRect().right, edge))
        }),
      )
      expect(ends.length).toBeGreaterThan(10)
      expect(new Set(ends).size).toBe(1)
    })
