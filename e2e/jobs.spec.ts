/** The five jobs of a support person by keyboard alone, with everything that is heard at each step. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { listen } from './heard.ts'
import { expect, testOnNewPage as test } from './test.ts'

const field = 'focus: textarea "Orchestration ID, reference, transfer ID or transaction hash"'
const { id } = scenarios['failed-at-destination']
const verdict = 'focus: h1 "Failed at the destination transfer"'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** Pastes as a person does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(words => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

/** Collects what is heard until these sentences have come, in this order, and expects no others. */
async function expectHeard(heard: () => Promise<string[]>, ...sentences: (string | RegExp)[]): Promise<void> {
  const all: string[] = []
  await expect
    .poll(async () => {
      all.push(...(await heard()))
      return all.length
    })
    .toBeGreaterThanOrEqual(sentences.length)
  expect(all).toEqual(sentences.map(one => (typeof one === 'string' ? one : expect.stringMatching(one))))
}

test('a payout is missing, here is the ticket: paste, copy the answer', async ({ page }) => {
  const heard = await listen(page)
  await page.goto('/demo')
  await expectHeard(heard, 'says: Loading Orchestration Desk…', field)
  await paste(page, `Ticket 4711: the customer says the payout ${id} is missing`)
  await page.keyboard.press('Enter')
  await expectHeard(
    heard,
    'says: Loading orchestration…',
    verdict,
    `says: Using ${id}. [DEMO] e5f6a7b8 Failed · 100 USDC to USDG`,
  )
  await page.keyboard.press('c')
  await expectHeard(heard, 'says: Ticket text copied')
})

test('which of these 30 failed and why, into Jira', async ({ page }) => {
  const heard = await listen(page)
  await page.goto('/demo')
  await expectHeard(heard, 'says: Loading Orchestration Desk…', field)
  const ids = Object.values(scenarios).slice(0, 30)
  await paste(page, ids.map(one => one.id).join('\n'))
  await page.keyboard.press('Enter')
  await expectHeard(
    heard,
    /^focus: h1 "30 IDs/,
    'says: 30 IDs',
    /^says: 30 IDs: \d+ failed, \d+ rejected, \d+ awaiting approval, \d+ processing, \d+ completed$/,
  )
  const copy = page.getByRole('button', { name: 'Copy', exact: true })
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab')
    if (await copy.evaluate(one => one === document.activeElement)) break
  }
  await expect(copy).toBeFocused()
  await heard()
  await page.keyboard.press('ArrowDown')
  const formats = page.getByRole('dialog', { name: 'Copy' }).getByRole('button')
  await expect(formats.first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(formats.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expectHeard(heard, 'focus: button "Rich text and Markdown"', 'focus: button "Jira"', /^says: .*Jira.* copied$/)
})

test('is it us or Paxos, and only this customer: it stands there, and one link leads to the comparison', async ({
  page,
}) => {
  const heard = await listen(page)
  await page.goto(`/demo/orchestrations/${scenarios['failed-like-others'].id}`)
  await expect(page.getByRole('region', { name: 'Only this customer?' })).toContainText('No.')
  await expect(page.getByRole('button', { name: 'More actions' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const words: string[] = []
  for (let presses = 0; presses < 12 && !words.at(-1)?.includes('Compare'); presses += 1) {
    await page.keyboard.press('Tab')
    words.push(...(await heard()))
  }
  expect(words.at(-1)).toBe('focus: a "Compare"')
  await page.keyboard.press('Enter')
  await expectHeard(heard, 'focus: button "Similar"')
  await expect(page.getByRole('tabpanel', { name: 'Similar' })).toContainText('similar orchestrations from')
})

test('the link from a ticket: the verdict is there, and what changed since', async ({ page }) => {
  const heard = await listen(page)
  await page.goto(`/demo/orchestrations/${id}?seen=PROCESSING~20260420T123010Z`)
  await expect(page.getByText('Changed since this link was shared')).toBeVisible()
  await expect(page).toHaveTitle('[DEMO] ✕ e5f6a7b8 Failed · 100 USDC→USDG')
  // A document that opens is read by itself; nothing talks over it.
  expect((await heard()).filter(words => !words.includes('Loading Orchestration Desk'))).toEqual([])
})

test('found by its hash, from another page', async ({ page }) => {
  const heard = await listen(page)
  await page.goto(`/demo/orchestrations/${scenarios['completed-cross-asset'].id}`)
  await expect(page.getByRole('tab', { name: 'How we know' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('Crypto')
  await heard()
  await page.keyboard.press('/')
  await expectHeard(heard, field)
  await paste(page, '0xf4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  const words = await heard()
  expect(words).toContain(verdict)
  expect(words.at(-1)).toMatch(/^says: .*e5f6a7b8 Failed · 100 USDC to USDG$|^focus: h1/)
})
