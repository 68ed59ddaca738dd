/** What an operator adds to the page: a notice and a link to help. */
import { scenarios } from '#simulator/scenarios.ts'
import { startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

test('a notice stands on every page as plain text, and help is one click away', async ({ page }) => {
  const notice = 'Payouts in PYUSD are delayed. <b>Ask</b> before 17:00 & after.'
  const desk = await startDesk({ NOTICE_TEXT: notice, HELP_URL: 'https://wiki.example/desk?a=b#start' })
  try {
    for (const path of [
      '/demo',
      '/demo/orchestrations',
      `/demo/orchestrations/${scenarios['completed-cross-asset'].id}`,
    ]) {
      await page.goto(desk.url + path)
      await expect(page.getByRole('banner').getByText(notice, { exact: true })).toBeVisible()
    }
    const help = page.getByRole('banner').getByRole('link', { name: 'Help' })
    await expect(help).toHaveAttribute('href', 'https://wiki.example/desk?a=b#start')
    await expect(help).toHaveAttribute('rel', 'noopener noreferrer')
    await expectAccessible(page)
    // On a phone the header has no room for it.
    await page.setViewportSize({ width: 320, height: 640 })
    await expect(help).toBeHidden()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await expect(page.getByRole('link', { name: 'Help from your company' })).toBeVisible()
    await expectNoSideScroll(page)
    await expectAccessible(page)
  } finally {
    await desk.stop()
  }
})

test('without them the header has neither', async ({ page }) => {
  await page.goto('/demo')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Help' })).toHaveCount(0)
  await expect(page.getByRole('banner').getByRole('paragraph')).toHaveCount(0)
})
