/** The code of a page loads when a link to it is pointed at or focused, and not before. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const manifest: Record<string, { file: string }> = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))
const fileOf = (page: string) => manifest[`src/web/features/${page}.tsx`]?.file ?? ''
const [browse, rules, batch] = ['browse/page', 'rules/page', 'batch/page'].map(fileOf) as [string, string, string]

/** The built files requested so far, and whether a list was requested. */
function watch(page: Page) {
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  return {
    has: (file: string) => asked.some(url => url.endsWith(`/${file}`)),
    lists: () => asked.filter(url => /\/v2\/.*(orchestrations\?|rules\?)/.test(url)),
  }
}

test('loads the code of browse and rules when their links are pointed at or focused', async ({ page }) => {
  const loaded = watch(page)
  await page.goto('/demo')
  await page.waitForLoadState('networkidle')
  for (const file of [browse, rules, batch]) expect(loaded.has(file)).toBe(false)
  await page.getByRole('link', { name: 'Browse' }).hover()
  await expect.poll(() => loaded.has(browse)).toBe(true)
  expect(loaded.has(rules)).toBe(false)
  await page.getByRole('link', { name: 'Rules' }).focus()
  await expect.poll(() => loaded.has(rules)).toBe(true)
  expect(loaded.has(batch)).toBe(false)
  // Pointing reads no data.
  expect(loaded.lists()).toEqual([])
})

test('a link to a batch loads the code of the batch', async ({ page }) => {
  const [first, second] = [scenarios['failed-at-destination'].id, scenarios['completed-cross-asset'].id]
  await page.goto(`/demo/orchestrations?id=${first},${second}`)
  await page.getByRole('link', { name: first }).click()
  await expect(page.getByRole('navigation', { name: 'Batch' })).toContainText('1 of 2')
  const loaded = watch(page)
  await page.reload()
  await page.waitForLoadState('networkidle')
  const back = page.getByRole('navigation', { name: 'Batch' }).getByRole('link', { name: 'Batch' })
  await expect(back).toBeVisible()
  expect(loaded.has(batch)).toBe(false)
  await back.hover()
  await expect.poll(() => loaded.has(batch)).toBe(true)
  expect(loaded.has(browse)).toBe(false)
})
