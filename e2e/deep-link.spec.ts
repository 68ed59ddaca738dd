/** A link from a ticket: the address rebuilds the page, and the data does not wait for the script. */
import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const data = `/api/demo/v2/orchestration/orchestrations/${id}`

test('the data comes with the page, and is not requested again', async ({ page }) => {
  const asked: string[] = []
  page.on('request', request => {
    if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname)
  })
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('button', { name: 'Copy for ticket' })).toBeVisible()
  // A final orchestration is read once more, by a timer; the transfers are read at once.
  await expect.poll(() => asked.length).toBeGreaterThan(1)
  expect(asked.indexOf(data)).not.toBe(0)
  expect(asked.filter(path => path === data).length).toBeLessThan(2)
})

test('the page is the same after a reload, in a new tab and through Back', async ({ page, context }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('Failed at the destination transfer')
  await page.reload()
  await expect(heading).toHaveText('Failed at the destination transfer')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await page.getByRole('link', { name: 'Orchestration Desk' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look up an orchestration')
  await page.goBack()
  await expect(heading).toHaveText('Failed at the destination transfer')
})

test('an id in upper case is the same address', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id.toUpperCase()}`)
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
})

test('an ID that is the reference of another orchestration leads there', async ({ page, request }) => {
  const record = await request.get(`/api/demo/v2/orchestration/orchestrations/${scenarios['reference-is-uuid'].id}`)
  const { ref_id: reference } = await record.json()
  await page.goto(`/demo/orchestrations/${reference}`)
  await expect(page).toHaveURL(`/demo/orchestrations/${scenarios['reference-is-uuid'].id}`)
  await expect(page.getByText(`Found by reference ID ${reference}`)).toBeVisible()
})

test('an ID takes precedence over the same text as a reference', async ({ page, request }) => {
  const record = await request.get(
    `/api/demo/v2/orchestration/orchestrations/${scenarios['reference-is-another-id'].id}`,
  )
  const { ref_id: otherId } = await record.json()
  await page.goto(`/demo/orchestrations/${otherId}`)
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(otherId)
  await expect(page).toHaveURL(`/demo/orchestrations/${otherId}`)
})

test('an unfurled link and a crawler learn nothing', async ({ request }) => {
  // Not one of the examples listed on the demo's pages.
  const other = scenarios['failed-at-source'].id
  const response = await request.get(`/demo/orchestrations/${other}`)
  const html = await response.text()
  expect(html).not.toContain(other)
  expect(html).toContain('<meta property="og:title" content="Orchestration Desk"')
  expect(html).toContain('noindex')
  expect(response.headers()['referrer-policy']).toBe('no-referrer')
})
