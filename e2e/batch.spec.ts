/** Many at once: what became of each, and nothing said that nobody checked. */
import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id
const unknown = scenarios['unknown-status'].id
const nobody = sentinels['not-found'].id
const reference = 'e5f6a7b8-0000-4000-8000-000000000000'

/** So many ids of ordinary orchestrations. */
async function idsOf(request: APIRequestContext, url: string, count: number): Promise<string[]> {
  const answer = await request.get(`${url}/api/demo/v2/orchestration/orchestrations?status=COMPLETED&limit=${count}`)
  const { items } = await answer.json()
  return items.map(({ id }: { id: string }) => id)
}

const paste = async (page: Page, text: string) => {
  await page.getByLabel(field).fill(text)
  await page.getByLabel(field).press('Enter')
}

/** The list calls that the page makes. */
function countCalls(page: Page) {
  const calls: string[] = []
  page.on('request', request => {
    if (request.url().includes('/orchestrations?')) calls.push(request.url())
  })
  return calls
}

test('a paste of several IDs opens a batch with the outcome of each', async ({ page }) => {
  await page.goto('/demo')
  await paste(page, `Please check:\n${completed}\n${failed}\n${nobody}\n${failed}\n${unknown}`)
  await expect(page).toHaveURL(`/demo/orchestrations?id=${completed},${failed}*2,${nobody},${unknown}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('4 IDs: 1 failed, 1 with an unrecognised status, 1 completed, 1 not found')
  const rows = page.getByRole('row')
  await expect(rows.nth(1)).toContainText(completed)
  await expect(rows.nth(2)).toContainText('×2')
  await expect(rows.nth(3)).toContainText('Not found')
  await expectAccessible(page)
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({ width, height: 700 })
    await expectNoSideScroll(page)
  }
  await page.reload()
  await page.getByLabel('Order').selectOption('Problems first')
  await expect(rows.nth(1)).toContainText(failed)
  await expect(rows.nth(4)).toContainText(completed)
  await expect(page).toHaveURL(/&sort=worst$/)
  await page.getByRole('link', { name: failed }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await page.goBack()
  await expect(page.getByRole('link', { name: failed })).toBeFocused()
  await expect(rows.nth(1)).toContainText(failed)
})

test('references are looked up as references, and a shared one shows how many orchestrations have it', async ({
  page,
}) => {
  await page.goto(`/demo/orchestrations?id=${reference},orch-usdc-usdg-a3b1c2d4&ref=order-7731`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^3 IDs: .*1 not found/)
  const row = page.getByRole('row').filter({ hasText: 'orch-usdc-usdg-a3b1c2d4' })
  await expect(row).toContainText(`Reference ID of ${failed}`)
  await page.getByRole('link', { name: 'and 1 more with this reference' }).click()
  await expect(page.getByRole('heading', { name: '2 orchestrations have this reference' })).toBeVisible()
})

test('a thousand IDs take ten calls, and the page says how many its link carries', async ({ page, request, desk }) => {
  const ids = await idsOf(request, desk.url, 1000)
  expect(ids).toHaveLength(1000)
  await page.goto('/demo')
  const calls = countCalls(page)
  await paste(page, ids.join('\n'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1,000 IDs: 1,000 completed', { timeout: 20_000 })
  expect(calls).toHaveLength(10)
  await expect(page.getByText('All 1,000 are in this tab only.')).toBeVisible()
  await expect(page.getByText('Showing 100 of 1,000')).toBeVisible()
  await page.getByRole('button', { name: 'Show 100 more' }).click()
  await expect(page.getByRole('row')).toHaveCount(201)
  await page.getByRole('searchbox').fill(ids[777] ?? '')
  await expect(page.getByRole('row')).toHaveCount(2)
  // The tab keeps them over a reload; another one has the first hundred, and says so.
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1,000 IDs: 1,000 completed', { timeout: 20_000 })
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(other.getByText('This link carries 100 of 1,000 IDs.', { exact: false })).toBeVisible()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('100 IDs: 100 completed')
})

test('a long batch changes its order and filter at once, by mouse and keys', async ({ page, request, desk }) => {
  const ids = await idsOf(request, desk.url, 150)
  await page.goto('/demo')
  await paste(page, [...ids, failed].join('\n'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('151 IDs: 1 failed, 150 completed')
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(101)
  const first = page.getByRole('link', { name: ids[0] ?? '' })
  const worst = page.getByRole('link', { name: failed })
  const order = page.getByLabel('Order')
  const filter = page.getByRole('searchbox', { name: 'Filter' })
  for (const [name, shown] of [
    ['Pasted order', first],
    ['Problems first', worst],
    ['Pasted order', first],
  ] as const) {
    await order.selectOption(name)
    await expect(rows.nth(1).getByRole('link')).toHaveText((await shown.textContent()) ?? '')
    await expect(rows).toHaveCount(101)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('j')
    await expect(shown).toBeFocused()
    await expectNoSideScroll(page)
  }
  await expectAccessible(page)
  await filter.fill(failed)
  await expect(rows).toHaveCount(2)
  // The order is part of the address; the text stays while it changes.
  await order.selectOption('Problems first')
  await expect(filter).toHaveValue(failed)
  await expect(rows).toHaveCount(2)
  await filter.fill('')
  await expect(rows.nth(1).getByRole('link')).toHaveText(failed)
  await expect(rows).toHaveCount(101)
})

test('a 429 halfway keeps the finished chunks, and a retry asks only for the unchecked rows', async ({
  page,
  request,
}) => {
  test.setTimeout(90_000)
  const desk = await startDesk()
  try {
    const ids = await idsOf(request, desk.url, 300)
    await page.goto(`${desk.url}/demo`)
    let calls = 0
    await page.route(/orchestrations\?orchestration_id/, async route => {
      calls += 1
      // The address is throttled between the first call and the second.
      if (calls === 2)
        await request.get(`${desk.url}/api/demo/v2/orchestration/orchestrations/${sentinels['rate-limited'].id}`)
      await route.continue()
    })
    await paste(page, ids.join(' '))
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText("300 IDs: 100 completed, 200 couldn't be checked")
    await expect(page.getByText('Paxos asked us to slow down.').first()).toBeVisible()
    await expect(page.getByText('100 of 300 checked.')).toBeVisible()
    expect(calls).toBe(2)
    await expectAccessible(page)
    await expect(async () => {
      // Refused as long as the throttle lasts.
      const again = page.getByRole('button', { name: /^Retry \d+ unchecked$/ })
      if (await again.isEnabled({ timeout: 500 }).catch(() => false)) await again.click({ timeout: 500 })
      await expect(heading).toHaveText('300 IDs: 300 completed', { timeout: 3000 })
    }).toPass({ timeout: 60_000 })
    expect(calls).toBeGreaterThanOrEqual(4)
  } finally {
    await desk.stop()
  }
})

test('leaving the page aborts its calls', async ({ page, request, desk }) => {
  const ids = await idsOf(request, desk.url, 300)
  await page.goto('/demo')
  const aborted: string[] = []
  page.on('requestfailed', failure => aborted.push(failure.failure()?.errorText ?? ''))
  const calls = countCalls(page)
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route(/orchestrations\?orchestration_id/, async route => {
    await held
    await route.continue().catch(() => undefined)
  })
  await paste(page, ids.join(' '))
  await expect(page.getByText('Checked 0 of 300')).toBeVisible()
  await page.getByRole('link', { name: 'Rules' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules')
  release()
  await expect.poll(() => aborted).toContain('net::ERR_ABORTED')
  expect(calls.filter(url => url.includes('orchestration_id'))).toHaveLength(1)
})

test('a refresh reads only open orchestrations', async ({ page }) => {
  const run = `${scenarios['completes-in-20-s'].id.slice(0, 24)}${Date.now().toString(16).padStart(12, '0').slice(-12)}`
  await page.goto(`/demo/orchestrations?id=${run},${completed}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 processing, 1 completed')
  const calls = countCalls(page)
  await expect(async () => {
    const again = page.getByRole('button', { name: 'Refresh 1 open' })
    if (await again.isEnabled({ timeout: 500 }).catch(() => false)) await again.click({ timeout: 500 })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 2 completed', { timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  // Who asks by hand is not told what the proxy knows already.
  for (const url of calls) expect(url).toMatch(new RegExp(`orchestration_id=${run}&limit=1&fresh=1$`))
})

test('copies and the CSV hold the rows shown, with links and the time of the check', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/demo/orchestrations?id=${failed},${completed},${nobody}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 IDs: 1 failed, 1 completed, 1 not found')
  await page.getByRole('button', { name: '1 failed' }).click()
  await page.getByRole('button', { name: '1 not found' }).click()
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  const menu = page.getByRole('dialog', { name: 'Copy' })
  await expect(menu).toContainText('The 2 rows shown')
  const copied = async (name: string) => {
    await menu.getByRole('button', { name }).click()
    await expect(page.getByRole('status').filter({ hasText: `${name} copied` })).toHaveCount(1)
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const markdown = await copied('Rich text and Markdown')
  expect(markdown).toContain('**[DEMO] 2 IDs: 1 failed, 1 not found**')
  expect(markdown).toContain(`| [${failed}](${new URL(page.url()).origin}/demo/orchestrations/${failed}) | Failed |`)
  expect(markdown).toMatch(/Checked \d{4}-\d\d-\d\d [\d:]{8} UTC · http/)
  const html = await page.evaluate(async () =>
    (await (await navigator.clipboard.read())[0]?.getType('text/html'))?.text(),
  )
  expect(html).toContain('<table>')
  expect(await copied('Jira')).toContain('||ID||Status||')
  expect((await copied('Spreadsheet')).split('\n').map(line => line.split('\t').length)).toEqual([20, 20, 20])
  await page.keyboard.press('Escape')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  expect(text.startsWith('\ufeff"asked_for","times","outcome","id"')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(4)
  const workbook = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Excel' }).click()
  const file = await workbook
  expect(file.suggestedFilename()).toMatch(/^batch-demo-\d{8}T\d{4}Z\.xlsx$/)
  const sheet = strFromU8(unzipSync(await readFile(await file.path()))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet.match(/<row>/g)).toHaveLength(3)
  expect(sheet).toContain(`<t xml:space="preserve">${failed}</t>`)
})

test('the chips filter the rows, in the address too, and the reasons lead to their rows', async ({ page }) => {
  await page.goto(`/demo/orchestrations?id=${completed},${failed},${nobody},${unknown}`)
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(5)
  const chips = page.getByRole('group', { name: 'Show only' })
  await expect(chips.getByRole('button')).toHaveText([
    '1 failed',
    '1 with an unrecognised status',
    '1 completed',
    '1 not found',
  ])
  await chips.getByRole('button', { name: '1 failed' }).click()
  await expect(page).toHaveURL(/&show=FAILED$/)
  await expect(rows).toHaveCount(2)
  await expectAccessible(page)
  await page.reload()
  await expect(rows).toHaveCount(2)
  await expect(chips.getByRole('button', { name: '1 failed' })).toHaveAttribute('aria-pressed', 'true')
  await expect(rows.nth(1)).toContainText('Destination transfer')
  await chips.getByRole('button', { name: '1 failed' }).click()
  await expect(page).not.toHaveURL(/show=/)
  await page.getByRole('region', { name: 'Failures by reason' }).getByRole('button').click()
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(1)).toContainText(failed)
})

test('a link without usable IDs says so', async ({ page }) => {
  await page.goto('/demo/orchestrations?id=,,')
  await expect(page.getByRole('heading', { name: 'This link has no IDs.' })).toBeFocused()
  await expectAccessible(page)
  await page.goto(`/demo/orchestrations?id=${'x'.repeat(10_000)},order-7731`)
  await expect(page.getByText('1 more were left out.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^1 reference: /)
})
