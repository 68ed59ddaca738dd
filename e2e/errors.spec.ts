/** Each way in which a lookup can fail: in words, in the page, the id kept, and never longer than ten seconds. */
import type { Page } from '@playwright/test'
import { sentinels } from '#simulator/scenarios.ts'
import { asProblem } from './answers.ts'
import type { Desk } from './desk.ts'
import { expect, expectAccessible, leaveDrawingToBrowser, test } from './test.ts'

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

test('rejected credentials are not mistaken for a signed-out reader', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo/orchestrations/${sentinels.unauthorized.id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText("Paxos didn't accept this dashboard's credentials (demo).")
  await expect(page.getByText('Your sign-in is fine.')).toBeVisible()
})

test('a 429 counts down and recovers by itself', async ({ page, ownDesk }) => {
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

test('an unreachable server is not mistaken for Paxos', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo`)
  await expect(page.getByLabel(field)).toBeVisible()
  await ownDesk.stop()
  await page.getByLabel(field).fill('orch-usdc-usdg-a3b1c2d4')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: "Can't reach this dashboard's server." })).toBeFocused()
  await expect(page.getByText('Check your VPN or network.')).toBeVisible()
})

test('a problem and the focus stay while it is tried again', async ({ page, ownDesk }) => {
  await page.goto(`${ownDesk.url}/demo/orchestrations/${sentinels['server-error'].id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('Paxos had a problem (500).')
  await page.route(/\/v2\//, () => undefined)
  const asked = page.waitForRequest(/\/v2\/orchestration\/orchestrations\//)
  await page.getByRole('button', { name: 'Try again now' }).press('Enter')
  await asked
  await expect(page.getByRole('button', { name: 'Try again now' })).toBeDisabled()
  await expect(heading).toHaveText('Paxos had a problem (500).')
})

/** Problems as the proxy tells them, on every page that reads something: what passes counts down, what doesn't offers nothing. */
const told = {
  upstream_credentials: { status: 502, retries: true, button: true },
  upstream_penalty: { status: 503, retries: true, button: false },
  budget_exhausted: { status: 503, retries: true, button: false },
  upstream_timeout: { status: 504, retries: true, button: true },
  upstream_forbidden: { status: 502, retries: false, button: false },
  bad_request: { status: 400, retries: false, button: false },
  internal: { status: 500, retries: false, button: true },
} as const
const pages = {
  detail: '/demo/orchestrations/e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0',
  browse: '/demo/orchestrations?status=FAILED',
  rules: '/demo/rules',
  rule: '/demo/rules/73d0f12e-2a29-4dd5-b1e6-d048d1c1ec98',
  transfer: '/demo/transfers/35e3d34d-5552-4185-9583-d6b2856291c0',
  identity: '/demo/identities/0f2fa994-c81d-4ca8-bad6-2f4cb0d6fc6a',
  'a reference': '/demo?ref_id=order-7731',
  'a hash': `/demo?q=0x${'ab'.repeat(32)}`,
}

for (const [name, path] of Object.entries(pages))
  test(`${name}: a problem that passes counts down and is tried again, and no button is there that cannot help`, async ({
    page,
  }) => {
    test.setTimeout(90_000)
    await leaveDrawingToBrowser(page)
    for (const [code, { status, retries, button }] of Object.entries(told)) {
      await page.unrouteAll()
      await page.route(/\/v2\//, route =>
        route.fulfill(asProblem(status, { code, title: '', detail: '', requestId: 'r' })),
      )
      await page.goto(path)
      const problem = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'Copy details' }) })
      await expect(problem.first(), code).toBeVisible()
      const again = problem.first().getByRole('button', { name: /^Try again/ })
      await expect(again, code).toHaveCount(button ? 1 : 0)
      const countdown = problem.first().getByText(/(Trying again|Retrying) in \d+ s\./)
      await expect(countdown, code).toHaveCount(retries ? 1 : 0)
    }
  })

test('a list that failed is read again by itself, and the focus stays where it is', async ({ page }) => {
  let calls = 0
  await page.route(/\/v2\/orchestration\/rules/, route => {
    calls += 1
    if (calls > 2) return route.continue()
    return route.fulfill(asProblem(502, { code: 'upstream_credentials', retryAfter: 2, requestId: 'r' }))
  })
  await page.goto('/demo/rules')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(
    "Paxos didn't accept this dashboard's credentials (demo).",
  )
  await expect(page.getByText(/Trying again in \d+ s\./)).toBeVisible()
  await expect(page.getByText('All 7 shown')).toBeVisible()
  expect(calls).toBeGreaterThan(2)
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
