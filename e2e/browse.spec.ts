/** The list of orchestrations: its filters are its address, and what it shows is what Paxos answered. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ruleIds, scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { asData, asProblem } from './answers.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test, testOnNewPage } from './test.ts'

const list = '/demo/orchestrations'
const count = (page: import('@playwright/test').Page) => page.getByText(/^(First|All|Last|\d).* shown( ·|$)/)

test('shows the first hundred, says that more exist, and fits any window', async ({ page }) => {
  await page.goto('/demo')
  await page.getByRole('link', { name: 'Browse' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orchestrations')
  await expect(count(page)).toHaveText('First 100 shown')
  await expect(page.getByRole('row')).toHaveCount(101)
  for (const width of [320, 390, 768]) {
    await page.setViewportSize({ width, height: 700 })
    await expectNoSideScroll(page)
  }
})

for (const name of ['Status', 'Created', 'Rule', 'Columns', 'Share']) {
  test(`the list with the panel ${name} open is accessible`, async ({ page }) => {
    // A few rows are as good as a hundred, and looked through sooner.
    await page.goto(`${list}?rows=pyusd+payouts&created=7d`)
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    const { x = 0, width = 0 } = (await page.getByRole('dialog', { name }).boundingBox()) ?? {}
    expect(x + width).toBeLessThanOrEqual(1280)
    if (name === 'Created') await page.getByLabel('Between two times').check()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name })).toBeHidden()
  })
}

test('filters are in the address, which alone rebuilds the list', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('button', { name: 'Status' }).click()
  const panel = page.getByRole('dialog', { name: 'Status' })
  await panel.getByLabel('Failed').check()
  await panel.getByLabel('Rejected').check()
  await expect(page).toHaveURL(`${list}?status=FAILED&status=REJECTED`)
  await expect(page.getByRole('button', { name: 'Status: Failed, Rejected' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Completed' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Rule' }).click()
  await page.getByRole('dialog', { name: 'Rule' }).getByLabel('Merchant settlement').check()
  await expect(page).toHaveURL(`${list}?status=FAILED&status=REJECTED&orchestration_rule_id=${ruleIds.settlement}`)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Rule: Merchant settlement' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Merchant settlement' }).first()).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Rule', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(list)
})

test('the tabs choose a status, keep the other filters, and show the reasons of failures', async ({ page }) => {
  await page.goto(`${list}?source_asset=USDC`)
  const tabs = page.getByRole('navigation', { name: 'Status' })
  const reason = page.getByRole('columnheader', { name: "Paxos's reason" })
  await expect(count(page)).toBeVisible()
  await expect(tabs.getByRole('link')).toHaveText([
    'All',
    'Failed',
    'Processing',
    'Awaiting approval',
    'Rejected',
    'Completed',
  ])
  await expect(tabs.getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'page')
  await expect(reason).toHaveCount(0)
  await tabs.getByRole('link', { name: 'Failed' }).click()
  await expect(page).toHaveURL(`${list}?status=FAILED&source_asset=USDC`)
  await expect(reason).toBeVisible()
  await tabs.getByRole('link', { name: 'Processing' }).click()
  await expect(page).toHaveURL(`${list}?status=PROCESSING&source_asset=USDC`)
  await expect(reason).toHaveCount(0)
})

test('a row is one line, opens wherever it is clicked, and its head stays in sight', async ({ page }) => {
  await page.goto(`${list}?status=FAILED`)
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(101)
  const heights = await rows.evaluateAll(all => all.slice(1).map(row => row.getBoundingClientRect().height))
  expect(Math.max(...heights)).toBeLessThan(48)
  await rows.nth(60).scrollIntoViewIfNeeded()
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeInViewport()
  const id = await rows.nth(60).getByRole('link').last().textContent()
  // The row's link lies over the cell, which Playwright would take for something in the way.
  await rows.nth(60).getByRole('cell').first().click({ force: true })
  await expect(page).toHaveURL(`${list}/${id}`)
})

test('assets, profile, references and order reach Paxos unchanged', async ({ page }) => {
  await page.goto(list)
  const apply = async (name: string, text: string) => {
    await page.getByRole('button', { name, exact: true }).click()
    const panel = page.getByRole('dialog', { name })
    await panel.getByLabel(name).fill(text)
    await panel.getByRole('button', { name: 'Apply' }).click()
  }
  await page.getByRole('button', { name: 'Source asset', exact: true }).click()
  const source = page.getByRole('dialog', { name: 'Source asset' })
  await source.getByLabel('USDC').check()
  await source.getByLabel('Other asset').fill('PYUSD, USDC')
  await source.getByRole('button', { name: 'Add' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Destination asset', exact: true }).click()
  await page.getByRole('dialog', { name: 'Destination asset' }).getByLabel('USDG').check()
  await page.keyboard.press('Escape')
  await apply('Reference', 'orch-usdc-usdg-a3b1c2d4\n\n Order 4711, b ')
  const asked = page.waitForRequest(/\/v2\/.*order=ASC/)
  await page.getByLabel('Order').selectOption('Oldest first')
  const query =
    'source_asset=USDC&source_asset=PYUSD&destination_asset=USDG&ref_id=orch-usdc-usdg-a3b1c2d4&ref_id=Order+4711%2C+b&order=ASC'
  await expect(page).toHaveURL(`${list}?${query}`)
  const sent = new URL((await asked).url()).searchParams
  expect([...sent].filter(([name]) => name !== 'limit')).toEqual([...new URLSearchParams(query)])
  await expect(count(page)).toHaveText('1 shown')
  await expect(page.getByRole('link', { name: scenarios['failed-at-destination'].id })).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(`${list}?order=ASC`)
})

test('two changes in a row both count, even before the first is drawn', async ({ page }) => {
  for (const start of [list, '/demo/rules']) {
    await page.goto(start)
    await page.getByRole('button', { name: 'Status', exact: true }).click()
    // Both in one task of the page, faster than any reader.
    await page.getByRole('dialog', { name: 'Status' }).evaluate(panel => {
      for (const box of [...panel.querySelectorAll('input')].slice(0, 2)) box.click()
    })
    await expect(page).toHaveURL(/\?status=\w+&status=\w+$/)
  }
})

test('each page has an address, and Back restores the scroll position', async ({ page }) => {
  await page.goto(list)
  const next = page.getByRole('link', { name: 'Older' })
  await next.scrollIntoViewIfNeeded()
  const left = await page.evaluate(() => scrollY)
  await next.click()
  await expect(page).toHaveURL(/page_cursor=/)
  await expect(count(page)).toHaveText('100 older shown')
  expect(await page.evaluate(() => scrollY)).toBe(0)
  const row = page.getByRole('row').nth(60)
  await row.scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => scrollY)
  expect(before).toBeGreaterThan(500)
  const link = row.getByRole('link').last()
  const id = (await link.textContent()) ?? ''
  await link.click()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  let reads = 0
  page.on('request', request => {
    if (request.url().includes('/orchestrations?')) reads += 1
  })
  await page.goBack()
  await expect(page.getByRole('link', { name: id })).toBeFocused()
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
  expect(reads).toBe(0)
  await page.goBack()
  await expect(count(page)).toHaveText('First 100 shown')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(left)
  // After a reload the list has to be read again: then the row is found, and scrolled to.
  await page.goForward()
  await expect(page.getByRole('link', { name: id })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name: id })).toBeFocused()
  await expect(page.getByRole('link', { name: id })).toBeInViewport()
})

test('j and k go from row to row, Enter opens', async ({ page }) => {
  await page.goto(list)
  await expect(count(page)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = page.getByRole('row').nth(2).getByRole('link').last()
  await expect(second).toBeFocused()
  const id = await second.textContent()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${list}/${id}`)
})

test('the filter over loaded rows says what it searches', async ({ page }) => {
  await page.goto(list)
  await page.getByLabel('Filter these 100').fill('pyusd payouts')
  await expect(page.getByText(/· \d+ of these match/)).toBeVisible()
  await expect(page).toHaveURL(`${list}?rows=pyusd+payouts`)
  await page.reload()
  await expect(page.getByText(/· \d+ of these match/)).toBeVisible()
  await page.getByLabel('Filter these 100').fill('no such thing')
  await expect(page.getByText(/None of these 100 contains “no such thing”/)).toBeVisible()
})

test('a filter typed while the next page loads does not take the reader back', async ({ page }) => {
  let letGo = () => {}
  const held = new Promise<void>(resolve => {
    letGo = resolve
  })
  const manifest: Record<string, { file: string }> = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8'))
  await page.route(`**/${manifest['src/web/features/rules/page.tsx']?.file}`, async route => {
    await held
    await route.continue()
  })
  await page.goto('/demo/orchestrations')
  const field = page.getByLabel('Filter these 100')
  // As long as the next page's code has not come the list stays on the screen. One leaves by the mouse, one by keys.
  for (const leave of [
    () => page.getByRole('link', { name: 'Rules' }).click(),
    async () => {
      await field.blur()
      await page.keyboard.press('g')
      await page.keyboard.press('r')
    },
  ]) {
    await field.fill('pyusd')
    await leave()
    await expect(page).toHaveURL('/demo/rules')
    await field.fill('usdg')
    await expect(page).toHaveURL('/demo/rules')
    await page.goBack()
    await expect(field).toBeVisible()
  }
  await page.goForward()
  letGo()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rules')
  await page.goBack()
  // What was typed before leaving is in the address.
  await expect(page).toHaveURL(/^[^?]*\?.*rows=pyusd/)
})

test('each page of the list keeps its own filter over loaded rows, there and back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const field = page.getByLabel('Filter these 100')
  await page.goto(list)
  await field.fill('pyusd')
  await expect(page).toHaveURL(`${list}?rows=pyusd`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1)
  expect(new URL(await page.evaluate(() => navigator.clipboard.readText())).search).toBe('?rows=pyusd')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(count(page)).toHaveText('100 older shown')
  await expect(field).toHaveValue('')
  await page.goBack()
  await expect(field).toHaveValue('pyusd')
  await expect(page.getByText(/· \d+ of these match/)).toBeVisible()
  await page.goForward()
  await expect(field).toHaveValue('')
  await page.getByRole('link', { name: 'Browse', exact: true }).click()
  await expect(page).toHaveURL(list)
  await field.fill('usdg')
  await expect(page).toHaveURL(`${list}?rows=usdg`)
  await page.getByRole('link', { name: 'Browse', exact: true }).click()
  await expect(field).toHaveValue('')
  await expect(page).toHaveURL(list)
})

test('an empty list offers to remove each filter', async ({ page }) => {
  await page.goto(`${list}?status=FAILED&source_asset=usdc&created=24h`)
  await expect(page.getByRole('heading', { name: 'Nothing matches.' })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
  await page.getByRole('link', { name: 'Remove Source asset: usdc' }).click()
  await expect(page).toHaveURL(`${list}?status=FAILED&created=24h`)
  await expect(count(page)).toBeVisible()
})

test('an unreadable parameter is ignored and named', async ({ page }) => {
  await page.goto(`${list}?status=FAILED&${'rubbish'.repeat(1400)}=1&order=UP`)
  await expect(page.getByText("Part of this link couldn't be read and was ignored.")).toBeVisible()
  await expect(page.getByText('order=UP')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Status: Failed' })).toBeVisible()
  await expect(count(page)).toBeVisible()
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
})

test('an impossible range is explained, and keeps what was typed', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('button', { name: 'Created' }).click()
  const panel = page.getByRole('dialog', { name: 'Created' })
  await panel.getByLabel('Between two times').check()
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(panel.getByRole('alert')).toHaveText('Enter at least one of the two times.')
  await panel.getByLabel('From (UTC)').fill('2026-04-21T00:00')
  await panel.getByLabel('Until (UTC)').fill('2026-04-20T00:00')
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(panel.getByRole('alert')).toHaveText('The second time must be later than the first.')
  await expect(panel.getByLabel('From (UTC)')).toHaveValue('2026-04-21T00:00')
  await expect(page).toHaveURL(list)
  await panel.getByLabel('Until (UTC)').fill('2026-04-22T00:00')
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(`${list}?created_at.gte=2026-04-21T00%3A00%3A00Z&created_at.lt=2026-04-22T00%3A00%3A00Z`)
})

test('a range keeps its seconds when one of its ends is changed', async ({ page }) => {
  await page.goto(`${list}?created_at.gte=2026-04-20T12:30:01.5Z&created_at.lt=2026-04-20T12:30:59Z`)
  await page.getByRole('button', { name: 'Created' }).click()
  const panel = page.getByRole('dialog', { name: 'Created' })
  await expect(panel.getByLabel('From (UTC)')).toHaveValue('2026-04-20T12:30')
  await panel.getByLabel('Until (UTC)').fill('2026-04-21T00:00')
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(
    `${list}?created_at.gte=2026-04-20T12%3A30%3A01.5Z&created_at.lt=2026-04-21T00%3A00%3A00Z`,
  )
})

test('an empty later page leads back to the first', async ({ page }) => {
  await page.route(/\/v2\/.*page_cursor=/, route => route.fulfill(asData({ items: [] })))
  for (const [path, back, to] of [
    [`${list}?status=FAILED&page_cursor=abc`, 'Newest', `${list}?status=FAILED`],
    ['/demo/rules?status=ACTIVE&page_cursor=abc', 'Start from the newest.', '/demo/rules?status=ACTIVE'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'There are no more.' })).toBeVisible()
    await page.getByRole('link', { name: back }).click()
    await expect(page).toHaveURL(to)
    await expect(count(page)).toBeVisible()
  }
})

test('an expired page marker is explained and leads back to the newest', async ({ page }) => {
  await page.goto(`${list}?status=FAILED&page_cursor=${'x'.repeat(80)}`)
  await expect(page.getByRole('heading', { name: 'This page marker has expired.' })).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Start from the newest.' }).click()
  await expect(page).toHaveURL(`${list}?status=FAILED`)
  await expect(count(page)).toBeVisible()
  await page.goto(`/demo/rules?page_cursor=${'x'.repeat(80)}`)
  await expect(page.getByRole('heading', { name: 'This page marker has expired.' })).toBeFocused()
  await page.getByRole('link', { name: 'Start from the newest.' }).click()
  await expect(page).toHaveURL('/demo/rules')
})

testOnNewPage('an empty list says how old it is, and that new ones wait', async ({ page }) => {
  await page.clock.install()
  let isEmpty = true
  let polls = 0
  await page.route(/\/v2\/.*source_asset=usdc/, async route => {
    const isPoll = route.request().url().includes('created_at.gt=')
    if (isPoll) polls += 1
    const items = isPoll || !isEmpty ? [{ id: 'new-one', status: 'FAILED' }] : []
    await route.fulfill(asData({ items, next_page_cursor: isPoll ? 'more' : '' }))
  })
  await page.goto(`${list}?source_asset=usdc`)
  await expect(page.getByRole('heading', { name: 'Nothing matches.' })).toBeVisible()
  await expect(page.getByText(/^Updated (just now|\d+ s ago)$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
  await page.clock.fastForward(31_000)
  isEmpty = false
  await page.getByRole('button', { name: '1 or more new', exact: true }).click()
  await expect(page.getByRole('link', { name: 'new-one' })).toBeVisible()
  // New ones of a list that begins with the oldest are at its end.
  await page.goto(`${list}?source_asset=usdc&order=ASC`)
  await expect(page.getByRole('link', { name: 'new-one' })).toBeVisible()
  const before = polls
  await page.clock.fastForward(31_000)
  const read = page.waitForResponse(/\/v2\/.*source_asset=usdc/)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await read
  expect(polls).toBe(before)
})

testOnNewPage('new ones wait until they are asked for', async ({ page, request }) => {
  await page.clock.install()
  await page.goto(`${list}?status=PROCESSING&destination_asset=USDG`)
  await expect(count(page)).toBeVisible()
  const rows = await page.getByRole('row').count()
  // An orchestration of the future keeps its place at the top, so a list without it is taken.
  const run = scenarios['completes-in-20-s'].id.slice(0, 24) + randomBytes(6).toString('hex')
  await request.get(`/api/demo/v2/orchestration/orchestrations/${run}`)
  await page.clock.fastForward(31_000)
  const waiting = page.getByRole('button', { name: /^\d+ new$/ })
  await expect(waiting).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(rows)
  await expect(page.getByRole('status').filter({ hasText: /^\d+ new$/ })).toHaveCount(1)
  await waiting.click()
  await expect(page.getByRole('link', { name: run })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
})

test('a copied link freezes a relative range unless asked to keep it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(list)
  await page.getByRole('button', { name: 'Created' }).click()
  await page.getByRole('dialog', { name: 'Created' }).getByLabel('The last 24 hours').check()
  await page.getByRole('dialog', { name: 'Created' }).getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(`${list}?created=24h`)
  await expect(count(page)).toBeVisible()
  await page.getByRole('button', { name: 'Share' }).click()
  const share = page.getByRole('dialog', { name: 'Share' })
  await share.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1)
  const fixed = new URL(await page.evaluate(() => navigator.clipboard.readText()))
  expect([...fixed.searchParams.keys()]).toEqual(['created_at.gte', 'created_at.lt'])
  await share.getByLabel('Keep “last 24 hours”').check()
  await share.getByRole('button', { name: 'Copy link' }).click()
  await expect
    .poll(async () => new URL(await page.evaluate(() => navigator.clipboard.readText())).search)
    .toBe('?created=24h')
  // A cursor holds for the range it came from, so the next page has that range and no later one.
  await page.route(/\/v2\/.*orchestrations\?/, route => route.fulfill(asData({ items: [{}], next_page_cursor: 'abc' })))
  await page.reload()
  await expect(page.getByRole('link', { name: 'Older' })).toHaveAttribute(
    'href',
    /\?created_at\.gte=[^&]+Z&page_cursor=abc$/,
  )
  await page.unroute(/\/v2\/.*orchestrations\?/)
  await page.goto(fixed.href)
  await expect(page.getByRole('button', { name: /^Created: \d{4}-.* to \d{4}-/ })).toBeVisible()
})

test('the CSV holds a thousand rows and says that more exist', async ({ page }) => {
  await page.goto(list)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^orchestrations-demo-\d{8}T\d{4}Z-1000-of-more\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  const lines = text.split('\r\n')
  expect(text.startsWith('\ufeff"id","status","source_amount"')).toBe(true)
  expect(lines).toHaveLength(1003)
  expect(lines[1001]).toMatch(/^"1,000 of more",/)
  await expect(page.getByRole('status').filter({ hasText: 'CSV saved: 1,000 of more rows' })).toHaveCount(1)
})

test('an expired marker keeps the page on the screen and leads to the start', async ({ page }) => {
  const expired = { code: 'bad_request', upstream: { title: 'Invalid page cursor' } }
  let isExpired = false
  await page.route(/\/v2\/.*page_cursor=/, route =>
    isExpired
      ? route.fulfill(asProblem(400, expired))
      : route.fulfill(asData({ items: [{ id: 'kept', nickname: 'kept', status: 'FAILED' }] })),
  )
  for (const path of [list, '/demo/rules']) {
    isExpired = false
    await page.goto(`${path}?page_cursor=abc`)
    await expect(page.getByRole('link', { name: 'kept' })).toBeVisible()
    isExpired = true
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('This page marker has expired.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'kept' })).toBeVisible()
    await page
      .getByRole('link', { name: path === list ? 'Newest' : 'Start from the newest.' })
      .first()
      .click()
    await expect(page).toHaveURL(path)
  }
})

test('the CSV of a later page says that it is incomplete', async ({ page }) => {
  await page.route(/\/v2\/.*page_cursor=/, route =>
    route.fulfill(asData({ items: [{ id: 'last', status: 'FAILED' }] })),
  )
  await page.goto(`${list}?page_cursor=abc`)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toContain('-1-of-more.csv')
  expect((await readFile(await file.path(), 'utf8')).split('\r\n')[2]).toMatch(/^"1 of more",/)
})

test('a CSV that fails says why, and a retry saves it', async ({ page }) => {
  await page.goto(`${list}?status=FAILED`)
  await expect(count(page)).toBeVisible()
  await page.route(/limit=1000/, route => route.abort())
  await page.getByRole('button', { name: 'CSV' }).click()
  await expect(page.getByText("CSV unavailable. Can't reach this dashboard's server.")).toBeVisible()
  await page.unroute(/limit=1000/)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Try again' }).click()
  await saved
  await expect(page.getByText('CSV unavailable.', { exact: false })).toHaveCount(0)
})

test('the list saves as an Excel file', async ({ page }) => {
  await page.goto(`${list}?status=FAILED`)
  await expect(count(page)).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Excel' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^orchestrations-demo-\d{8}T\d{4}Z.*\.xlsx$/)
})

test('chosen columns are kept in this browser', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByLabel("Paxos's reason").check()
  await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Reference').uncheck()
  await page.reload()
  await expect(page.getByRole('columnheader', { name: "Paxos's reason" })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Reference' })).toHaveCount(0)
})

test('a forbidden list names the missing scope', async ({ page }) => {
  const simulator = await startSimulator({ scopes: ['transfer:read_transfer'], generated: 10 })
  const desk = await startDesk({
    ...sandboxAt(simulator),
    PAXOS_SANDBOX_SCOPE: 'transfer:read_transfer',
  })
  try {
    await page.goto(`${desk.url}/sandbox/orchestrations`)
    await expect(
      page.getByRole('heading', { name: "This dashboard isn't allowed to read orchestrations." }),
    ).toBeFocused()
    await expect(page.getByText('orchestration:read_orchestration')).toBeVisible()
    await expectAccessible(page)
  } finally {
    await desk.stop()
    await simulator.close()
  }
})
