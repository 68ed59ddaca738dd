/** Links that look up any text: from tickets, bookmarks and the address bar, at any length, and through a sign-in. */
import { readFileSync } from 'node:fs'
import { scenarios } from '#simulator/scenarios.ts'
import { expect, identifyAs, test } from './staff.ts'

const id = scenarios['failed-at-destination'].id
const other = scenarios['completed-cross-asset'].id
const verdict = 'Failed at the destination transfer'

/** A ticket of this many characters that ends with a text. */
const ticket = (length: number, end: string) =>
  'Dear support, our customer says: "the money never came".\n'.repeat(200).slice(0, length - end.length) + end

const documents = readFileSync('docs/tickets.md', 'utf8')

/** The link that a document has under a heading, to the desk of this test. */
function linkIn(heading: string, desk: string): string {
  const section = documents.split(/^## /m).find(text => text.startsWith(heading)) ?? ''
  const line = /^ {4}(.*https:\/\/desk\.example\.com.*)$/m.exec(section)?.[1] ?? ''
  return line.replace('https://desk.example.com', new URL(desk).origin)
}

test.describe('signed in', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/auth/login?rd=%2Fdemo%2Frules')
    await identifyAs(page, 'ada')
    await expect(page).toHaveURL('/demo/rules')
  })

  for (const start of ['/lookup', '/demo/lookup'])
    test(`${start} takes a ticket of 8 KiB, and Back leads to the page before`, async ({ page }) => {
      await page.goto(`${start}?q=${encodeURIComponent(ticket(8192, id))}`)
      await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
      await page.goBack()
      await expect(page).toHaveURL('/demo/rules')
      await page.goto(`${start}?q=${encodeURIComponent(ticket(8192, `${id} and ${other}`))}`)
      await expect(page).toHaveURL(`/demo/orchestrations?id=${id},${other}`)
      await page.goBack()
      await expect(page).toHaveURL('/demo/rules')
    })

  test('/ keeps what to look up', async ({ page }) => {
    await page.goto('/?q=orch-usdc-usdg-a3b1c2d4')
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
    await page.goto('/?ref_id=orch-usdc-usdg-a3b1c2d4')
    await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  })

  test('a long text without an ID is explained, wherever it has to be cut', async ({ page }) => {
    // An emoji is two code units: one of the two cuts falls between them.
    for (const start of ['', 'x']) {
      await page.goto(`/demo/lookup?q=${encodeURIComponent(`${start}${'🙂'.repeat(600)}`)}`)
      await expect(page).toHaveURL(/\/demo\?q=/)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  })

  test("the links in the documents lead to the orchestration with each tool's own encoding", async ({
    page,
    staff,
  }) => {
    const form = (text: string) => new URLSearchParams({ q: text }).toString().slice(2)
    const text = ticket(1500, ` ${id}`)
    const links = {
      Zendesk: linkIn('Zendesk', staff.url)
        .replace(/^.*\((.*)\)$/, '$1')
        .replace('{{ticket.ticket_field_12345}}', id),
      Jira: linkIn('Jira', staff.url).replace('{{issue.description.urlEncode}}', form(text)),
      Salesforce: linkIn('Salesforce', staff.url).replace('{!Case.Description}', form(text)),
      Slack: linkIn('Slack', staff.url).replace('{{Orchestration ID}}', id),
      'address bar': linkIn("The browser's address bar", staff.url).replace('%s', encodeURIComponent(id)),
    }
    for (const [tool, link] of Object.entries(links)) {
      expect(link, tool).not.toMatch(/[{} ]|%s/)
      await page.goto('/demo/rules')
      await page.goto(link)
      await expect(page, tool).toHaveURL(`/demo/orchestrations/${id}`)
    }
  })

  test('the bookmarklet looks up the selection of any page, or asks', async ({ page, staff, ticketWith }) => {
    const script = linkIn('Bookmarklet', staff.url).replace(/^javascript:/, '')
    for (const how of ['selection', 'prompt'] as const) {
      await ticketWith(page, staff.url)
      await page.evaluate(text => {
        document.body.innerHTML = `<p>Order 4711: ${text}.</p>`
      }, id)
      if (how === 'selection') await page.evaluate(() => getSelection()?.selectAllChildren(document.body))
      else page.once('dialog', dialog => dialog.accept(id))
      const opened = page.waitForEvent('popup')
      // As a browser runs such an address.
      await page.evaluate(script)
      const popup = await opened
      await expect(popup).toHaveURL(`${staff.url}/demo/orchestrations/${id}`)
      await popup.close()
    }
  })
})

test('a ticket with one ID leads through a sign-in to its orchestration', async ({ page, staff, ticketWith }) => {
  await ticketWith(page, `${staff.url}/lookup?q=${encodeURIComponent(ticket(8192, id))}`)
  await page.getByRole('link', { name: 'the payment' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await identifyAs(page, 'ada')
  await expect(page).toHaveURL(`/demo/orchestrations/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict)
})

test('a ticket with a hundred IDs leads through a sign-in to the list of them', async ({ page, staff, ticketWith }) => {
  const ids = Object.values(scenarios)
    .map(scenario => scenario.id)
    .filter(one => /^[0-9a-f-]{36}$/.test(one))
    .slice(0, 100)
  await ticketWith(page, `${staff.url}/demo/lookup?q=${encodeURIComponent(ids.join('\n'))}`)
  await page.getByRole('link', { name: 'the payment' }).click()
  await expect(page).toHaveURL(/\/demo\/orchestrations\?id=/)
  const address = page.url()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click()
  await identifyAs(page, 'ada')
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('row')).toHaveCount(ids.length + 1)
})

test('browsers are told of the smart link', async ({ page, staff }) => {
  await page.goto('/demo')
  const link = page.locator('link[rel="search"]')
  await expect(link).toHaveAttribute('type', 'application/opensearchdescription+xml')
  const reply = await page.request.get((await link.getAttribute('href')) ?? '')
  expect(reply.headers()['content-type']).toBe('application/opensearchdescription+xml; charset=utf-8')
  const [, template] = /<Url type="text\/html"[^>]* template="([^"]*)"/.exec(await reply.text()) ?? []
  expect(template).toBe(`${new URL(staff.url).origin}/lookup?q={searchTerms}`)
})
