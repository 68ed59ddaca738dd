/** Any ID leads to its orchestration, or to a sentence about what it is and what was checked. */
import type { Page } from '@playwright/test'
import { otherIds, scenarios, sentinels } from '#simulator/scenarios.ts'
import { type Simulator, startSimulator } from '#simulator/simulator.ts'
import { asData } from './answers.ts'
import { type Desk, sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const first = scenarios['failed-at-destination'].id
const sourceTransfer = sentinels['transfer-id'].id
const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const open = (id: string) => `/demo/orchestrations/${id}`

async function expectTidy(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
}

test('a rule’s id leads to the rule', async ({ page }) => {
  await page.goto(open(otherIds['rule-id'].id))
  await expect(title(page)).toHaveText('This is a rule ID.')
  await expect(title(page)).toBeFocused()
  await expect(page.getByText('This is the rule "Merchant settlement"')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Open the rule' }).click()
  await expect(page).toHaveURL(`/demo/rules/${otherIds['rule-id'].id}`)
})

test('an event’s id leads to its orchestration, also by way of a transfer', async ({ page }) => {
  await page.goto(open(otherIds['orchestration-event'].id))
  await expect(title(page)).toHaveText('This is an event ID.')
  await expect(page.getByText("It's the event orchestration.failed of one orchestration.")).toBeVisible()
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(open(first))

  await page.goto(open(otherIds['transfer-event'].id))
  await expect(
    page.getByText("It's the event transfer.crypto_deposit.completed of the source transfer of one orchestration."),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(open(first))
})

test('an event about something else says so and leads nowhere', async ({ page }) => {
  await page.goto(open(otherIds['other-event'].id))
  await expect(page.getByText("It's the event identity.approved, which names no orchestration")).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open', exact: true })).toHaveCount(0)
})

test('not found says what it was checked as; a check that was refused names the scope', async ({ page }) => {
  await page.goto(open(sentinels['not-found'].id))
  await expect(title(page)).toHaveText('No orchestration found in Demo.')
  const checks = page.getByRole('region', { name: 'What it was checked as' })
  for (const kind of ['Transfer ID', 'Rule ID', 'Event ID'])
    await expect(checks.getByText(kind, { exact: true }).locator('xpath=following-sibling::dd')).toHaveText('No match')
  await expectTidy(page)

  for (const [name, kind, scope] of [
    ['forbidden-transfer', 'Transfer ID', 'transfer:read_transfer'],
    ['forbidden-rule', 'Rule ID', 'orchestration:read_orchestration_rule'],
  ] as const) {
    await page.goto(open(otherIds[name].id))
    await expect(title(page)).toHaveText('No orchestration found in Demo.')
    const refused = checks.getByText(kind, { exact: true }).locator('xpath=following-sibling::dd')
    await expect(refused).toContainText('Not allowed.')
    await expect(refused).toContainText(scope)
    await expect(checks.getByText('No match')).toHaveCount(2)
  }
})

test('a transfer of no orchestration: all were compared, and its record is one click away', async ({ page }) => {
  await page.goto(open(otherIds['transfer-alone'].id))
  await expect(title(page)).toHaveText('This is a transfer ID.')
  await expect(page.getByText(/^This transfer isn't part of an orchestration we could find\./)).toBeVisible()
  await page.getByRole('link', { name: 'View transfer' }).click()
  await expect(page).toHaveURL(`/demo/transfers/${otherIds['transfer-alone'].id}`)
  const record = page.getByRole('region', { name: 'Transfer record' })
  await expect(record).toContainText('Crypto deposit')
  await expect(record).toContainText('18.25 USDC')
  await expect(page.getByLabel(field)).toHaveValue(otherIds['transfer-alone'].id)
  await expectTidy(page)
})

test('a transfer’s own address opens its orchestration, says so, and Back leads to where one was', async ({ page }) => {
  await page.goto('/demo/rules')
  await page.evaluate(path => history.pushState(null, '', path), '/demo')
  await page.goto(`/demo/transfers/${sourceTransfer.toUpperCase()}`)
  await expect(page).toHaveURL(open(first))
  await expect(page.getByText(`Opened from transfer ${sourceTransfer}, its source transfer`)).toBeVisible()
  await expect(title(page)).toHaveText('Failed at the destination transfer')
  await page.goBack()
  await expect(page).toHaveURL('/demo')
})

test('a transfer’s address: none there, one that may not be read, and text that is not an id', async ({ page }) => {
  await page.goto(`/demo/transfers/${otherIds['rule-id'].id}`)
  await expect(title(page)).toHaveText('No transfer found in Demo.')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Look up as another kind of ID' }).click()
  await expect(title(page)).toHaveText('This is a rule ID.')

  await page.goto(`/demo/transfers/${otherIds['forbidden-transfer'].id}`)
  await expect(title(page)).toHaveText("This dashboard isn't allowed to read transfers.")
  await expect(page.getByText('transfer:read_transfer')).toBeVisible()

  await page.goto('/demo/transfers/not%20an%20id')
  await expect(page.getByRole('heading', { name: 'No orchestration found in Demo.' })).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue('not an id')
})

test('a transaction with two payments is a choice', async ({ page }) => {
  const hash = otherIds['transaction-hash'].id
  await page.goto('/demo')
  // Chains and tools write the same digits differently.
  await page.getByLabel(field).fill(`tx: ${hash.slice(2).toUpperCase()}`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '2 orchestrations used this transaction' })).toBeFocused()
  await expectTidy(page)
  await page.getByRole('link', { name: scenarios['shared-hash-first'].id }).click()
  await expect(page).toHaveURL(open(scenarios['shared-hash-first'].id))
})

test('a transaction of which not every transfer has an orchestration says so, and opens none by itself', async ({
  page,
  request,
}) => {
  const record = async (id: string) => (await request.get(`/api/demo/v2/transfer/transfers/${id}`)).json()
  const items = [await record(sourceTransfer), await record(otherIds['transfer-alone'].id)]
  await page.route(/crypto_tx_hashes=/, route => route.fulfill(asData({ items, next_page_cursor: 'more' })))
  await page.goto(`/demo?q=0x${'cd'.repeat(32)}`)
  await expect(page.getByRole('heading', { name: '1 orchestration used this transaction' })).toBeVisible()
  await expect(page.getByText('1 of its 2 transfers has no orchestration that we found.')).toBeVisible()
  await expect(page.getByText('Only the first 2 transfers were searched; Paxos lists more.')).toBeVisible()
  await expect(page.getByRole('listitem').getByRole('link', { name: otherIds['transfer-alone'].id })).toBeVisible()
  await expectTidy(page)
  await page.getByRole('link', { name: first }).click()
  await expect(page).toHaveURL(open(first))
})

test('a hash and a reference that nothing has: what they were checked as', async ({ page }) => {
  await page.goto(`/demo?q=0x${'ab'.repeat(32)}`)
  const checks = page.getByRole('region', { name: 'What it was checked as' })
  await expect(page.getByRole('heading', { name: 'No orchestration found in Demo.' })).toBeFocused()
  await expect(checks).toContainText(/Reference of an orchestration\s*No match\s*Transaction hash\s*No match/)
  await page.goto('/demo?q=Order%204711%2Fb')
  await expect(checks).toContainText(/Reference of a transfer\s*No match/)
})

test('a reference of its transfer, and one that contains an id, lead on', async ({ page }) => {
  await page.goto(`/demo?ref_id=${encodeURIComponent(`orchestration_id.${first}`)}`)
  await expect(page).toHaveURL(open(first))
  await expect(page.getByText(`Found by its transfer's reference ID orchestration_id.${first}`)).toBeVisible()
  await page.goto(`/demo?q=order-${first}-retry`)
  await expect(page).toHaveURL(open(first))
  await expect(
    page.getByText(`No orchestration has the reference order-${first}-retry; using the ID in it`),
  ).toBeVisible()
})

test.describe('two environments and counted calls', () => {
  let simulator: Simulator
  let desk: Desk
  test.beforeAll(async () => {
    simulator = await startSimulator()
    desk = await startDesk({
      DEMO: 'on',
      ...sandboxAt(simulator),
    })
    // The simulator builds its thousands of rows on first use, which takes a moment.
    for (const list of ['orchestration/orchestrations', 'transfer/transfers', 'events'])
      await fetch(`${desk.url}/api/sandbox/v2/${list}?limit=1`)
  })
  test.afterAll(async () => {
    await desk.stop()
    await simulator.close()
  })
  const reads = () => simulator.requests().filter(({ path }) => path.startsWith('/v2/'))

  /** The API calls from opening an address until `done` is on the page. */
  async function callsOf(page: Page, path: string, done: () => Promise<void>): Promise<readonly string[]> {
    const before = reads().length
    await page.goto(desk.url + path)
    await done()
    await page.waitForLoadState('networkidle')
    return reads()
      .slice(before)
      .map(request => request.path)
  }

  test('an id that nothing has costs five calls, and another environment is asked only on a click', async ({
    page,
  }) => {
    const { id } = sentinels['not-found']
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    const calls = await callsOf(page, `/sandbox/orchestrations/${id}`, () =>
      expect(title(page)).toHaveText('No orchestration found in Sandbox.'),
    )
    expect(calls.length).toBe(5)
    expect(asked.filter(path => path.startsWith('/api/demo/'))).toEqual([])
    await page.getByRole('button', { name: 'Look up this ID in Demo?' }).click()
    await expect(page).toHaveURL(`${desk.url}/demo/orchestrations/${id}`)
  })

  test('a search that gives up says after how much, in eleven calls at most', async ({ page }) => {
    const { id } = otherIds['transfer-gives-up']
    const calls = await callsOf(page, `/sandbox/orchestrations/${id}`, () =>
      expect(page.getByText(/^Searched 500 orchestrations back to \d+ \w+ \d{4} without a match\./)).toBeVisible(),
    )
    expect(calls.length).toBeLessThanOrEqual(11)
    expect(calls.filter(path => path.includes('profile_id='))).toHaveLength(5)
    await expectAccessible(page)
  })

  test('a payout names its orchestration: no list is searched', async ({ page }) => {
    const calls = await callsOf(page, `/sandbox/orchestrations/${otherIds['destination-transfer'].id}`, () =>
      expect(page.getByText("It's the destination transfer of one orchestration.")).toBeVisible(),
    )
    expect(calls.filter(path => path.includes('profile_id='))).toEqual([])
    expect(calls.length).toBeLessThanOrEqual(6)
  })

  test('leaving ends the search', async ({ page }) => {
    // Only the first page of the list arrives, so that the search is still running.
    let asked = 0
    await page.route(/profile_id=/, async route => {
      asked += 1
      if (asked === 1) await route.continue()
    })
    await page.goto(`${desk.url}/sandbox/orchestrations/${otherIds['transfer-gives-up'].id}`)
    await expect(page.getByRole('status').filter({ hasText: 'Searched 100 so far' })).toBeVisible()
    const aborted = page.waitForEvent('requestfailed', request => request.url().includes('profile_id='))
    await page.getByRole('link', { name: 'Rules', exact: true }).click()
    await aborted
    await expect(title(page)).toHaveText('Rules')
    expect(asked).toBe(2)
  })
})

test('a check that failed is not called none, and can be made again', async ({ page }) => {
  let fail = true
  await page.route(/\/v2\/events\//, route => (fail ? route.abort() : route.continue()))
  await page.goto(open(sentinels['not-found'].id))
  const event = page.getByText('Event ID', { exact: true }).locator('xpath=following-sibling::dd')
  await expect(event).toHaveText("Not checked. Can't reach this dashboard's server.")
  fail = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(event).toHaveText('No match')
})

test('a search that failed says so, keeps what is known, and can be tried again', async ({ page }) => {
  let fail = true
  await page.route(/profile_id=/, route => (fail ? route.abort() : route.continue()))
  await page.goto(open(sourceTransfer))
  await expect(title(page)).toHaveText('This is a transfer ID.')
  await expect(page.getByText("We couldn't search for its orchestration.")).toBeVisible()
  await expectAccessible(page)
  fail = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText("It's the source transfer of one orchestration.")).toBeVisible()
})
