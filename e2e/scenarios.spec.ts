/**
 * Every scenario of the simulator is a demo, a test and an accessibility check. The first one of a worker opens its own
 * address, each further one is pasted into the field of the page before: twice as quick as a document for each, and what
 * people do. What an address alone does is tested in deep-link.spec.ts.
 */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { retiredWordsOn } from './retired-words.ts'
import { test as base, expect, expectAccessible, expectNoSideScroll } from './test.ts'

const test = base.extend({ oneDocument: true })

async function open(page: Page, id: string): Promise<void> {
  const path = `/demo/orchestrations/${id}`
  if (!page.url().includes('/demo/')) {
    await page.goto(path)
    return
  }
  const field = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
  await field.fill(id)
  await field.press('Enter')
  await expect(page).toHaveURL(path)
}

for (const [name, { id, shows }] of Object.entries(scenarios)) {
  test(`${name}: ${shows}`, async ({ page, request }) => {
    const answer = await request.get(`/api/demo/v2/orchestration/orchestrations/${id}`)
    const record = await answer.json()
    await open(page, id)

    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty()
    const steps = page.getByRole('heading', { name: 'Timeline' }).locator('xpath=../..').getByRole('listitem')
    await expect(steps.filter({ hasText: 'Created' })).toHaveCount(1)
    await expect(steps.filter({ hasText: 'Source transfer' })).toHaveCount(1)
    await expect(steps.filter({ hasText: 'Destination transfer' })).toHaveCount(1)
    await expect(steps.filter({ hasText: 'Ended' })).toHaveCount(1)

    // What Paxos sent is shown whole and to the letter.
    const identifiers = page.getByRole('region', { name: 'Details' })
    for (const field of ['id', 'ref_id', 'profile_id', 'customer_id']) {
      const value = record[field]
      if (typeof value === 'string' && value.trim() !== '') await expect(identifiers).toContainText(value.trim())
    }
    for (const [leg, step] of [
      ['source_transfer', 'Source transfer'],
      ['destination_transfer', 'Destination transfer'],
    ] as const) {
      const transferId = record[leg]?.transfer_id
      if (typeof transferId !== 'string' || !transferId) continue
      const row = steps.filter({ hasText: step })
      if (await row.locator('details:not([open])').count()) await row.locator('summary').click()
      await expect(row.getByText(transferId)).toBeVisible()
    }
    const reason = record.fail_reason?.detail
    if (typeof reason === 'string' && reason) await expect(page.getByText('“').first()).toBeVisible()

    await expect(page.getByRole('tablist')).toBeVisible()
    await expect(page.locator('[role=status]:not(.sr-only)').filter({ hasText: '…' })).toHaveCount(0)
    expect(await retiredWordsOn(page)).toEqual([])
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSideScroll(page)
    await page.setViewportSize({ width: 320, height: 600 })
    await expectNoSideScroll(page)
  })
}
