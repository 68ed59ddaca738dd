/** A page that the browser translates stays whole and true: the text in its DOM is not the app's alone. */
import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, testOnNewPage as test } from './test.ts'

const freshRun = (id: string) => id.slice(0, 24) + randomBytes(6).toString('hex')
const failed = scenarios['failed-at-destination'].id

/**
 * Translates as Chrome does, and again whatever appears later: each text node is replaced by `<font><font>text</font></font>`,
 * but for what is marked `translate="no"`. The "translation" keeps the words and adds a mark, so that a test can read both.
 */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const isOurs = (text: Text) =>
      text.data.trim() !== '' && !text.parentElement?.closest('font, script, style, textarea, [translate="no"]')
    const pass = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) if (isOurs(walker.currentNode as Text)) texts.push(walker.currentNode as Text)
      for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.textContent = `${text.data}\u2060`
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    pass()
    new MutationObserver(() => setTimeout(pass, 50)).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  await expect(page.locator('font').first()).toBeAttached()
}

/** The visible text without the marks of the translation. */
const textOf = async (page: Page) => (await page.locator('body').innerText()).replaceAll('\u2060', '')
const says = (page: Page, words: RegExp) => expect.poll(() => textOf(page), { timeout: 45_000 }).toMatch(words)
const isWhole = async (page: Page) => {
  expect(await textOf(page)).not.toMatch(/couldn't be shown/)
  await expect(page.getByRole('banner')).toBeVisible()
}

test('an orchestration that fails later follows what Paxos says while it is translated', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['completes-in-20-s'].id)}`)
  await says(page, /Live · checked (just now|\d+ s ago)/)
  await translate(page)
  // The age goes on, on the screen and not only in React's mind.
  await says(page, /Live · checked [2-9] s ago/)
  await page.getByRole('button', { name: /Pause/ }).click()
  await says(page, /Paused/)
  await page.getByRole('button', { name: /Resume/ }).click()
  await says(page, /Final · checked \d\d:\d\d UTC/)
  const text = await textOf(page)
  expect(text).toMatch(/Completed/)
  // What it said before is gone, and not left beside the new words.
  expect(text).not.toMatch(/Live · checked|Processing the/)
  await isWhole(page)
})

test('every part of a detail page works while it is translated', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await says(page, /Only this customer/)
  await translate(page)
  for (const name of ['Metadata', 'Similar', 'Raw JSON', 'How we know', 'Source and destination'])
    await page.getByRole('tab', { name: new RegExp(name) }).click()
  await page.keyboard.press('t')
  await says(page, /14:30 your time/)
  await page.keyboard.press('t')
  await says(page, /12:30 UTC/)
  await page.getByRole('button', { name: /Copy for ticket/ }).click()
  await page.keyboard.press('r')
  await isWhole(page)
  // The raw values are as Paxos sent them.
  for (const value of [failed, 'orch-usdc-usdg-a3b1c2d4', '99.85 USDG'])
    await expect(page.getByText(value, { exact: true }).filter({ visible: true }).first()).toBeVisible()
})

test('a batch filters, sorts and refreshes while it is translated', async ({ page }) => {
  test.setTimeout(120_000)
  const running = freshRun(scenarios['completes-in-20-s'].id)
  await page.goto(`/demo/orchestrations?id=${failed},${running},${scenarios['completed-cross-asset'].id}`)
  await says(page, /3 IDs: 1 failed/)
  await translate(page)
  await page.getByRole('button', { name: /failed/ }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: /failed/ }).click()
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.getByRole('combobox', { name: 'Order' }).selectOption({ index: 1 })
  await page.getByRole('searchbox', { name: 'Filter' }).fill(running)
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Filter' }).fill('')
  await expect
    .poll(
      async () => {
        const refresh = page.getByRole('button', { name: /Refresh/ })
        if ((await refresh.count()) > 0) await refresh.click({ timeout: 1000 }).catch(() => undefined)
        return textOf(page)
      },
      { timeout: 80_000, intervals: [1000] },
    )
    .toMatch(/3 IDs\s*: 1 failed, 2 completed/)
  await isWhole(page)
})

test('the list filters and pages while it is translated', async ({ page }) => {
  await page.goto('/demo/orchestrations')
  await says(page, /First 100 shown/)
  await translate(page)
  const tabs = page.getByRole('navigation', { name: 'Status' })
  await tabs.getByRole('link', { name: /^Failed/ }).click()
  await says(page, /Paxos's reason/)
  await page.getByRole('searchbox', { name: /Filter these/ }).fill('pyusd')
  await says(page, /of these match/)
  await page.getByRole('searchbox', { name: /Filter these/ }).fill('')
  await tabs.getByRole('link', { name: /^All/ }).click()
  await page.getByRole('link', { name: /^Older/ }).click()
  await expect(page).toHaveURL(/page_cursor=/)
  await page.goBack()
  await says(page, /First 100 shown/)
  await isWhole(page)
})

test('values are marked as not to be translated', async ({ page }) => {
  await page.goto(`/demo/orchestrations/${failed}`)
  await says(page, /99\.85 USDG/)
  const left = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main') as Node, NodeFilter.SHOW_TEXT)
    const open: string[] = []
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode as Text
      const isValue = /^\s*([0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]{40,}|[\d,.]+ [A-Z]{3,5}|[A-Z]{3,}_[A-Z_]+)\s*$/
      const isOpen = !parentElement?.closest('[translate="no"], [aria-hidden="true"]')
      if (isOpen && isValue.test(data)) open.push(data)
    }
    return open
  })
  expect(left).toEqual([])
})

test('a part that fails while it is drawn leaves the rest of the page', async ({ page, faults }) => {
  test.setTimeout(90_000)
  await page.goto(`/demo/orchestrations/${freshRun(scenarios['completes-in-20-s'].id)}`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText('Processing').first()).toBeVisible()
  await timeline.evaluate(part => {
    const fail = () => {
      throw new Error('an extension changed this part')
    }
    for (const element of part.querySelectorAll('*'))
      Object.assign(element, { insertBefore: fail, removeChild: fail, appendChild: fail })
  })
  const gone = page.getByRole('alert').filter({ hasText: "This part couldn't be shown." })
  await expect(gone).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Completed/, { timeout: 40_000 })
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
  await gone.getByRole('button', { name: 'Try again' }).click()
  await expect(timeline.getByText('Completed').first()).toBeVisible()
  expect(faults.splice(0).every(fault => fault.includes('an extension changed this part'))).toBe(true)
})
