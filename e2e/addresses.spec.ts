import { scenarios } from '#simulator/scenarios.ts'
import { expect, test } from './test.ts'

const { id } = scenarios['completed-cross-asset']

for (const [address, status] of [
  ['/a/b/c', 404],
  ['/demo/nothing', 404],
  ['/Demo', 404],
  [`/Demo/orchestrations/${id}`, 404],
  [`/demo/orchestrations/${id}/more`, 404],
  ['/api/nothing', 404],
  ['/assets/nothing.js', 404],
  ['//demo', 400],
  ['/demo//rules', 400],
  [`//demo/orchestrations/${id}`, 400],
  ['/demo%2Frules', 400],
  ['/demo%00/nothing', 400],
  ['/%0A/%0A/x', 400],
  ['/%ff', 400],
] as const) {
  test(`${address} is a page that says so and leads on`, async ({ page, baseURL }) => {
    const response = await page.goto(baseURL + address)
    expect(response?.status()).toBe(status)
    await expect(page.getByRole('heading', { name: 'There is no page at this address.' })).toBeFocused()
    await page.getByRole('link', { name: 'Demo' }).click()
    await expect(page).toHaveURL(/[^/]\/demo$/)
    await expect(page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')).toBeVisible()
  })
}

for (const [address, url] of [
  ['/%0A', '/demo'],
  ['/demo%0D%0A', '/demo'],
  ['/demo/rules%0A', '/demo/rules'],
  [`/demo/orchestrations/${id}%0A`, `/demo/orchestrations/${id}`],
] as const) {
  test(`${address}, as copied from a mail, is the page without the line break`, async ({ page, baseURL }) => {
    const response = await page.goto(baseURL + address)
    expect(response?.status()).toBe(400)
    await expect(page).toHaveURL(url)
    await expect(page.getByRole('link', { name: 'Orchestration Desk' })).toBeVisible()
  })
}

test('an id that a mail program encoded is still shown', async ({ page, baseURL }) => {
  const response = await page.goto(`${baseURL}/demo/orchestrations/${id.replaceAll('-', '%2D')}`)
  expect(response?.status()).toBe(400)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Completed')
})
