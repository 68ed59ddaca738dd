/** From a batch through its orchestrations: one after the other, back again, and over a reload. */
import { scenarios, sentinels } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const failed = scenarios['failed-at-destination'].id
const completed = scenarios['completed-cross-asset'].id
const quiet = scenarios['processing-quiet'].id
const nobody = sentinels['not-found'].id
const batch = `/demo/orchestrations?id=${completed},${failed},${nobody},${quiet}`

test('] and [ step through the batch as shown, past missing IDs too', async ({ page }) => {
  await page.goto(`${batch}&sort=worst`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^4 IDs: 1 failed/)
  await page.getByRole('link', { name: failed }).click()
  const steps = page.getByRole('navigation', { name: 'Batch' })
  await expect(steps).toContainText('1 of 4')
  await expect(heading).toHaveText('Failed at the destination transfer')
  await expectAccessible(page)
  await page.keyboard.press('[')
  await expect(page.getByRole('status').filter({ hasText: 'This is the first of the batch' })).toHaveCount(1)
  await page.keyboard.press(']')
  await expect(heading).toHaveText('No orchestration found in Demo.')
  await page.keyboard.press(']')
  await expect(page).toHaveURL(`/demo/orchestrations/${quiet}`)
  await expect(steps).toContainText('3 of 4')
  await page.reload()
  await expect(steps).toContainText('3 of 4')
  await steps.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${completed}`)
  await expect(heading).toHaveText('Completed')
  await expect(steps.getByRole('link', { name: 'Next' })).toHaveCount(0)
  await page.keyboard.press('[')
  await expect(page).toHaveURL(`/demo/orchestrations/${quiet}`)
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 700 })
    await expectNoSideScroll(page)
  }
  // One step back is the batch, at the orchestration seen last.
  await page.goBack()
  await expect(page.getByRole('link', { name: quiet })).toBeFocused()
  await expect(page).toHaveURL(`${batch}&sort=worst`)
})

test('sorting and opening at once stays on the orchestration, and Back restores the order', async ({ page }) => {
  await page.goto(`${batch}&sort=worst`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(/^4 IDs: 1 failed/)
  await page.getByLabel('Order').selectOption('Pasted order')
  await expect(page).toHaveURL(batch)
  // In one task: nothing can be drawn or written in between.
  await page.getByLabel('Order').evaluate((order: HTMLSelectElement, id) => {
    for (const value of ['worst', 'pasted', 'worst']) {
      order.value = value
      order.dispatchEvent(new Event('change', { bubbles: true }))
    }
    document.querySelector<HTMLElement>(`a[data-row][href$="${id}"]`)?.click()
  }, failed)
  await expect(heading).toHaveText('Failed at the destination transfer')
  // Whatever was still to be written has been by now.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100))))
  await expect(page).toHaveURL(`/demo/orchestrations/${failed}`)
  await page.getByRole('navigation', { name: 'Batch' }).getByRole('link', { name: 'Batch' }).click()
  await expect(page).toHaveURL(`${batch}&sort=worst`)
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(`${batch}&sort=worst`)
  await expect(page.getByRole('row').nth(1)).toContainText(failed)
})

test('steps follow the rows shown, and Back keeps what the address does not carry', async ({ page, request, desk }) => {
  const answer = await request.get(`${desk.url}/api/demo/v2/orchestration/orchestrations?status=COMPLETED&limit=150`)
  const items: { id: string; ref_id: string }[] = (await answer.json()).items
  const generated = items.filter(({ ref_id }) => ref_id.startsWith('gen-')).slice(0, 110)
  const ids = generated.map(({ id }) => id)
  await page.goto('/demo')
  await page
    .getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
    .fill([...ids, failed, quiet].join('\n'))
  await page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash').press('Enter')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('112 IDs: 1 failed, 1 processing, 110 completed')
  await page.getByRole('searchbox').fill('orch-')
  await page.getByRole('link', { name: failed }).click()
  const steps = page.getByRole('navigation', { name: 'Batch' })
  await expect(steps).toContainText('1 of 2')
  await page.keyboard.press(']')
  await expect(page).toHaveURL(`/demo/orchestrations/${quiet}`)
  await steps.getByRole('link', { name: 'Batch' }).click()
  await expect(heading).toHaveText('112 IDs: 1 failed, 1 processing, 110 completed')
  await expect(page.getByText('All 112 are in this tab only.', { exact: false })).toBeVisible()
  // One step back, as it was left: only the rows that were shown, and the one seen last.
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('orch-')
  await expect(page.getByRole('link', { name: quiet })).toBeFocused()
  // A row far down, too.
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Show 12 more' }).click()
  await page.getByRole('link', { name: failed }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await page.goBack()
  await expect(page.getByRole('link', { name: failed })).toBeFocused()
  await expect(page.getByRole('link', { name: failed })).toBeInViewport()
})

test('a new batch starts with an empty filter', async ({ page }) => {
  await page.goto(batch)
  await page.getByRole('searchbox').fill('nothing has this')
  await expect(page.getByText('No rows match.')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(`${completed} ${quiet}`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 processing, 1 completed')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('link', { name: quiet })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('nothing has this')
})

test('an orchestration not opened from a batch has no steps, whatever the history state holds', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Batch' })).toHaveCount(0)
  await page.evaluate(() => history.replaceState({ usr: { batch: { ids: 'all' } }, key: 'x' }, ''))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Batch' })).toHaveCount(0)
})
