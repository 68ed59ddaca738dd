/** Transfers, rule and events load after the orchestration, each on its own, and never delay it. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test, testOnNewPage } from './test.ts'

const open = (name: keyof typeof scenarios) => `/demo/orchestrations/${scenarios[name].id}`
const step = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** The API paths that a page requests from now on. */
function watchReads(page: Page): string[] {
  const reads: string[] = []
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (pathname.includes('/v2/')) reads.push(pathname.replace(/^.*\/v2/, ''))
  })
  return reads
}
/** A time of the timeline, with its day when that is not the one in the timeline's head. */
const time = String.raw`(?:\d{1,2} \w{3} )?\d\d:\d\d:\d\d`
const eventsDone = (page: Page) =>
  expect(page.getByText(/Exact times from|No exact times|Exact times unavailable/).first()).toBeAttached()

test('transfers show money, type, network, hash and exact times', async ({ page }) => {
  await page.goto(open('completed-cross-asset'))
  const source = step(page, 'Source transfer')
  await expect(source).toContainText('Crypto deposit')
  await expect(source).toContainText('In')
  await expect(source).toContainText('1,250.00 USDC')
  await expect(source).toContainText(new RegExp(`by ${time}≤ .*took up to \\d`))
  await expect(source.getByText('Crypto deposit')).toBeHidden()
  await source.locator('summary').click()
  await expect(source).toContainText(new RegExp(`Recorded${time}, last update ${time}`))
  await expect(source.getByRole('button', { name: 'Copy source transfer transaction hash' })).toBeVisible()
  await expect(step(page, 'Destination transfer')).toContainText('Out')
  await expect(step(page, 'Conversion')).toContainText(new RegExp(`${time} – ${time}`))
  // The demo shows explorer links as they would be, to the explorers of the testnets.
  await expect(source.getByRole('link', { name: /^0x[0-9a-f]{64}/ })).toHaveAttribute(
    'href',
    /^https:\/\/sepolia\.etherscan\.io\/tx\/0x[0-9a-f]{64}$/,
  )
})

test('one asset throughout: the difference is calculated, and says so', async ({ page }) => {
  await page.goto(open('completed-same-asset'))
  const destination = step(page, 'Destination transfer')
  await expect(destination).toContainText(/Difference\d+\.\d+ \w+ \(calculated\)/)
  await page.goto(open('completed-cross-asset'))
  await expect(destination).toContainText('Crypto withdrawal')
  await expect(destination.getByText('(calculated)')).toHaveCount(0)
})

test('the rule by its name: in the head, in the timeline, in the details, with what its status means', async ({
  page,
}) => {
  await page.goto(open('completed-cross-asset'))
  await expect(step(page, 'Created')).toContainText('Rule: Merchant settlement')
  await expect(page.getByRole('main').getByRole('link', { name: 'Rule: Merchant settlement' })).toHaveCount(2)
  const card = page.getByRole('region', { name: 'Details' })
  await expect(card).toContainText('Merchant settlement')
  await expect(card).toContainText('Active. Matching deposits start an orchestration.')
  await page.goto(open('rule-not-listed'))
  await expect(card).toContainText('Paxos no longer lists this rule.')
  await page.goto(open('rule-forbidden'))
  await expect(card).toContainText('Rule details unavailable.')
  await expect(card).toContainText('orchestration:read_orchestration_rule')
  await expect(card).toContainText('The rest of this page is complete.')
})

