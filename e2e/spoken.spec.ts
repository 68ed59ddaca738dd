/** What a screen reader reads: order and names on the accessibility tree, and what is announced. */
import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { readScopes } from '#paxos/api.ts'
import { ruleIds, scenarios, sentinels } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { expect, leaveDrawingToBrowser, testOnNewPage as test } from './test.ts'

const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id

test('the reading order of a detail page', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByText('Only this customer?')).toBeVisible()
  await expect(page.getByRole('tab')).toHaveCount(5)
  const read = await page.getByRole('main').ariaSnapshot()
  const order = [
    'heading "Failed at the destination transfer" [level=1]',
    'img "to"',
    'button "Copy for ticket"',
    'group "Answer"',
    `region "Paxos's reason"`,
    'region "Next step"',
    'region "Only this customer?"',
    'region "Timeline"',
    'heading "Created" [level=3]',
    'heading "Source transfer" [level=3]',
    'heading "Conversion" [level=3]',
    'heading "Destination transfer" [level=3]',
    'heading "Ended" [level=3]',
    'list "Legend"',
    'complementary "Details"',
    'tablist "More about this orchestration"',
  ]
  const places = order.map(part => read.indexOf(part))
  expect(places.every(place => place >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('the reading order of a batch, a list, the lookup page and an error', async ({ page }) => {
  await page.goto(`/demo/orchestrations?id=${failed},${completed}`)
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /2 IDs.*1 failed, 1 completed/ [level=1]
      - group "Show only"
      - region "Failures by reason":
        - heading "Failures by reason" [level=2]
      - region "Results":
        - combobox "Order"
        - searchbox "Filter"
        - table "Results":
          - rowgroup:
            - row
          - rowgroup:
            - row:
              - cell "Failed"
              - cell "100 USDC to USDG"
              - cell
              - cell
              - cell
              - cell "none"
              - cell
              - cell:
                - link "Failed, 100 USDC to USDG, ${failed}"
  `)
  await page.goto('/demo/orchestrations?status=FAILED')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Orchestrations" [level=1]
      - navigation "Orchestrations by status":
        - list
      - region "Orchestrations found":
        - status
        - table "Orchestrations":
          - rowgroup:
            - row
          - rowgroup:
            - row:
              - cell "Failed"
              - cell / to /
  `)
  await expect(
    page.getByRole('link', { name: /^Failed, [\d,.]+ [A-Z]+( to [A-Z]+)?, [0-9a-f-]{36}$/ }).first(),
  ).toBeVisible()
  await page.goto('/demo')
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the page"
    - banner
    - main:
      - heading "Look up an orchestration" [level=1]
      - search "Look up an orchestration":
        - textbox "Orchestration ID, reference, transfer ID or transaction hash"
        - button "Look up"
  `)
  await page.goto(`/demo/orchestrations/${sentinels['not-found'].id}`)
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - region "No orchestration found in Demo.":
        - heading "No orchestration found in Demo." [level=1]
        - list:
          - listitem
        - button "Try again"
        - button "Copy details"
  `)
})

test('shortcuts that are switched off leave no trace', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.locator('[aria-keyshortcuts]').first()).toBeAttached()
  await page.evaluate(() => localStorage.setItem('desk.shortcuts', 'off'))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Copy for ticket' })).toBeVisible()
  await page.getByRole('button', { name: 'More actions' }).click()
  await expect(page.locator('[aria-keyshortcuts], kbd:visible')).toHaveCount(0)
})

test('arrow keys go through a menu and do not scroll the page', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 400 })
  await page.goto(`/demo/orchestrations/${failed}`)
  const more = page.getByRole('button', { name: 'More actions' })
  await more.focus()
  await page.keyboard.press('Enter')
  const items = page.getByRole('dialog', { name: 'More actions' }).getByRole('button')
  await expect(items.first()).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  await expect(items.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(items.nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowDown')
  await expect(items.first()).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

/** A simulator whose time passes when told to, which answers the page in the server's place. */
async function startPaxos(page: Page) {
  let now = Date.now()
  let pending = 0
  const simulator = await startSimulator({ clock: () => now })
  const grant = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'demo',
    client_secret: 'demo',
    scope: readScopes.join(' '),
  })
  const reply = await fetch(simulator.tokenUrl, { method: 'POST', body: grant })
  const { access_token: token } = (await reply.json()) as { access_token: string }
  await page.route('**/api/demo/v2/**', async route => {
    pending += 1
    const { pathname, search } = new URL(route.request().url())
    const url = simulator.url + pathname.replace('/api/demo', '') + search
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    const headers = { 'x-stale': 'no', date: new Date(now).toUTCString(), 'content-type': 'application/json' }
    await route.fulfill({ status: answer.status, headers, body: await answer.text() })
    pending -= 1
  })
  return {
    now: () => now,
    pass: (ms: number) => {
      now += ms
    },
    isQuiet: () => pending === 0,
    close: () => simulator.close(),
  }
}

