import { scenarios } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt, startDesk } from './desk.ts'
import { expect, expectAccessible, expectNoSideScroll, test } from './test.ts'

const { id } = scenarios['failed-at-destination']
const other = scenarios['completed-cross-asset'].id
const transfer = '35e3d34d-5552-4185-9583-d6b2856291c0'
const profile = '7c4e8f2a-1d3b-4a5e-9f6c-8b2d7e0a4f1c'
const field = 'Orchestration ID, reference, transfer ID or transaction hash'
const seen = 'PROCESSING~20260420T123110Z'
const encode = encodeURIComponent
const changed = 'Changed since this link was shared: Processing → Failed.'

test('what a record left out is one click away, each and all together', async ({ page }) => {
  const record = { id, profile_id: profile, source_transfer: { transfer_id: transfer } }
  await page.goto('/demo')
  await page.getByLabel(field).fill(JSON.stringify({ body: JSON.stringify(record) }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByText(`Using ${id} (left out 2 IDs labelled as something else)`).first()).toBeVisible()
  await expect(page.getByRole('link', { name: profile }).first()).toHaveAttribute(
    'href',
    `/demo/orchestrations/${profile}`,
  )
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 600 })
  await expectNoSideScroll(page)
  await page.getByRole('link', { name: 'Look up all 2' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations?id=${profile},${transfer}`)
})

test('a table of Jira: the orchestrations are looked up, their transfers are shown beside', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(`||Orchestration||Source transfer||\n|${id}|${transfer}|\n|${other}|${transfer}|`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/demo/orchestrations?id=${id},${other}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 failed, 1 completed')
  await expect(page.getByText('Left out:')).toContainText(transfer)
  await page.getByRole('link', { name: transfer }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${transfer}`)
})

test('a paste of more than 256 KiB is cut, and the page says so', async ({ page }) => {
  await page.goto('/demo')
  await page.getByLabel(field).fill(`${id}\n${'lorem ipsum dolor '.repeat(16_000)}${other}`)
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByText(`Using ${id} (read the first 256 KiB only)`).first()).toBeVisible()
})

test.describe('links that mail programs wrapped', () => {
  const wrappers: readonly (readonly [name: string, wrap: (link: string) => string])[] = [
    [
      'Outlook',
      link => `https://nam02.safelinks.protection.outlook.com/?url=${encode(link)}&data=05%7C02%7C&reserved=0`,
    ],
    ['Proofpoint', link => `https://urldefense.com/v3/__${link.replace('~', '*')}__;fg!!ABC!xyz$`],
    ['twice encoded', link => encode(encode(link))],
  ]

  test('keep the environment and what their sender saw', async ({ page }) => {
    const simulator = await startSimulator()
    const desk = await startDesk({
      DEMO: 'on',
      ...sandboxAt(simulator),
    })
    try {
      for (const [, wrap] of wrappers) {
        await page.goto(`${desk.url}/sandbox`)
        await page.getByLabel(field).fill(wrap(`${desk.url}/demo/orchestrations/${id}?seen=${seen}`))
        await page.keyboard.press('Enter')
        await expect(page).toHaveURL(`${desk.url}/demo/orchestrations/${id}?seen=${seen}`)
        await expect(page.getByText(changed)).toBeVisible()
        await page.goto(`${desk.url}/sandbox`)
        await page.getByLabel(field).fill(wrap(`${desk.url}/demo/orchestrations?id=${id},${other}`))
        await page.keyboard.press('Enter')
        await expect(page).toHaveURL(`${desk.url}/demo/orchestrations?id=${id},${other}`)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 failed, 1 completed')
      }
      // Links of two environments: the page shows this one's, and names the other one's.
      await page.goto(`${desk.url}/sandbox`)
      await page
        .getByLabel(field)
        .fill(`${desk.url}/demo/orchestrations/${id}?seen=${seen}\n${desk.url}/sandbox/orchestrations/${other}`)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(`${desk.url}/sandbox/orchestrations/${other}`)
      await expect(page.getByText('Links to Demo:')).toContainText(id)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
      await page.getByText('Links to Demo:').getByRole('link', { name: id }).click()
      await expect(page).toHaveURL(`${desk.url}/demo/orchestrations/${id}?seen=${seen}`)
      await expect(page.getByText(changed)).toBeVisible()
    } finally {
      await desk.stop()
      await simulator.close()
    }
  })
})

test.describe('addresses with what mail and chat tools leave', () => {
  // One of each kind: own-address.test.ts has the table.
  for (const tail of ['.', '%3C/a%3E', '&quot;', '…'])
    test(`${tail} behind a link is left out, and said`, async ({ page }) => {
      await page.goto(`/demo/orchestrations/${id}?seen=${seen}${tail}`)
      await expect(page).toHaveURL(`/demo/orchestrations/${id}?seen=${seen}`)
      await expect(page.getByText(changed)).toBeVisible()
      await page.goto(`/demo/orchestrations?id=${id},${other}${tail}`)
      await expect(page).toHaveURL(`/demo/orchestrations?id=${id},${other}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 failed, 1 completed')
      await expect(page.getByText('Left out of the link: ')).toBeVisible()
      await page.goto(`/demo/orchestrations/${id}${tail}`)
      await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
    })

  test('&amp; separates parameters', async ({ page }) => {
    await page.goto(`/demo/orchestrations?id=${id}&amp;id=${other}`)
    await expect(page).toHaveURL(`/demo/orchestrations?id=${id}&id=${other}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 IDs: 1 failed, 1 completed')
    await page.goto(`/demo/orchestrations/${id}?utm_source=mail&amp;seen=${seen}`)
    await expect(page.getByText(changed)).toBeVisible()
    await page.goto(`/demo/orchestrations/${id}&amp;seen=${seen}`)
    await expect(page.getByText(changed)).toBeVisible()
  })

  test('a reference in a link may have lost or gained a full stop', async ({ page }) => {
    await page.goto('/demo?ref_id=orch-usdc-usdg-a3b1c2d4.')
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
    await page.goto('/demo/orchestrations?ref=orch-usdc-usdg-a3b1c2d4).')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 reference: 1 failed')
  })

  test('a lookup link forgives too', async ({ page }) => {
    await page.goto(`/demo/lookup?q=${id}).`)
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
    await page.goto(`/demo/lookup?q=${encode(encode(`orchestration ${id}, transfer ${transfer}`))}`)
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
    await expect(page.getByText('Left out:')).toContainText(transfer)
  })
})
