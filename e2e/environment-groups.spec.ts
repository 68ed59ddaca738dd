/** Someone who may only see one of two environments: the page says so wherever the other one could be opened. */
import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt } from './desk.ts'
import { expect, identifyAs, startStaffDesk, test } from './staff.ts'
import { expectAccessible } from './test.ts'

const id = scenarios['failed-at-destination'].id
const refusal = "You aren't allowed to see Sandbox."

test('an environment that is closed to the reader says so on every page, and is not offered', async ({ page }) => {
  const simulator = await startSimulator()
  const desk = await startStaffDesk({
    DEMO: 'on',
    DEFAULT_ENVIRONMENT: 'demo',
    ...sandboxAt(simulator),
    OIDC_SANDBOX_GROUPS: 'developers',
  })
  try {
    await page.goto(`${desk.url}/auth/login?rd=%2Fdemo`)
    await identifyAs(page, 'ada')
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText('Look up an orchestration')
    await expect(page.getByRole('navigation', { name: 'Environment' })).toHaveCount(0)
    for (const path of ['', `/orchestrations/${id}`, `/orchestrations?id=${id},x`, '/rules', `/lookup?q=${id}`]) {
      await page.goto(`${desk.url}/sandbox${path}`)
      await expect(heading).toHaveText(refusal)
      await expect(heading).toBeFocused()
      await expect(page.getByRole('main').getByRole('link', { name: 'Demo' })).toBeVisible()
      await expect(page.getByText('USDC')).toHaveCount(0)
    }
    await expectAccessible(page)
    await page.goto(`${desk.url}/demo/orchestrations/00000000-0000-4000-8000-000000000000`)
    await expect(heading).toHaveText('No orchestration found in Demo.')
    await expect(page.getByText('Sandbox')).toHaveCount(0)
  } finally {
    await desk.stop()
    await simulator.close()
  }
})