test('each transition of a live orchestration is announced once', async ({ page }) => {
  const paxos = await startPaxos(page)
  const run = scenarios['completes-in-20-s'].id.slice(0, 24) + randomBytes(6).toString('hex')
  await leaveDrawingToBrowser(page)
  await page.clock.install({ time: paxos.now() })
  await page.clock.pauseAt(paxos.now() + 1_000)
  await page.goto(`/demo/orchestrations/${run}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Processing/)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const region = document.querySelector('#root > [role=status]') as Element
    new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  // What the page asked for until now has arrived, and it has taken the answers.
  const idle = async () => {
    await page.evaluate(() => fetch('/livez').then(() => undefined))
    await expect.poll(paxos.isQuiet).toBe(true)
    await page.evaluate(() => fetch('/livez').then(() => undefined))
  }
  // Paxos takes longer over each step than the page waits between two reads, so that no read misses one.
  for (let second = 0; second < 60; second += 1) {
    paxos.pass(500)
    await page.clock.runFor(1_000)
    await idle()
    await page.clock.runFor(20)
  }
  await expect(page.getByText(/^Final/)).toBeVisible()
  await paxos.close()
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  expect(heard).toEqual([
    'Source transfer changed from Planned to Processing',
    'Source transfer changed from Processing to Completed',
    'Destination transfer changed from Planned to Processing',
    'Status changed from Processing to Completed. Destination transfer changed from Processing to Completed',
  ])
})

test('a script that is blocked leaves a page that says so, with a way on', async ({ page, faults }) => {
  await page.route('**/assets/index-*.js', route => route.abort())
  await page.goto('/demo')
  await expect(page.getByText('Loading Orchestration Desk…')).toBeVisible()
  await expect(page.getByText("The page's script is late, blocked or broken.")).toBeVisible()
  await page.unrouteAll()
  await page.getByRole('link', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look up an orchestration')
  await expect(page.getByText('Loading Orchestration Desk…')).toBeHidden()
  faults.splice(0)
})

test('a page that waits says so in a status', async ({ page }) => {
  let go = () => {}
  const waits = new Promise<void>(resolve => {
    go = resolve
  })
  await page.route('**/orchestration/orchestrations/**', async route => {
    await waits
    await route.continue()
  })
  await page.goto('/demo')
  await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').fill(failed)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Loading orchestration…' })).toHaveCount(1)
  go()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Failed/)
})

test('no list without marks loses its role, and no sign is spoken as it is written', async ({ page }) => {
  for (const path of [
    '/demo',
    `/demo/orchestrations/${failed}`,
    `/demo/orchestrations/${failed}#similar`,
    `/demo/orchestrations/${scenarios['processing-bank-payout'].id}#similar`,
    `/demo/orchestrations?id=${failed},${completed}`,
    '/demo/orchestrations',
    '/demo/orchestrations?ref_ids=nothing-has-this',
    '/demo/rules',
    `/demo/rules/${ruleIds.settlement}`,
    '/demo/no-such-page',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll('ul:not([role]), ol:not([role])')]
        .filter(list => getComputedStyle(list).listStyleType === 'none')
        .map(list => list.outerHTML.slice(0, 80)),
    )
    expect(bare, path).toEqual([])
    // Signs are names of nothing: what is left of them is drawn, under a name in words.
    const read = (await page.locator('body').ariaSnapshot()).replace(/img "[^"]*": ./g, '')
    expect(read.match(/.*[·→≤–✕×].*/g) ?? [], path).toEqual([])
  }
})

