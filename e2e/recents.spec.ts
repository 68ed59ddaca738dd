/** What this browser remembers: little, for this reader only, and not at all when told so. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const failed = scenarios['failed-at-destination'].id

test('recent lookups are listed and can be pinned, cleared and switched off', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).toContain(failed)
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('desk.recents') ?? '[]'))
  expect(Object.keys(kept[0]).toSorted()).toEqual([
    'destination_asset',
    'environment',
    'id',
    'looked_at',
    'pinned',
    'ref_id',
    'source_amount',
    'source_asset',
    'status',
    'updated_at',
  ])
  // And nothing else of it is anywhere in this browser.
  expect(await page.evaluate(() => [Object.keys(localStorage), sessionStorage.length, document.cookie])).toEqual([
    ['desk.recents'],
    0,
    '',
  ])
  await page.goto('/demo')
  const recent = page.getByRole('region', { name: 'Recent' })
  await expect(recent.getByRole('link', { name: failed })).toBeVisible()
  await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toBeFocused()
  await recent.getByRole('button', { name: `Pin ${failed}` }).click()
  await expect(page.getByRole('region', { name: 'Pinned' }).getByText('Failed')).toBeVisible()
  await expect(page.getByRole('button', { name: `Unpin ${failed}` })).toBeFocused()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).split('\r\n')
  expect(lines[0]).toBe(
    '\ufeff"environment","id","status","source_amount","source_asset","destination_asset","ref_id","updated_at","looked_at"',
  )
  expect(lines[1]).toMatch(new RegExp(`^"demo","${failed}","FAILED","100","USDC","USDG",`))
  const workbook = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Excel' }).click()
  const book = await workbook
  expect(book.suggestedFilename()).toBe('lookups.xlsx')
  const sheet = unzipSync(await readFile(await book.path()))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
  expect(strFromU8(sheet)).toContain(`<t xml:space="preserve">${failed}</t>`)
  // A pinned one of another environment has nothing to do with this list.
  await page.evaluate(() => {
    const [mine] = JSON.parse(localStorage.getItem('desk.recents') ?? '[]')
    const others = { ...mine, environment: 'sandbox', pinned: true }
    localStorage.setItem('desk.recents', JSON.stringify([mine, others, { ...mine, id: 'a', pinned: false }]))
  })
  await page.reload()
  await page.getByRole('button', { name: 'Clear recent', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Recent' })).toBeHidden()
  await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toBeFocused()
  await expect(page.getByRole('region', { name: 'Pinned' }).getByRole('link')).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear recent and pinned' }).click()
  await expect(page.getByRole('region', { name: 'Pinned' })).toBeHidden()
  expect(await page.evaluate(() => localStorage.getItem('desk.recents'))).toMatch(/^\[\{"environment":"sandbox".*\}\]$/)
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).toContain('"demo"')
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Turn off history' }).click()
  await expect(page.getByText('History is off in this browser.')).toBeVisible()
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Turn on history' }).click()
  await expect(page.getByRole('region', { name: 'Pinned' })).toBeHidden()
})

test('says when open orchestrations could not be refreshed', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${scenarios['processing-quiet'].id}`)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).not.toBeNull()
  await page.route(/orchestrations\?orchestration_id/, route => route.abort())
  await page.goto('/demo')
  await expect(page.getByText("Couldn't refresh open orchestrations.", { exact: false })).toBeVisible()
  await expectAccessible(page)
})

test('marks an orchestration that changed since it was viewed', async ({ page }) => {
  const run = scenarios['completes-in-20-s'].id.slice(0, 24) + randomBytes(6).toString('hex')
  await page.goto(`/demo/orchestrations/${run}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.recents'))).toContain(run)
  await expect(async () => {
    await page.goto('/demo')
    await expect(page.getByText('Changed since')).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 40_000 })
  const recent = page.getByRole('region', { name: 'Recent' })
  await expect(recent.getByText('Completed')).toBeVisible()
  // Whoever looks at it has seen it; what is final is not asked about again.
  await recent.getByRole('link', { name: run }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Completed')
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto('/demo')
  await expect(recent.getByText('Completed')).toBeVisible()
  await expect(page.getByText('Changed since')).toHaveCount(0)
  expect(asked.filter(url => url.includes('orchestration_id='))).toEqual([])
})

test('a status that nobody knows stays on one line', async ({ page }) => {
  for (const name of ['unknown-status', 'failed-at-destination'] as const) {
    await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('desk.recents') ?? ''))
      .toContain(scenarios[name].id)
  }
  await page.goto('/demo')
  const rows = page.getByRole('region', { name: 'Recent' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'ON_HOLD (unrecognised)' })).toBeVisible()
  const heights = await rows.evaluateAll(all => all.slice(0, 2).map(row => row.clientHeight))
  expect(heights[0]).toBe(heights[1])
})
