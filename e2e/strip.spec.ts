/** The answer strip: three named regions in reading order, each with what it can say, and each failing alone. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, test } from './test.ts'

const open = (page: Page, name: keyof typeof scenarios) => page.goto(`/demo/orchestrations/${scenarios[name].id}`)
const cell = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const lists = /\/orchestration\/orchestrations\?.*status=/

for (const [name, regions] of [
  ['failed-like-others', ["Paxos's reason", 'Next step', 'Only this customer?']],
  ['rejected', ["Paxos's reason", 'Next step', 'Only this customer?']],
  ['processing-quiet', ['Where it is now', 'Who needs to act', 'Slower than usual?']],
  ['awaiting-approval', ['Where it is now', 'Who needs to act', 'Slower than usual?']],
  ['unknown-status', ['Where it is now', 'Who needs to act', 'Slower than usual?']],
  ['completed-cross-asset', ['Received', 'Fees and difference', 'Your system told?']],
  ['failed-though-both-completed', ['The orchestration says', 'Both transfers say', 'Next step']],
] as const)
  test(`${name}: ${regions.join(', ')}`, async ({ page }) => {
    await open(page, name)
    const names = page.getByRole('group', { name: 'Answer' }).getByRole('heading', { level: 2 })
    await expect(names).toHaveText([...regions])
    for (const region of regions) await expect(cell(page, region)).toBeVisible()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    await expectAccessible(page)
  })

test('a failure: the reason as Paxos wrote it, who acts, what to check, and others like it', async ({ page }) => {
  await open(page, 'failed-like-others')
  await expect(cell(page, "Paxos's reason")).toContainText('“Withdrawals to this network are paused.”')
  await expect(cell(page, 'Next step')).toContainText('Nobody has been asked to act.')
  await expect(cell(page, 'Next step')).toContainText(
    'Check the destination transfer before you tell the customer where the funds are.',
  )
  await expect(cell(page, 'Only this customer?')).toContainText(
    /No\. \d+ similar orchestrations from \d+ other customers also failed, \d+ for this reason\./,
  )
  await expect(cell(page, 'Only this customer?')).toContainText(/\d+ completed, \d+ of them since\./)
})

test('a completed one: what arrived, what it cost, and whether a webhook is missing', async ({ page }) => {
  await open(page, 'completed-profile-to-fiat')
  await expect(cell(page, 'Received')).toContainText(/[\d,.]+ USD/)
  await expect(cell(page, 'Fees and difference')).toContainText(/Fee/)
  await expect(cell(page, 'Your system told?')).toContainText(
    'No. The "completed" webhook wasn\'t delivered (3). Your system may be out of date.',
  )
  await open(page, 'completed-same-asset')
  await expect(cell(page, 'Fees and difference')).toContainText(/Difference \(calculated\): [\d.]+ \w+/)
})

test('on a phone no cell of a completed one keeps more room than three lines', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, 'completed-cross-asset')
  await expect(cell(page, 'Your system told?')).toContainText('No undelivered webhooks reported.')
  for (const name of ['Received', 'Fees and difference', 'Your system told?']) {
    const height = await cell(page, name).evaluate(element => element.getBoundingClientRect().height)
    expect(height, name).toBeLessThanOrEqual(96)
  }
})

test('while transfers are on their way each cell keeps its place and says so', async ({ page }) => {
  let release: () => void = () => undefined
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route(/\/transfer\/transfers\//, route => held.then(() => route.continue()))
  await open(page, 'failed-at-destination')
  await expect(cell(page, 'Next step')).toContainText('Checking transfer details…')
  await expect(cell(page, 'Next step')).toContainText('Check the destination transfer before you tell the customer')
  release()
  await expect(cell(page, 'Next step')).toContainText('Nobody has been asked to act.')
})

test('each cell fails alone, and is tried again alone', async ({ page }) => {
  let broken = true
  await page.route(lists, route => (broken ? route.abort() : route.continue()))
  await open(page, 'failed-like-others')
  const third = cell(page, 'Only this customer?')
  await expect(third).toContainText("Can't reach this dashboard's server.")
  await expect(cell(page, 'Next step')).toContainText('Nobody has been asked to act.')
  await expectAccessible(page)
  broken = false
  await third.getByRole('button', { name: 'Try again' }).click()
  await expect(third).toContainText('similar orchestrations')
})

test('transfers that cannot be read leave the next step unknown, with a way to try again', async ({ page }) => {
  let broken = true
  await page.route(/\/transfer\/transfers\//, route => (broken ? route.abort() : route.continue()))
  await open(page, 'missing-trustline')
  const next = cell(page, 'Next step')
  await expect(next).toContainText("Unknown: one of the transfers couldn't be loaded.")
  broken = false
  await next.getByRole('button', { name: 'Try again' }).click()
  await expect(next).toContainText('The recipient: add a trustline for')
})

test('a scope that is missing is said in its cell, which offers nothing that cannot help', async ({ page }) => {
  const simulator = await startSimulator({ scopes: ['orchestration:read_orchestration'] })
  const desk = await startDesk({
    ...sandboxAt(simulator),
    PAXOS_SANDBOX_SCOPE: 'orchestration:read_orchestration',
  })
  try {
    await page.goto(`${desk.url}/sandbox/orchestrations/${scenarios['completed-cross-asset'].id}`)
    const told = cell(page, 'Your system told?')
    await expect(told).toContainText("This dashboard isn't allowed to read events.")
    await expect(told.getByRole('button')).toHaveCount(0)
    await expectAccessible(page)
  } finally {
    await desk.stop()
    await simulator.close()
  }
})

test('a cell leads on: to the transfer in the timeline, to the comparison, to how we know', async ({ page }) => {
  await open(page, 'completed-cross-asset')
  await cell(page, 'Received').getByRole('button', { name: 'Transfer' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Destination transfer' })
  await expect(row.locator('details')).toHaveAttribute('open')
  await expect(row.locator('summary')).toBeFocused()
  await cell(page, 'Your system told?').getByRole('link', { name: 'How we know' }).click()
  await expect(page.getByRole('tab', { name: 'How we know' })).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'How we know' })).toBeVisible()
})
