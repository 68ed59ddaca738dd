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

for (const [name, path] of [
  ['browse', '/demo/orchestrations?status=PENDING'],
  ['batch', `/demo/orchestrations?id=${scenarios['awaiting-approval'].id},${ids.join()}`],
] as const)
  test(`${name} at 1280 px: no badge is cut, and a cut text is whole for the pointer and for the keyboard`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(path)
    await expect(page.getByRole('cell', { name: 'Awaiting approval' }).first()).toBeVisible()
    const status = page.locator('td[data-column=Status]')
    expect(await status.evaluateAll(all => all.filter(cell => cell.scrollWidth > cell.clientWidth).length)).toBe(0)
    const reference = page.locator('td[data-column=Reference]').filter({ hasText: 'payout-batch-2291-07' })
    await expect(reference.locator('[title]')).toHaveAttribute('title', 'payout-batch-2291-07')
    await page.getByRole('row').filter({ has: reference }).getByRole('link').last().press('Shift')
    await expect.poll(() => reference.evaluate(cell => cell.scrollWidth > cell.clientWidth)).toBe(false)
  })
