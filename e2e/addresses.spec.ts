import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

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
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look up an orchestration')
  })
}

test('an address of an environment that is not set up says so, keeps the ID and takes it on', async ({ page }) => {
  const response = await page.goto(`/production/orchestrations/${id}`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no page at this address.' })).toBeFocused()
  await expect(page.getByText("This link is for Production, which isn't set up here.")).toBeVisible()
  await expect(page.getByText('Check the link, or look up an orchestration:')).toBeVisible()
  const field = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
  await expect(field).toHaveValue(id)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
})

test('a pasted link of an environment that is not set up says where its ID is looked up instead', async ({ page }) => {
  await page.goto('/demo')
  const field = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
  await field.fill(`https://ops.example/production/orchestrations/${id}`)
  await field.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(
    page.getByText("This link is for Production, which isn't set up here. Looking in Demo instead.").first(),
  ).toBeVisible()
})

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

test('an ID that a mail program encoded still opens', async ({ page, baseURL }) => {
  const response = await page.goto(`${baseURL}/demo/orchestrations/${id.replaceAll('-', '%2D')}`)
  expect(response?.status()).toBe(400)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Completed')
})
