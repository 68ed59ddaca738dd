/** The page as the server draws it: read before any script has run, and taken over without a change. */
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { layoutShift } from './settled.ts'
import { expect, expectAccessible, leaveDrawingToBrowser, test, testOnNewPage } from './test.ts'

const { id } = scenarios['failed-at-destination']
const address = `/demo/orchestrations/${id}`

/** Keeps the app's files from the page until released. */
async function withoutApp(page: Page): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route('**/assets/*.js', async route => {
    await released
    await route.continue()
  })
  return release
}

/** The app has taken the page over: it shows what it reads by itself. */
const takenOver = (page: Page) =>
  expect(page.getByRole('listitem').filter({ hasText: 'Source transfer' })).toContainText('Crypto deposit')

test('before any script of the app: the answer, links and rows that open, and no barrier', async ({ page }) => {
  const release = await withoutApp(page)
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page).toHaveTitle(/Failed/)
  await expect(page.getByText('Beneficiary address is not on the approved list.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Orchestration Desk' })).toHaveAttribute('href', '/demo')
  const row = page.locator('#step-source')
  await row.locator('summary').click()
  await expect(row).toHaveAttribute('open')
  await expectAccessible(page)
  release()
  await takenOver(page)
  await expect(row).toHaveAttribute('open')
})

test('without JavaScript it can be read', async ({ browser, desk }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(desk.url + address)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failed at the destination transfer')
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('heading', { level: 3 })).toHaveCount(5)
  await expect(page.getByText('needs JavaScript')).toHaveCount(0)
  await context.close()
})

test.describe('pressed before the app is there', () => {
  test.beforeEach(async ({ context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  })
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

  test('a key acts once it is', async ({ page }) => {
    const release = await withoutApp(page)
    await page.goto(address)
    await page.keyboard.press('l')
    release()
    await expect.poll(() => clipboard(page)).toContain(`/demo/orchestrations/${id}?seen=`)
  })

  test('a switch is switched once, whenever its key is pressed', async ({ page }) => {
    const release = await withoutApp(page)
    await page.goto(address)
    await page.keyboard.press('t')
    release()
    await takenOver(page)
    expect(await page.evaluate(() => localStorage.getItem('desk.times'))).toBe('local')
    await page.reload()
    await page.keyboard.press('t')
    await takenOver(page)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.times'))).toBe('utc')
  })

  test('so does a key on a page that the browser draws', async ({ page }) => {
    const release = await withoutApp(page)
    await leaveDrawingToBrowser(page)
    await page.goto(address, { waitUntil: 'commit' })
    await page.waitForFunction(() => 'desk' in window)
    await page.keyboard.press('l')
    release()
    await expect.poll(() => clipboard(page)).toContain(`/demo/orchestrations/${id}?seen=`)
  })

  test('a button acts once, and a menu opens', async ({ page }) => {
    const release = await withoutApp(page)
    await page.goto(address)
    await page.getByRole('button', { name: 'Copy for ticket' }).click()
    await page.getByRole('button', { name: 'More actions' }).click()
    release()
    await expect(page.getByRole('button', { name: 'Copy ID', exact: true })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Ticket text copied' })).toHaveCount(1)
    expect(await clipboard(page)).toContain('Failed at the destination transfer')
  })

  test('Enter in the box looks up what was typed', async ({ page }) => {
    const next = scenarios['completed-cross-asset'].id
    const release = await withoutApp(page)
    await page.goto(address)
    const box = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
    await box.fill(next)
    await box.press('Enter')
    release()
    await page.waitForURL(`**/demo/orchestrations/${next}`)
  })

  test('a key for another page is not kept for it', async ({ page }) => {
    await page.goto('/demo/rules')
    await expect(page.getByText('All 7 shown')).toBeVisible()
    await page.evaluate(() => navigator.clipboard.writeText('before'))
    await page.keyboard.press('l')
    await page.goto(address)
    await takenOver(page)
    expect(await clipboard(page)).toBe('before')
  })
})

testOnNewPage('dictated text replaces what is selected, in the moment of the takeover', async ({ page }) => {
  // React takes a page over when it has a moment, which it doesn't have here, or as soon as someone types into it.
  await page.addInitScript(() => {
    MessagePort.prototype.postMessage = () => undefined
  })
  await page.goto(address)
  const box = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
  await expect
    .poll(() => page.evaluate(() => Object.keys(document.getElementById('root') ?? {}).length))
    .toBeGreaterThan(0)
  expect(await box.evaluate(field => Object.keys(field).length)).toBe(0)
  await box.selectText()
  await page.keyboard.insertText('dictated')
  await expect(box).toHaveValue('dictated')
  expect(await box.evaluate(field => Object.keys(field).length)).toBeGreaterThan(0)
})

test('the first screen is at most 350 elements and five sizes of text, in every scenario', async ({ page }) => {
  test.slow()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.route('**/assets/*.js', route => route.abort())
  for (const [name, { id }] of Object.entries(scenarios)) {
    await page.goto(`/demo/orchestrations/${id}`)
    const { elements, sizes } = await page.evaluate(() => {
      const onScreen = [...document.body.querySelectorAll('*')].filter(element => {
        const { top, bottom, width, height } = element.getBoundingClientRect()
        // What is closed is not laid out.
        return element.checkVisibility() && top < innerHeight && bottom > 0 && width + height > 0
      })
      const hasText = ({ childNodes }: Element) => [...childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE)
      return {
        elements: onScreen.length,
        sizes: new Set(onScreen.filter(hasText).map(element => getComputedStyle(element).fontSize)).size,
      }
    })
    expect(elements, name).toBeGreaterThan(200)
    expect(elements, name).toBeLessThanOrEqual(350)
    expect(sizes, name).toBeLessThanOrEqual(5)
  }
})

const various = [
  'failed-at-destination',
  'completed-cross-asset',
  'failed-at-source',
  'processing-quiet',
  'rejected',
  'failed-like-others',
  'failed-without-legs',
] as const

/** Chooses times in the reader's own zone, as a person does. */
async function chooseLocalTimes(page: Page): Promise<void> {
  await page.goto('/demo/rules')
  await expect(page.getByText('All 7 shown')).toBeVisible()
  await page.keyboard.press('t')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('desk.times'))).toBe('local')
}

