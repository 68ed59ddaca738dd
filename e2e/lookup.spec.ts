import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const field = 'Orchestration ID, reference, transfer ID or transaction hash'

test('the root leads to the default environment, and the box has the focus', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/demo$/)
  await expect(page.getByText('DEMO: simulated data')).toBeVisible()
  await expect(page.getByLabel(field)).toBeFocused()
  await expect(page.getByText('Paste one ID or many. We find them in links, JSON or a whole ticket.')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
})

test('Enter opens the orchestration of a pasted ID', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(id)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
})

test('an ID inside a ticket is found, and the page says how', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(`Hi team,\n\nwhere is “\u200b${id.toUpperCase()}\u200b”? Thanks!`)
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByText(`Using ${id} (removed 2 hidden characters)`).first()).toBeVisible()
})

test('pasting anywhere on the page fills the box', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/demo')
  await expect(page.getByLabel(field)).toBeFocused()
  await page.evaluate(text => navigator.clipboard.writeText(text), id)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByLabel(field)).toHaveValue(id)
  await expect(page.getByLabel(field)).toBeFocused()
})

test('a reference opens its only orchestration', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill('  orch-usdc-usdg-a3b1c2d4 ')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByText('Found by reference ID orch-usdc-usdg-a3b1c2d4')).toBeVisible()
})

test('a link with a reference rebuilds the page by itself', async ({ page }) => {
  await page.goto('/demo?q=orch-usdc-usdg-a3b1c2d4')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
})

for (const [start, text, to] of [
  ['/demo/lookup', `ticket 4711, see ${id.toUpperCase()}.`, `/demo/orchestrations/${id}`],
  ['/lookup', 'orch-usdc-usdg-a3b1c2d4', `/demo/orchestrations/${id}`],
  ['/demo/lookup', `${id}, ${scenarios['completed-cross-asset'].id}`, /\/demo\/orchestrations\?id=/],
  ['/demo/lookup', id.slice(0, 35), /\/demo\?q=/],
] as const)
  test(`the smart link ${start}?q=${text.slice(0, 12)}… leads on to ${to}, and Back leads to the page before`, async ({
    page,
  }) => {
    await page.goto('/demo/rules')
    await page.goto(`${start}?q=${encodeURIComponent(text)}`)
    await expect(page).toHaveURL(to)
    await page.goBack()
    await expect(page).toHaveURL('/demo/rules')
  })

test('an unknown reference keeps the text and lists what was checked', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill('Order 4711/b')
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { name: 'No orchestration found in Demo.' })
  await expect(heading).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue('Order 4711/b')
  await expectAccessible(page)
})

test('an empty lookup asks for input', async ({ page }) => {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByRole('alert')).toHaveText(
    'Enter an orchestration ID, reference, transfer ID or transaction hash.',
  )
  await expect(page.getByLabel(field)).toBeFocused()
  await expectAccessible(page)
})

test('an incomplete ID is explained under the field and kept', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(id.slice(0, 35))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText("That isn't a complete ID.")
  await expect(page.getByRole('alert')).toContainText('You pasted 35 of 36 characters.')
  await expect(page.getByLabel(field)).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue(id.slice(0, 35))
})

test('ten thousand unreadable characters are answered under the field', async ({ page }) => {
  const words = encodeURIComponent('rubbish, '.repeat(800)).slice(0, 10_000)
  for (const path of [
    `?q=${words}`,
    `?ref_id=${words}`,
    `/orchestrations/${words}`,
    `/transfers/${'x'.repeat(10_000)}`,
  ]) {
    const response = await page.goto(`/demo${path}`)
    expect(response?.status()).toBe(200)
    // Input is answered under the field, and the reader can go on typing.
    const alert = page.getByRole('alert')
    await expect(alert).toContainText("There's no ID or reference in this text. It has")
    await expect(alert).toContainText(/It has [\d,]+ characters\./)
    await expect(page.getByLabel(field)).toBeFocused()
  }
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
})

test('a pasted link to another page opens that page', async ({ page, baseURL }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(`${baseURL}/demo/rules?status=DELETED`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/demo/rules?status=DELETED')
})

test('a link with several IDs in its text opens all of them', async ({ page }) => {
  const other = scenarios['completed-cross-asset'].id
  await page.goto(`/demo?q=${encodeURIComponent(`${id} and ${other}`)}`)
  await expect(page).toHaveURL(`/demo/orchestrations?id=${id},${other}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 failed, 1 completed')
})

test('an unknown environment lists the known ones', async ({ page }) => {
  const response = await page.goto('/moon/orchestrations/e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9b0')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no page at this address.' })).toBeFocused()
  await page.getByRole('link', { name: 'Demo' }).click()
  await expect(page).toHaveURL(/\/demo$/)
})

test('a transfer ID is recognised and leads to its orchestration', async ({ page, request }) => {
  const record = await (await request.get(`/api/demo/v2/orchestration/orchestrations/${id}`)).json()
  for (const side of ['source', 'destination']) {
    await page.goto(`/demo/orchestrations/${record[`${side}_transfer`].transfer_id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is a transfer ID.')
    await expect(page.getByText(`It's the ${side} transfer of one orchestration.`)).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Open', exact: true }).click()
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  }
})

test('a transaction hash leads to its orchestration', async ({ page, request }) => {
  const record = await (await request.get(`/api/demo/v2/orchestration/orchestrations/${id}`)).json()
  const transfer = await (
    await request.get(`/api/demo/v2/transfer/transfers/${record.source_transfer.transfer_id}`)
  ).json()
  await page.goto('/demo')
  await page.getByLabel(field).fill(`tx ${transfer.crypto_tx_hash}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByText(`Found by transaction hash ${transfer.crypto_tx_hash}`)).toBeVisible()
})

test('a shared reference offers a choice', async ({ page, request }) => {
  const shared = scenarios['shared-reference-first'].id
  const { ref_id: reference } = await (await request.get(`/api/demo/v2/orchestration/orchestrations/${shared}`)).json()
  await page.goto('/demo')
  await page.getByLabel(field).fill(reference)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '2 orchestrations have this reference' })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.getByRole('link', { name: shared }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${shared}`)
})
