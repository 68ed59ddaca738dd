import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const field = 'Orchestration ID or reference ID'

test('/ and Ctrl+K reach the box, Esc leaves it', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByLabel(field)).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue(id)
  await page.keyboard.press('Escape')
  await expect(page.getByLabel(field)).not.toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByLabel(field)).toBeFocused()
})

test('c copies the summary, r checks now, letters in a field are only letters', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('status').filter({ hasText: 'Summary copied' })).toHaveCount(1)
  const read = page.waitForRequest(/orchestrations\/e5f6a7b8/)
  await page.keyboard.press('r')
  await read
  await page.getByLabel(field).fill('')
  await page.getByLabel(field).pressSequentially('rc?/')
  await expect(page.getByLabel(field)).toHaveValue('rc?/')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('? opens the help, whose switch turns single keys off', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help).toBeVisible()
  await expectAccessible(page)
  await help.getByLabel('Use single-key shortcuts in this browser').uncheck()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.keyboard.press('?')
  await expect(help).toBeHidden()
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(help).toBeVisible()
})

test('the whole job by keyboard: paste, read, copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/demo')
  await expect(page.getByLabel(field)).toBeFocused()
  await page.keyboard.type(id)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer.')
  await page.keyboard.press('c')
  await expect(page.getByRole('status').filter({ hasText: 'Summary copied' })).toHaveCount(1)
})

test('g and a letter go to lookup, browse and rules', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page).toHaveURL('/demo/orchestrations')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page).toHaveURL('/demo/rules')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page).toHaveURL('/demo')
})
