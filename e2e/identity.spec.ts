/** The orchestrations of an identity, which Paxos lists transfers of only. */
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { asProblem } from './answers.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const failed = scenarios['failed-at-destination'].id

test('the identity of an orchestration leads to its orchestrations, found through its transfers', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await page.waitForLoadState('networkidle')
  const identity = page.getByRole('region', { name: 'Details' }).locator('a[href*="/identities/"]')
  const id = (await identity.getAttribute('href'))?.split('/').at(-1)
  const reads: string[] = []
  page.on('request', request => {
    if (/\/(transfers|orchestrations)\?/.test(request.url())) reads.push(request.url())
  })
  await identity.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orchestrations of an identity')
  await expect(page.getByText(/^Found through its latest 100 transfers\./)).toBeVisible()
  const rows = page.getByRole('row')
  expect(await rows.count()).toBeGreaterThan(20)
  // One call for the transfers, at most six for their orchestrations.
  expect(reads.filter(url => url.includes('identity_ids'))).toHaveLength(1)
  expect(reads.length).toBeLessThanOrEqual(7)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.reload()
  await expect(page.getByText(/^Found through its latest 100 transfers\./)).toBeVisible()
  await expect(page.getByRole('main').getByText(id ?? '', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Open as a batch' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ IDs: /)
})

test('an identity without transfers says so', async ({ page }) => {
  await page.goto('/demo/identities/00000000-0000-4000-8000-000000000000')
  await expect(page.getByText('Paxos lists no transfers of this identity.')).toBeVisible()
  await expectAccessible(page)
})

test('transfers that may not be read are named with their scope', async ({ page }) => {
  await page.route(/identity_ids/, route =>
    route.fulfill(asProblem(502, { code: 'upstream_forbidden', scope: 'transfer:read_transfer' })),
  )
  await page.goto(`/demo/identities/${sentinels['not-found'].id}`)
  await expect(page.getByText("This dashboard isn't allowed to read transfers.")).toBeVisible()
  await expect(page.getByText('transfer:read_transfer')).toBeVisible()
})