test('a hold says who needs to act, and stands as a line of its own', async ({ page }) => {
  await page.goto(open('travel-rule-hold'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('On hold: travel-rule details needed from you')
  await expect(page.getByRole('main').getByText('On hold', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Who needs to act' })).toContainText(
    'You: send Paxos the travel-rule details',
  )
  const source = step(page, 'Source transfer')
  await expect(source).toContainText('Travel-rule details requested. TRAVEL_RULE_INFO_REQUESTED')
  await expect(source).toContainText('“Originator name and address are needed for this deposit.”')
  await page.goto(open('missing-trustline'))
  await expect(page.getByRole('region', { name: 'Next step' })).toContainText(
    'The recipient: add a trustline for PYUSD',
  )
  await page.goto(open('unknown-secondary-status'))
  await expect(step(page, 'Source transfer')).toContainText('Unrecognised by this version. SOURCE_OF_FUNDS_REVIEW')
})

test('leg and record that differ: the badge is the leg’s, a note says the record’s', async ({ page }) => {
  await page.goto(open('leg-failed-transfer-pending'))
  const destination = step(page, 'Destination transfer')
  await expect(destination).toContainText(
    /The transfer record says Pending \(.*\)\. It can run ahead of the orchestration\./,
  )
  await expect(destination.locator('summary').getByText('Failed')).toBeVisible()
})

test('events: exact times where found, and an exact duration', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  const ended = step(page, 'Ended')
  await expect(ended).toContainText(/12:34:10 exact4 min 9 stook 4 min 9 s/)
  await expect(ended).not.toContainText('≤')
  await expect(step(page, 'Created')).toContainText('12:30:01')
})

test('events: none found is never "did not happen"', async ({ page }) => {
  await page.goto(open('processing-no-events'))
  await page.getByRole('tab', { name: 'How we know' }).click()
  await expect(page.getByText('No exact times available.').first()).toBeVisible()
})

test('shows an undelivered webhook', async ({ page }) => {
  await page.goto(open('completed-profile-to-crypto'))
  await expect(
    page.getByText('The "completed" webhook wasn\'t delivered (1). Your system may be out of date.').first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText("webhook wasn't delivered")
  await expectAccessible(page)
})

test('forbidden transfers: names the scope, the rest is complete', async ({ page }) => {
  await page.goto(open('forbidden-transfers'))
  const source = step(page, 'Source transfer')
  await source.locator('summary').click()
  await expect(source).toContainText('Transfer details unavailable.')
  await expect(source.getByText('transfer:read_transfer')).toBeVisible()
  await expect(source).toContainText('The rest of this page is complete.')
  await expect(step(page, 'Ended')).toContainText('exact')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
})

test('missing transfers are not called forbidden', async ({ page }) => {
  await page.goto(open('missing-transfers'))
  const source = step(page, 'Source transfer')
  await source.locator('summary').click()
  await expect(source).toContainText('Transfer details unavailable. Paxos lists no transfer with this ID.')
  const again = page.waitForRequest(/\/transfer\/transfers\//)
  await source.getByRole('button', { name: 'Try again' }).click()
  await again
  await expect(source).toContainText('Transfer details unavailable.')
})

// On its own server, since another may have cached them.
for (const width of [1280, 390])
  testOnNewPage(`slow transfers delay nothing and move nothing: ${width} px`, async ({ page, request, ownDesk }) => {
    // The simulator makes its thousands of events for the first who asks for any, and nobody is answered meanwhile: on a busy
    // machine for so long that records which take 5 s are not there after the 8 s that the proxy waits.
    expect((await request.get(`${ownDesk.url}/api/demo/v2/events?limit=1`)).status()).toBe(200)
    await page.setViewportSize({ width, height: 900 })
    await page.addInitScript(() => {
      const shifts: number[] = []
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
      Object.assign(window, { shifts })
    })
    const asked = page.waitForRequest(/\/transfer\/transfers\//)
    await page.goto(ownDesk.url + open('slow-transfers'))
    const destination = step(page, 'Destination transfer')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Completed/)
    await expect(destination).toContainText(/Completed.*by \d\d:/)
    // Read from the orchestration alone, while the transfers are loading.
    await asked
    await expect(destination.getByText('Reading the transfer…')).toHaveCount(1)
    await expect(destination).not.toContainText('Internal transfer credit')
    const before = await page.evaluate(() => performance.now())
    await expect(destination).toContainText('Internal transfer credit', { timeout: 9_000 })
    const wait = (await page.evaluate(() => performance.now())) - before
    expect(wait).toBeGreaterThan(2_000)
    await eventsDone(page)
    const shift = await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0),
    )
    testOnNewPage.info().annotations.push({ type: 'cumulative layout shift', description: String(shift) })
    expect(shift).toBeLessThan(0.02)
  })

for (const name of [
  'completed-cross-asset',
  'failed-at-destination',
  'processing-no-events',
  'travel-rule-hold',
] as const) {
  test(`at most twelve reads on opening: ${name}`, async ({ page }) => {
    const reads = watchReads(page)
    await page.goto(open(name))
    await eventsDone(page)
    const first = [...reads]
    expect(first.length).toBeLessThanOrEqual(12)
    const of = (path: string) => first.filter(read => read.startsWith(path)).length
    expect(of('/orchestration/orchestrations/')).toBeLessThanOrEqual(2)
    expect(first.filter(read => read === '/orchestration/orchestrations').length).toBeLessThanOrEqual(2)
    expect(of('/transfer/transfers/')).toBeLessThanOrEqual(2)
    expect(of('/orchestration/rules')).toBeLessThanOrEqual(1)
    expect(of('/events')).toBeLessThanOrEqual(6)
  })
}

testOnNewPage('reads a final record once more, alone, and then nothing', async ({ page }) => {
  await page.clock.install()
  await page.goto(open('completed-cross-asset'))
  await eventsDone(page)
  const own = `/orchestration/orchestrations/${scenarios['completed-cross-asset'].id}`
  const reads = watchReads(page)
  await page.waitForLoadState('networkidle')
  const last = page.waitForResponse(response => response.url().endsWith(own))
  await page.clock.fastForward(40_000)
  await (await last).finished()
  await expect(page.getByText(/^Final · checked \d\d:\d\d UTC$/)).toBeVisible()
  await page.clock.fastForward(600_000)
  await page.clock.fastForward(600_000)
  // Long enough to notice a read that should not happen.
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(reads).toEqual([own])
})

test('a credential that may read orchestrations only gives a whole page, and names what would add more', async ({
  page,
}) => {
  const simulator = await startSimulator({ scopes: ['orchestration:read_orchestration'] })
  const desk = await startDesk({
    ...sandboxAt(simulator),
    PAXOS_SANDBOX_SCOPE: 'orchestration:read_orchestration',
  })
  try {
    await page.goto(`${desk.url}/sandbox/orchestrations/${scenarios['completed-cross-asset'].id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Completed/)
    const source = step(page, 'Source transfer')
    await source.locator('summary').click()
    await expect(source.getByText('transfer:read_transfer')).toBeVisible()
    await expect(
      page.getByRole('region', { name: 'Details' }).getByText('orchestration:read_orchestration_rule'),
    ).toBeVisible()
    await expect(page.getByText('Exact times unavailable.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Timeline' }).getByText('events:read_event')).toBeVisible()
    await expect(step(page, 'Ended')).toContainText(new RegExp(`by ${time}`))
    await expect(page.getByText('The rest of this page is complete.')).toHaveCount(0)
    await expectAccessible(page)
  } finally {
    await desk.stop()
    await simulator.close()
  }
})

test('explorer links where the pair is known, the operator’s own templates, and nothing leaks to either', async ({
  page,
}) => {
  const simulator = await startSimulator()
  const desk = await startDesk({
    ...sandboxAt(simulator),
    TRANSFER_URL_TEMPLATE: 'https://ops.example/{environment}/transfers/{id}',
    RULE_URL_TEMPLATE: 'https://ops.example/rules/{id}',
    PROFILE_URL_TEMPLATE: 'https://ops.example/profiles/{id}',
  })
  try {
    await page.goto(`${desk.url}/sandbox/orchestrations/${scenarios['completed-cross-asset'].id}`)
    for (const title of ['Source transfer', 'Destination transfer']) await step(page, title).locator('summary').click()
    const hash = step(page, 'Source transfer').getByRole('link', { name: /^0x[0-9a-f]{64}/ })
    await expect(hash).toHaveAttribute('href', /^https:\/\/sepolia\.etherscan\.io\/tx\/0x[0-9a-f]{64}$/)
    await expect(
      step(page, 'Destination transfer').locator('a[href^="https://explorer.solana.com/tx/"]'),
    ).toHaveAttribute('href', /\?cluster=devnet$/)
    await expect(page.locator('main a[href^="https://ops.example/"]')).toHaveCount(4)
    for (const link of await page.locator('main a[target=_blank]').all())
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    await expectAccessible(page)
  } finally {
    await desk.stop()
    await simulator.close()
  }
})

test('"How we know" lists every time with all its digits', async ({ page }) => {
  await page.goto(open('failed-at-destination'))
  await eventsDone(page)
  await page.getByRole('tab', { name: 'How we know' }).click()
  const table = page.getByRole('table', { name: 'Exact timestamps' })
  await expect(table).toContainText('2026-04-20 12:30:01.397730 UTC · 14:30 your time (UTC+2)')
  await expect(table.getByRole('row').filter({ hasText: 'Destination transfer' })).toHaveCount(2)
  await expect(table.getByRole('row').filter({ hasText: 'orchestration.failed' })).toHaveCount(1)
  await expectAccessible(page)
})
