/** Two environments side by side: the same server, the sandbox pointed at a simulator of its own. */
import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { settled } from './settled.ts'
import { expect, expectAccessible, test } from './test.ts'

const { id } = scenarios['failed-at-destination']

test('switching the environment offers the id and never carries it over', async ({ page }) => {
  const simulator = await startSimulator()
  const desk = await startDesk({
    DEMO: 'on',
    ...sandboxAt(simulator),
  })
  try {
    await page.goto(`${desk.url}/`)
    await expect(page).toHaveURL(/\/sandbox$/)
    await expect(page.getByText('SANDBOX: test money')).toBeVisible()
    await page.goto(`${desk.url}/demo/orchestrations/${id}`)
    // Before the app has taken the page over, a link is only a link.
    await settled(page)
    await page.getByRole('navigation', { name: 'Environment' }).getByRole('link', { name: 'Sandbox' }).click()
    await expect(page).toHaveURL(/\/sandbox$/)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Look up this ID in Sandbox?' }).click()
    await expect(page).toHaveURL(`${desk.url}/sandbox/orchestrations/${id}`)
    await expect(page).toHaveTitle('[SBX] ✕ e5f6a7b8 Failed · 100 USDC→USDG')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')

    await page.goto(`${desk.url}/demo/orchestrations/25eb3512-0caa-4542-8833-6cffe7f928f8`)
    await expect(page.getByText('It may be in Sandbox.')).toBeVisible()

    // A pasted link of the other environment goes there, and says so.
    await page.goto(`${desk.url}/demo`)
    await page
      .getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
      .fill(`${desk.url}/sandbox/orchestrations/${id}`)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${desk.url}/sandbox/orchestrations/${id}`)
    await expect(page.getByRole('main').getByText('The link leads to Sandbox')).toBeVisible()
  } finally {
    await desk.stop()
    await simulator.close()
  }
})
