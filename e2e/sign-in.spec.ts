/** Staff who sign in: a ticket link survives it, tabs do not disturb each other, nothing on the screen is lost, and out means out. */
import { scenarios } from '#simulator/scenarios.ts'
import { retiredWordsOn } from './retired-words.ts'
import { expect, identifyAs, signInAs, startStaffDesk, test } from './staff.ts'
import { expectAccessible, expectNoSideScroll } from './test.ts'

const failed = scenarios['failed-at-destination'].id
const address = `/demo/orchestrations/${failed}?seen=PROCESSING~20260420T123010Z`
const verdict = 'Failed at the destination transfer'
const signedOut = "You've been signed out."
const bringBack = "Sign in and we'll bring you back to this page."

test('a ticket link opened signed out comes back to the same page after the sign-in', async ({
  page,
  staff,
  ticketWith,
}) => {
  await ticketWith(page, staff.url + address)
  await page.getByRole('link', { name: 'the payment' }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(signedOut)
  await expect(heading).toBeFocused()
  await expect(page.getByText(bringBack)).toBeVisible()
  await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toHaveValue(failed)
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await identifyAs(page, 'ada')
  await expect(page).toHaveURL(address)
  await expect(heading).toHaveText(verdict)
  await expect(page.getByText('Changed since this link was shared: Processing → Failed.')).toBeVisible()
})

test('a ticket link opened signed in shows the page at once, without the provider', async ({
  page,
  context,
  staff,
  ticketWith,
}) => {
  await signInAs(page, 'ada')
  const ticket = await context.newPage()
  const asked: string[] = []
  ticket.on('request', request => asked.push(new URL(request.url()).pathname))
  await ticketWith(ticket, staff.url + address)
  const document = ticket.waitForResponse(staff.url + address)
  await ticket.getByRole('link', { name: 'the payment' }).click()
  const response = await document
  // The answer is in the first response; nothing else is shown before it.
  expect(await response.text()).toContain(`>${verdict}</h1>`)
  const headers = await response.request().allHeaders()
  expect([headers['sec-fetch-site'], headers.cookie]).toEqual(['cross-site', expect.stringMatching(/^__Host-session=/)])
  await expect(ticket.getByRole('heading', { level: 1 })).toHaveText(verdict)
  expect(asked.filter(path => path.startsWith('/auth/'))).toEqual([])
})

test('five tabs sign in at once, and each shows its orchestration', async ({ page, context }) => {
  const ids = Object.values(scenarios)
    .slice(0, 5)
    .map(({ id }) => id)
  const tabs = [page, ...(await Promise.all(ids.slice(1).map(() => context.newPage())))]
  // All are at the provider before the first comes back.
  for (const [at, tab] of tabs.entries()) {
    await tab.goto(`/auth/login?rd=${encodeURIComponent(`/demo/orchestrations/${ids[at]}`)}`)
    await expect(tab.getByLabel('Account')).toBeVisible()
  }
  for (const [at, tab] of tabs.toReversed().entries()) {
    await identifyAs(tab, 'ada')
    await expect(tab).toHaveURL(`/demo/orchestrations/${ids.toReversed()[at]}`)
    await expect(tab.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  }
})

test('when the session ends, the screen keeps its data and signing in leads back', async ({ page, context }) => {
  await signInAs(page, 'ada')
  const open = scenarios['processing-quiet'].id
  await page.goto(`/demo/orchestrations/${open}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  const before = await heading.textContent()
  await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').fill('half a refer')
  await page.getByRole('heading', { name: 'Timeline' }).click()
  await context.clearCookies({ name: '__Host-session' })
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText(signedOut, { exact: true })).toBeVisible()
  await expect(page.getByText(bringBack)).toBeVisible()
  await expect(heading).toHaveText(before ?? '')
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toHaveValue(
    'half a refer',
  )
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  // The provider still knows them.
  await expect(page).toHaveURL(`/demo/orchestrations/${open}`)
  await expect(heading).toHaveText(before ?? '')
})

test('signing in returns to a page whose address is too long to carry', async ({ page }) => {
  const ids = Object.values(scenarios)
    .slice(0, 15)
    .map(({ id }) => `id=${id}`)
  const batch = `/demo/orchestrations?${ids.join('&')}`
  await page.goto(batch)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await identifyAs(page, 'ada')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('15 IDs:')
  await expect(page).toHaveURL(batch)
})

test('the page says who is signed in and signs out, in every tab', async ({ page, context }) => {
  await signInAs(page, 'ada')
  await page.goto(address)
  const other = await context.newPage()
  await other.goto(address)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(verdict)
  await page.getByRole('button', { name: 'Account: Ada' }).click()
  const panel = page.getByRole('dialog', { name: 'Account: Ada' })
  await expect(panel).toContainText('ada@example.com')
  await expectAccessible(page)
  expect(await retiredWordsOn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 320, height: 700 })
  await page.getByRole('button', { name: 'Account: Ada' }).click()
  await expect(panel).toBeVisible()
  await expectNoSideScroll(page)
  await panel.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/demo')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(signedOut)
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(signedOut)
  // Back shows nothing of before either.
  await page.goBack()
  await page.goBack()
  await expect(page.getByText(verdict, { exact: true })).toBeHidden()
})

test('recent lookups are not shown to another person in the same browser', async ({ page, context }) => {
  await signInAs(page, 'ada')
  await page.goto(address)
  const kept = () => page.evaluate(() => Object.entries(localStorage).map(entry => entry.join(' ')))
  await expect.poll(kept).toEqual([expect.stringMatching(new RegExp(`^desk.recents.[\\w-]{16} .*${failed}`))])
  await page.goto('/demo')
  const recent = page.getByRole('region', { name: 'Recent' })
  await expect(recent.getByRole('link', { name: failed })).toBeVisible()
  await context.clearCookies()
  await page.goto('/demo')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(recent).toBeHidden()
  await signInAs(page, 'grace')
  await expect(page.getByRole('button', { name: 'Account: Grace' })).toBeVisible()
  await expect(recent).toBeHidden()
})

test('someone outside the allowed groups is told so and can try another account', async ({ page }) => {
  await page.goto(address)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await identifyAs(page, 'outsider')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("You aren't allowed to use this dashboard.")
  await expect(page.getByText('your account is not in a group that may use it')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSideScroll(page)
  await page.getByRole('link', { name: 'Sign in with another account' }).click()
  await identifyAs(page, 'ada')
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict)
})

test('a logout at the provider ends the session here', async ({ page, staff }) => {
  await signInAs(page, 'grace')
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict)
  await staff.provider.logOut('grace')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(signedOut)
})

test('an idle session is signed out', async ({ page }) => {
  const hasty = await startStaffDesk({ SESSION_IDLE: '2s' })
  await page.goto(`${hasty.url}/auth/login?rd=${encodeURIComponent(address)}`)
  await identifyAs(page, 'ada')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict)
  await expect(async () => {
    // Each look is a request, and prolongs the session when it comes too early.
    expect(await page.evaluate(() => fetch('/api/session').then(({ status }) => status))).toBe(401)
  }).toPass({ intervals: [2200, 2500, 3000, 5000] })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(signedOut)
  await hasty.stop()
})
