/** Each way in which a lookup can fail: in words, in the page, the id kept, and never longer than ten seconds. */
import type { Page } from '@playwright/test'
import { sentinels } from '#simulator/scenarios.ts'
import type { Desk } from './desk.ts'
import { expect, expectAccessible, test } from './test.ts'

const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const footer = 'This page only reads data. Nothing about the orchestration changed.'

/** These say nothing against Paxos, so that the server stays as it is. */
const refusals: Record<string, RegExp> = {
  'bad-request': /^Paxos couldn't read this request\.$/,
  'forbidden-scope': /^This dashboard isn't allowed to read orchestrations\.$/,
  'forbidden-other': /^Paxos refused this request\.$/,
  'not-found': /^No orchestration found in Demo\.$/,
}
/** Many of these in a row open the server's circuit breaker, so each has a server of its own. */
const failures: Record<string, RegExp> = {
  'server-error': /^Paxos had a problem \(500\)\.$/,
  unavailable: /^Paxos had a problem \(503\)\.$/,
  hangs: /^Paxos didn't answer in time\.$/,
  'cut-with-length': /^Paxos sent something we couldn't read\.$/,
  'cut-without-length': /^Paxos sent something we couldn't read\.$/,
  'body-drip': /^Paxos didn't answer in time\.$/,
  'not-json': /^Paxos sent something we couldn't read\.$/,
  html: /^Paxos sent something we couldn't read\.$/,
  redirect: /^Paxos sent something we couldn't read\.$/,
  huge: /^Paxos sent something we couldn't read\.$/,
}

async function expectExplained(page: Page, desk: Desk, name: string, heading: RegExp): Promise<void> {
  const sentinel = sentinels[name as keyof typeof sentinels]
  await page.goto(`${desk.url}/demo/orchestrations/${sentinel.id}`)
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toHaveText(heading, { timeout: 10_000 })
  await expect(title).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue(sentinel.id)
  await expect(page.getByText(footer)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy details' })).toBeVisible()
  await expectAccessible(page)
}

for (const [name, heading] of Object.entries(refusals))
  test(`${name} is explained`, ({ page, desk }) => expectExplained(page, desk, name, heading))

for (const [name, heading] of Object.entries(failures))
  test(`${name} is explained`, ({ page, ownDesk }) => expectExplained(page, ownDesk, name, heading))

test('refused credentials are told apart from being signed out', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo/orchestrations/${sentinels.unauthorized.id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText("Paxos didn't accept this dashboard's credentials (demo).")
  await expect(page.getByText('Your sign-in is fine.')).toBeVisible()
})

test('429 says when it tries again, and recovers by itself', async ({ page, ownDesk }) => {
  test.setTimeout(90_000)
  await page.goto(`${ownDesk.url}/demo/orchestrations/${sentinels['rate-limited'].id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paxos asked us to slow down.')
  await expect(page.getByText(/Trying again in \d+ s\. You don't need to refresh\./)).toBeVisible()
  await page.goto(`${ownDesk.url}/demo/orchestrations/e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paxos asked us to slow down.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer', {
    timeout: 60_000,
  })
})

test('a server that is gone is told apart from Paxos being gone', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo`)
  await expect(page.getByLabel(field)).toBeVisible()
  await ownDesk.stop()
  await page.getByLabel(field).fill('orch-usdc-usdg-a3b1c2d4')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: "Can't reach this dashboard's server." })).toBeFocused()
  await expect(page.getByText('Check your VPN or network.')).toBeVisible()
})

test('a problem stays on the screen, and the focus where it is, while it is tried again', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo/orchestrations/${sentinels['forbidden-other'].id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('Paxos refused this request.')
  await page.route(/\/v2\//, () => undefined)
  const asked = page.waitForRequest(/\/v2\/orchestration\/orchestrations\//)
  await page.getByRole('button', { name: 'Try again now' }).press('Enter')
  await asked
  await expect(page.getByRole('button', { name: 'Try again now' })).toBeDisabled()
  await expect(heading).toHaveText('Paxos refused this request.')
})

test('copied details name the failure without a secret', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/demo/orchestrations/${sentinels['forbidden-scope'].id}`)
  await page.getByRole('button', { name: 'Copy details' }).click()
  const details = await page.evaluate(() => navigator.clipboard.readText())
  expect(details).toContain('insufficient scopes')
  expect(details).toContain('demo')
  expect(details).toContain(sentinels['forbidden-scope'].id)
  expect(details).toMatch(/Trace ID: [0-9a-f]{32}\n/)
  expect(details).toMatch(/Time: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)
  expect(details).not.toMatch(/bearer|client_secret/i)
})