test('a reason is read once, and each part of a line apart', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('tab')).toHaveCount(5)
  const read = await page.getByRole('main').ariaSnapshot()
  expect(read.match(/Beneficiary address is not on the approved list\./g)).toHaveLength(1)
  expect(read).toContain('heading "Source Crypto Ethereum" [level=3]')
})

test("Paxos's own value of each status can be read without a pointer", async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await page.getByRole('tab', { name: 'How we know' }).focus()
  await page.keyboard.press('Enter')
  const rows = page.getByRole('table', { name: 'How sure each fact is' })
  for (const value of ['status: FAILED', 'source_transfer.status: COMPLETED', 'destination_transfer.status: FAILED'])
    await expect(rows.getByRole('cell', { name: value, exact: true })).toBeVisible()
  await page.goto(`/demo/orchestrations/${scenarios['unknown-status'].id}#how-we-know`)
  await expect(rows.getByRole('cell', { name: 'status: ON_HOLD', exact: true })).toBeVisible()
})

test('links to orchestrations are named by status, amount and ID, on every page that lists some', async ({ page }) => {
  const named = /^(View: )?[\w ()]+, ([\d,.]+ [A-Z]+|Amount not reported)( to [A-Z]+)?, [0-9a-f-]{36}$/
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain(failed)
  const identity = await page.locator('main a[href*="/identities/"]').getAttribute('href')
  for (const [path, list] of [
    ['/demo', page.getByRole('region', { name: 'Recent' })],
    [identity ?? '', page.getByRole('table', { name: 'Orchestrations of this identity' })],
    ['/demo/lookup?q=order-7731', page.getByRole('table', { name: 'Orchestrations with the reference order-7731' })],
    [`/demo/rules/${ruleIds.settlement}`, page.getByRole('region', { name: 'Failures by reason' })],
  ] as const) {
    await page.goto(path)
    const links = list.locator('a[href*="/orchestrations/"]')
    await expect(links.first(), path).toBeVisible()
    for (const link of await links.all()) await expect(link).toHaveAccessibleName(named)
  }
})

test('the landmarks say what they are', async ({ page }) => {
  await page.goto(`/demo/orchestrations?id=${failed},${completed}`)
  await page.getByRole('link', { name: failed }).click()
  await expect(page.getByRole('navigation', { name: 'Steps through the batch' })).toBeVisible()
  for (const path of ['/demo', '/demo/orchestrations', '/demo/rules', `/demo/orchestrations/${failed}`]) {
    await page.goto(path)
    await expect(page.getByRole('search', { name: 'Look up an orchestration' })).toHaveCount(1)
    await expect(page.getByRole('navigation', { name: 'Orchestrations and rules' })).toHaveCount(1)
  }
})

test('arrow keys open a menu and go through a panel, and fields keep theirs', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 400 })
  await page.goto('/demo/orchestrations')
  await expect(page.getByRole('row')).toHaveCount(101)
  const status = page.getByRole('button', { name: 'Status', exact: true })
  await status.focus()
  await page.keyboard.press('ArrowDown')
  const panel = page.getByRole('dialog', { name: 'Status' })
  await expect(panel.getByRole('checkbox').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(panel.getByRole('checkbox').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(panel.getByRole('checkbox').nth(1)).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reference', exact: true }).press('Enter')
  const lines = page.getByRole('dialog', { name: 'Reference' }).getByRole('textbox')
  await expect(lines).toBeFocused()
  await page.keyboard.type('a\nb')
  await page.keyboard.press('ArrowUp')
  await expect(lines).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

for (const [name, answer] of [
  ['is blocked', undefined],
  ['crashes at its start', 'throw new Error("at its start")'],
] as const)
  test(`a script that ${name} leaves a drawn page that says so, with a way on`, async ({ page, faults }) => {
    // What comes after a delay comes at once.
    const browser = await page.context().newCDPSession(page)
    await browser.send('Animation.enable')
    await browser.send('Animation.setPlaybackRate', { playbackRate: 1000 })
    await page.route('**/assets/index-*.js', route =>
      answer === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: answer }),
    )
    await page.goto(`/demo/orchestrations/${failed}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
    const words = page.getByText("The page's script is late, blocked or broken.")
    await expect(words).toBeVisible()
    await expect(words).toBeInViewport()
    await page.unrouteAll()
    await page.getByRole('link', { name: 'Load the page again' }).click()
    await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Crypto')
    await expect(words).toHaveCount(0)
    faults.splice(0)
  })
