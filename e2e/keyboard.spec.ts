import { scenarios } from '#simulator/scenarios.ts'
import { expect, expectAccessible, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const field = 'Orchestration ID, reference, transfer ID or transaction hash'

test('/ focuses the lookup box, Esc leaves it', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByLabel(field)).toBeFocused()
  await expect(page.getByLabel(field)).toHaveValue(id)
  await page.keyboard.press('Escape')
  await expect(page.getByLabel(field)).not.toBeFocused()
  await page.goto('/demo')
  await page.getByLabel(field).blur()
  await page.keyboard.press('/')
  await expect(page.getByLabel(field)).toBeFocused()
})

test('shortcuts work again after a lookup from the header', async ({ page }) => {
  const next = scenarios['completed-cross-asset'].id
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.insertText(next)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/demo/orchestrations/${next}`)
  await expect(page.getByLabel(field)).toHaveValue(next)
  await expect(page.getByLabel(field)).not.toBeFocused()
  await page.keyboard.press('t')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.times'))).toBe('local')
  await expect(page.getByLabel(field)).toHaveValue(next)
})

test('shortcuts ignore modifiers and input methods', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  type Modifiers = { isComposing?: boolean; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean }
  const press = (init: Modifiers) =>
    page.evaluate(given => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true, cancelable: true, ...given }))
      return localStorage.getItem('desk.times')
    }, init)
  for (const init of [{ isComposing: true }, { ctrlKey: true }, { metaKey: true }, { altKey: true }])
    expect(await press(init)).toBeNull()
  expect(await press({})).toBe('local')
})

test('t switches every time to the local zone, and the browser remembers', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${id}`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText('12:30:01', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByText('20 Apr 2026, 14:30 your time (12:30 UTC)', { exact: false })).toBeVisible()
  await expect(timeline.getByText('14:30:01', { exact: true }).first()).toBeVisible()
  await expect(timeline.getByText('20 Apr 2026, your time (UTC+2)')).toBeVisible()
  await expect(timeline.locator('time').first()).toHaveAttribute('datetime', '2026-04-20T12:30:01.397730Z')
  await page.goto('/demo/orchestrations?ref_id=orch-usdc-usdg-a3b1c2d4')
  await expect(page.getByRole('columnheader', { name: 'Created (your time)' })).toBeVisible()
  await expect(page.getByText('2026-04-20 14:30:01')).toBeVisible()
  await page.getByRole('button', { name: 'Local time' }).click()
  await expect(page.getByRole('columnheader', { name: 'Created (UTC)' })).toBeVisible()
  await expect(page.getByText('2026-04-20 12:30:01')).toBeVisible()
})

test('s pins and unpins the orchestration', async ({ page }) => {
  // A key that this page has no use for does nothing on the next one.
  await page.goto('/demo/rules')
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await page.keyboard.press('s')
  await page.getByLabel(field).fill(id)
  await page.getByLabel(field).press('Enter')
  const pin = page.getByRole('button', { name: 'Pin' })
  await expect(pin).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page)
  await page.goto('/demo')
  await expect(page.getByRole('region', { name: 'Pinned' }).getByRole('link', { name: id })).toBeVisible()
  await page.goto(`/demo/orchestrations/${id}`)
  await pin.click()
  await expect(pin).toHaveAttribute('aria-pressed', 'false')
  await page.evaluate(() => localStorage.setItem('desk.recents', 'off'))
  await page.reload()
  await expect(pin).toBeDisabled()
  await page.keyboard.press('s')
  await expect(page.getByRole('status').filter({ hasText: 'History is off' })).toHaveCount(1)
})

test('l copies the link, p pauses and resumes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id: quiet } = scenarios['processing-quiet']
  await page.goto(`/demo/orchestrations/${quiet}`)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.keyboard.press('l')
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toHaveCount(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/demo/orchestrations/${quiet}?seen=`)
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('c copies the summary, r checks now, letters in a field are only letters', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('status').filter({ hasText: 'Ticket text copied' })).toHaveCount(1)
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
  const keys = [
    '/',
    'Ctrl K',
    '⌘ K',
    '?',
    'r',
    'p',
    'c',
    'i',
    'l',
    'j',
    'k',
    '[',
    ']',
    's',
    'g h',
    'g b',
    'g r',
    't',
    'v',
  ]
  expect((await help.locator('kbd').allTextContents()).toSorted()).toEqual([...keys, 'Esc'].toSorted())
  await expectAccessible(page)
  // Behind the sheet nothing listens.
  await page.keyboard.press('t')
  await help.getByLabel('Use single-key shortcuts in this browser').uncheck()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  for (const key of ['?', 't', 's', '/']) await page.keyboard.press(key)
  await expect(help).toBeHidden()
  expect(await page.evaluate(() => localStorage.getItem('desk.times'))).toBeNull()
  await expect(page.getByRole('button', { name: 'Pin' })).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByLabel(field)).not.toBeFocused()
  // What holds a modifier is not a single key.
  await page.keyboard.press('Meta+k')
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(help).toBeVisible()
})

test('the whole job without a mouse: paste a ticket, open the worst, copy its summary, go on to the next', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [completed, failed, quiet] = [scenarios['completed-cross-asset'].id, id, scenarios['processing-quiet'].id]
  const ticket = `Hi,\n> the customer waits for these:\n> ${completed}\n> ${failed}, ${quiet}\nThanks`
  await page.goto('/demo')
  await expect(page.getByLabel(field)).toBeFocused()
  await page.evaluate(text => navigator.clipboard.writeText(text), ticket)
  await page.keyboard.press('Control+V')
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('3 IDs: 1 failed, 1 processing, 1 completed')
  const order = page.getByLabel('Order')
  for (let presses = 0; presses < 30 && !(await order.evaluate(one => one === document.activeElement)); presses += 1)
    await page.keyboard.press('Tab')
  await expect(order).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row').nth(1)).toContainText(failed)
  await page.keyboard.press('Tab')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: failed })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading).toHaveText('Failed at the destination transfer')
  await page.keyboard.press('c')
  await expect(page.getByRole('status').filter({ hasText: 'Ticket text copied' })).toHaveCount(1)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(failed)
  await expect(page.getByRole('navigation', { name: 'Batch' })).toContainText('1 of 3')
  await page.keyboard.press(']')
  await expect(page).toHaveURL(`/demo/orchestrations/${quiet}`)
  await expect(heading).toHaveText('Processing the destination transfer')
  await expect(page.getByRole('navigation', { name: 'Batch' })).toContainText('2 of 3')
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
