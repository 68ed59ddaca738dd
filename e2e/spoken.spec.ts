/** What a screen reader reads: order and names on the accessibility tree, and what is announced. */
import { randomBytes } from 'node:crypto'
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { expect, testOnNewPage as test } from './test.ts'

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
      - navigation "Status":
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
      - search "Look up":
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

test('each transition of a live orchestration is announced once', async ({ page }) => {
  test.setTimeout(120_000)
  const run = scenarios['completes-in-20-s'].id.slice(0, 24) + randomBytes(6).toString('hex')
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
  await expect(page.getByText(/^Final/)).toBeVisible({ timeout: 90_000 })
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
  await expect(page.getByText("The page's script is late or blocked.")).toBeVisible()
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
