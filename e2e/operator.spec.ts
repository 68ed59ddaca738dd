/** What an operator adds to the page: a notice, a link to help, and links to their own systems. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

test('the notice is on every page as plain text, and help is one click away', async ({ page }) => {
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
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    const help = page.getByRole('banner').getByRole('link', { name: 'Help' })
    await expect(help).toHaveAttribute('href', 'https://wiki.example/desk?a=b#start')
    await expect(help).toHaveAttribute('rel', 'noopener noreferrer')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    // On a phone the header has no room for it.
    await page.setViewportSize({ width: 320, height: 640 })
    await expect(help).toBeHidden()
    await page.getByRole('banner').getByRole('button', { name: 'Menu' }).click()
    await expect(page.getByRole('link', { name: 'Help from your company' })).toBeVisible()
    await expectNoSideScroll(page)
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('button', { name: 'Keyboard shortcuts' }).click()
    const licenses = page.getByRole('link', { name: 'Open-source licenses' })
    const text = await page.request.get(new URL((await licenses.getAttribute('href')) ?? '', desk.url).href)
    expect([text.status(), (await text.text()).includes('react-dom ')]).toEqual([200, true])
    await expectNoSideScroll(page)
    await expectAccessible(page)
  } finally {
    await desk.stop()
  }
})

test('without these settings the header shows neither', async ({ page }) => {
  await page.goto('/demo')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Help' })).toHaveCount(0)
  await expect(page.getByRole('banner').getByRole('paragraph')).toHaveCount(0)
})

test("the reply for a customer is in the company's own words and languages", async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const folder = mkdtempSync(join(tmpdir(), 'desk-e2e-'))
  const file = join(folder, 'replies.json')
  const en = { FAILED: 'We hold {amount} of {started}. <b>Sorry</b>', otherwise: 'We are looking into it.' }
  writeFileSync(file, JSON.stringify({ en, de: { otherwise: 'Wir kümmern uns darum.' } }))
  const desk = await startDesk({ CUSTOMER_REPLY_FILE: file })
  const reply = async (id: string, language: string) => {
    await page.goto(`${desk.url}/demo/orchestrations/${id}`)
    await page.getByRole('button', { name: 'Other formats' }).click()
    const item = page.getByRole('button', { name: `Customer reply (${language})` })
    await item.click()
    await expect(page.getByRole('status').filter({ hasText: `Customer reply (${language}) copied` })).toHaveCount(1)
    return page.evaluate(() => navigator.clipboard.readText())
  }
  try {
    const { id } = scenarios['failed-at-destination']
    expect(await reply(id, 'English')).toBe('We hold 100 USDC of April 20, 2026. <b>Sorry</b>')
    expect(await reply(id, 'German')).toBe('Wir kümmern uns darum.')
    expect(await reply(scenarios['processing-quiet'].id, 'English')).toBe('We are looking into it.')
  } finally {
    await desk.stop()
    rmSync(folder, { recursive: true })
  }
})

const ownPages = {
  ORCHESTRATION_URL_TEMPLATE: 'https://ops.example/{environment}/orchestrations/{id}',
  REFERENCE_URL_TEMPLATE: 'https://ops.example/search?ref={id}',
  RULE_URL_TEMPLATE: 'https://ops.example/rules/{id}',
  PROFILE_URL_TEMPLATE: 'https://ops.example/profiles/{id}',
  IDENTITY_URL_TEMPLATE: 'https://ops.example/identities/{id}',
  ACCOUNT_URL_TEMPLATE: 'https://ops.example/#/accounts/{id}',
  METADATA_URL_TEMPLATES: JSON.stringify({
    order: 'https://ops.example/orders/{id}',
    link: 'https://ops.example/links/{id}',
    absent: 'https://ops.example/absent/{id}',
  }),
}

test("each value leads to the operator's own page of it, percent-encoded", async ({ page }) => {
  const simulator = await startSimulator()
  const desk = await startDesk({
    ...sandboxAt(simulator),
    ...ownPages,
  })
  const linksOf = async (id: string) => {
    const reply = await page.request.get(`${desk.url}/api/sandbox/v2/orchestration/orchestrations/${id}`)
    const record = (await reply.json()) as Record<string, string>
    await page.goto(`${desk.url}/sandbox/orchestrations/${id}`)
    await expect(page.getByRole('tab', { name: 'Metadata' })).toBeVisible()
    const leads = (href: string) => expect(page.locator(`main a[href="${href}"]`).first(), href).toBeAttached()
    return { record, leads }
  }
  try {
    const { record, leads } = await linksOf(scenarios['completed-cross-asset'].id)
    await leads(`https://ops.example/sandbox/orchestrations/${record.id}`)
    await leads(`https://ops.example/search?ref=${record.ref_id}`)
    await leads(`https://ops.example/rules/${record.orchestration_rule_id}`)
    await leads(`https://ops.example/profiles/${record.profile_id}`)
    await leads(`https://ops.example/identities/${record.identity_id}`)
    await leads(`https://ops.example/#/accounts/${record.account_id}`)
    await leads('https://ops.example/orders/A-20931')
    await expect(page.locator('main a[href*="absent"]')).toHaveCount(0)
    for (const link of await page.locator('main a[href^="https://ops.example/"]').all()) {
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    }
    await expectAccessible(page)

    const hostile = await linksOf(scenarios['hostile-metadata'].id)
    await hostile.leads('https://ops.example/search?ref=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E')
    await hostile.leads('https://ops.example/links/javascript%3Aalert(document.cookie)')
  } finally {
    await desk.stop()
    await simulator.close()
  }
})
