/**
 * Every scenario of the simulator is a demo and a test: the first screen answers (at 1280 × 800 the last step of the timeline
 * is on it, on a phone verdict, money, actions and strip are), nothing moves while the rest arrives, all that Paxos sent is
 * shown, in today's words, and without a barrier.
 */
import type { Locator } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { retiredWordsOn } from './retired-words.ts'
import { layoutShift, settled } from './settled.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const bottomOf = (part: Locator) => part.evaluate(element => element.getBoundingClientRect().bottom)

for (const [name, { id, shows }] of Object.entries(scenarios)) {
  test(`${name}: ${shows}`, async ({ page, request }) => {
    const answer = await request.get(`/api/demo/v2/orchestration/orchestrations/${id}`)
    const record = await answer.json()
    const heading = page.getByRole('heading', { level: 1 })
    const details = page.getByRole('region', { name: 'Details' })
    const steps = page.getByRole('region', { name: 'Timeline' }).getByRole('list').first().getByRole('listitem')
    await page.setViewportSize(wide)
    await page.goto(`/demo/orchestrations/${id}`)
    await settled(page)
    expect(await bottomOf(steps.last())).toBeLessThan(wide.height)
    await expect(details).toBeInViewport()
    expect(await layoutShift(page)).toBeLessThan(0.01)

    await expect(heading).not.toBeEmpty()
    for (const step of ['Created', 'Source transfer', 'Destination transfer', 'Ended'])
      await expect(steps.filter({ hasText: step })).toHaveCount(1)
    // Every value that Paxos sent is shown in full.
    for (const field of ['id', 'ref_id', 'profile_id', 'customer_id']) {
      const value = record[field]
      if (typeof value === 'string' && value.trim() !== '') await expect(details).toContainText(value.trim())
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
    await expect(page.locator('[role=status]:not(.sr-only)').filter({ hasText: '…' })).toHaveCount(0)
    expect(await retiredWordsOn(page)).toEqual([])
    await expectAccessible(page)

    await page.setViewportSize(phone)
    // Not reloaded, which keeps the place.
    await page.goto(`/demo/orchestrations/${id}`)
    await settled(page)
    for (const part of [
      heading,
      page.getByRole('button', { name: 'Copy for ticket' }),
      page.getByRole('button', { name: 'Copy link' }),
      page.getByRole('button', { name: 'Pin' }),
      page.getByRole('button', { name: 'More actions' }),
    ])
      await expect(part).toBeInViewport({ ratio: 1 })
    expect(await bottomOf(page.getByRole('group', { name: 'Answer' }))).toBeLessThan(phone.height)
    expect(await layoutShift(page)).toBeLessThan(0.01)
    await expectNoSideScroll(page)
    await page.setViewportSize({ width: 320, height: 600 })
    await expectNoSideScroll(page)
  })
}
