/** The look of the first screen. What holds in every scenario is in scenarios.spec.ts. */
import type { Locator, Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { layoutShift, settled } from './settled.ts'
import { expect, expectNoSideScroll, test } from './test.ts'

const wide = { width: 1280, height: 800 }

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const strip = (page: Page) => page.getByRole('group', { name: 'Answer' })

test('layout shifts are seen', async ({ page }) => {
  await page.goto('/demo/rules')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(
    () =>
      new Promise(resolve => {
        const block = document.createElement('div')
        document.body.prepend(block)
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            block.style.height = '200px'
            requestAnimationFrame(() => requestAnimationFrame(resolve))
          }),
        )
      }),
  )
  expect(await layoutShift(page)).toBeGreaterThan(0.02)
})

test.describe('the row that matters is open, and the others are not', () => {
  for (const [name, title] of [
    ['failed-at-destination', 'Destination transfer'],
    ['failed-at-source', 'Source transfer'],
    ['travel-rule-hold', 'Source transfer'],
    ['customer-approval-hold', 'Destination transfer'],
    ['processing-quiet', 'Destination transfer'],
    ['completed-cross-asset', undefined],
    ['rejected', undefined],
  ] as const)
    test(`${name}: ${title ?? 'none'}`, async ({ page }) => {
      await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
      await settled(page)
      const open = await timeline(page).locator('details[open] h3').allTextContents()
      expect(open).toEqual(title === undefined ? [] : [title])
    })
})

for (const name of ['failed-like-others', 'failed-at-source', 'failed-both-legs'] as const) {
  test(`an open row ends below its last fact (${name})`, async ({ page }) => {
    await page.setViewportSize(wide)
    await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
    await settled(page)
    const rooms = await timeline(page)
      .locator('details[open]')
      .evaluateAll(rows =>
        rows.map(
          row => row.getBoundingClientRect().bottom - (row.querySelector('dl')?.getBoundingClientRect().bottom ?? 0),
        ),
      )
    expect(rooms.length).toBeGreaterThan(0)
    for (const room of rooms) expect(room).toBeLessThanOrEqual(16)
  })
}

test('edges are aligned: one left and one right edge for all parts, one for what stands in a column', async ({
  page,
}) => {
  await page.setViewportSize(wide)
  await page.goto(`/demo/orchestrations/${scenarios['failed-like-others'].id}`)
  await settled(page)
  const edges = async (side: 'left' | 'right', ...parts: Locator[]) => {
    const all = await Promise.all(
      parts.map(part =>
        part.evaluateAll(
          (elements, edge) => elements.map(element => Math.round(element.getBoundingClientRect()[edge])),
          side,
        ),
      ),
    )
    expect(all.every(found => found.length > 0)).toBe(true)
    return [...new Set(all.flat())]
  }
  const details = page.getByRole('region', { name: 'Details' })
  const actions = page.getByRole('group', { name: 'Actions' })
  const tabs = page.getByRole('tablist')
  expect(await edges('right', strip(page), actions, details)).toHaveLength(1)
  expect(await edges('left', strip(page), page.getByRole('heading', { level: 1 }), timeline(page), tabs)).toHaveLength(
    1,
  )
  expect(await edges('right', timeline(page), tabs)).toHaveLength(1)
  const words = (text: string | RegExp) => timeline(page).getByText(text, { exact: true })
  expect(await edges('left', words('Status'), words('No rule'), words('Likely done'))).toHaveLength(1)
  expect(await edges('left', words('Step'), words('Source transfer'), words('Ended'))).toHaveLength(1)
  const amounts = timeline(page)
    .locator('summary')
    .getByText(/ USDC?$/, { exact: true })
  expect(await edges('right', words('Amount').first(), amounts, words('USD → USDC'))).toHaveLength(1)
  expect(await edges('right', words('Took'), words(/^≤ /), words('45 min 59 s'))).toHaveLength(1)
})

test('a copy icon stands 6 to 10 pixels behind its value, on its line', async ({ page }) => {
  await page.setViewportSize(wide)
  await page.goto(`/demo/orchestrations/${scenarios['completed-cross-asset'].id}`)
  await settled(page)
  await page.getByRole('listitem').filter({ hasText: 'Source transfer' }).locator('summary').click()
  const gaps = await page.locator('main').evaluate(main =>
    [...main.querySelectorAll<HTMLElement>('dd > button[aria-label^="Copy "]')].flatMap(button => {
      const icon = button.querySelector('.icon')?.getBoundingClientRect()
      const value = button.previousSibling
      if (!icon || !value || !button.checkVisibility()) return []
      const range = document.createRange()
      range.selectNodeContents(value)
      // The value as it is seen, without what only a screen reader says.
      const unseen = value instanceof HTMLElement ? value.querySelector('.sr-only') : null
      if (unseen) range.setEndBefore(unseen)
      const line = [...range.getClientRects()].at(-1)
      if (!line) return []
      const middle = (box: DOMRect) => (box.top + box.bottom) / 2
      return [{ name: button.ariaLabel, gap: icon.left - line.right, lower: middle(icon) - middle(line) }]
    }),
  )
  expect(gaps.length).toBeGreaterThan(12)
  for (const { name, gap, lower } of gaps) {
    expect(gap, `${name}: ${gap} px behind`).toBeGreaterThanOrEqual(6)
    expect(gap, `${name}: ${gap} px behind`).toBeLessThanOrEqual(10)
    expect(Math.abs(lower), `${name}: ${lower} px lower`).toBeLessThanOrEqual(3)
  }
})

test('at four times the size everything reflows into one column', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 })
  await page.goto(`/demo/orchestrations/${scenarios['forty-digit-amounts'].id}`)
  await settled(page)
  await expectNoSideScroll(page)
  await page.getByRole('tab', { name: 'Raw JSON' }).click()
  await expectNoSideScroll(page)
  await page.getByRole('tab', { name: 'How we know' }).click()
  await expectNoSideScroll(page)
})