for (const timezoneId of ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])
  for (const width of [1280, 390])
    testOnNewPage.describe(`${timezoneId}, ${width} wide`, () => {
      testOnNewPage.use({ timezoneId, viewport: { width, height: width === 390 ? 844 : 800 } })

      testOnNewPage('nothing moves when the app takes over, and the own time is there before it', async ({ page }) => {
        for (const name of various) {
          const release = await withoutApp(page)
          await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
          const own = page.locator('[data-own-time]')
          const before = await own.textContent()
          expect(before).toMatch(timezoneId === 'UTC' ? /^$/ : /^ \(\d\d:\d\d your time\)$/)
          release()
          await page.waitForLoadState('networkidle')
          await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeAttached()
          expect(await own.textContent()).toBe(before)
          expect(await layoutShift(page), name).toBeLessThan(0.01)
          await page.unrouteAll()
        }
      })

      testOnNewPage('times in the own zone are drawn in it, and nothing moves', async ({ page }) => {
        await chooseLocalTimes(page)
        for (const name of various) {
          const release = await withoutApp(page)
          await page.goto(`/demo/orchestrations/${scenarios[name].id}`)
          const caption = page.getByText(/your time \(UTC/)
          const created = page.getByRole('main').locator('p time').first()
          const before = [await caption.textContent(), await created.innerText()]
          expect(before[1]).toContain('your time')
          release()
          await page.waitForLoadState('networkidle')
          await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeAttached()
          expect([await caption.textContent(), await created.innerText()]).toEqual(before)
          expect(await layoutShift(page), name).toBeLessThan(0.01)
          await page.unrouteAll()
        }
      })
    })

testOnNewPage.describe('a zone that is not, or no longer, that of this browser', () => {
  testOnNewPage.use({ timezoneId: 'Asia/Kolkata' })

  testOnNewPage(
    'is corrected by the app, and the next page is drawn in the right one',
    async ({ page, context, desk }) => {
      await chooseLocalTimes(page)
      await context.addCookies([{ name: 'desk-zone', value: 'America/Los_Angeles', url: desk.url }])
      await page.goto(address)
      await expect(page.getByText('20 Apr 2026, your time (UTC+5:30)')).toBeVisible()
      const here = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
      await expect.poll(async () => (await context.cookies()).map(({ value }) => value)).toEqual([here])
      await withoutApp(page)
      await page.goto(address)
      await expect(page.getByText('20 Apr 2026, your time (UTC+5:30)')).toBeVisible()
    },
  )

  testOnNewPage('is dropped when nobody wants local times', async ({ page, context, desk }) => {
    await context.addCookies([{ name: 'desk-zone', value: 'Asia/Kolkata', url: desk.url }])
    await page.goto(address)
    await expect(page.getByText('20 Apr 2026, times in UTC')).toBeVisible()
    await expect.poll(() => context.cookies()).toEqual([])
  })
})
