/**
 * Time until a deep link shows badge and timeline, beside a hand-written page without a framework that shows the same data,
 * and beside our page when the browser draws it; then until "Copy for ticket" works. Prints medians and their ratios to the
 * hand-written page, on a slow and on a fast connection. Budgets: slow 1.1 cold and 1.05 warm, fast 1.0. Needs a built app:
 * `npm run bench:cold`.
 */
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startDesk } from '../e2e/desk.ts'
import { findChromium } from '../scripts/chromium.ts'
import { scenarios } from '../src/simulator/scenarios.ts'

const runs = Number(process.env.RUNS ?? 7)
const { id } = scenarios['failed-at-destination']

type Network = { readonly latency: number; readonly bytesPerSecond: number; readonly slowedTimes: number }
const networks: Readonly<Record<string, Network>> = {
  slow: { latency: 150, bytesPerSecond: 200_000, slowedTimes: 4 },
  fast: { latency: 20, bytesPerSecond: 1_250_000, slowedTimes: 1 },
}

/** The minimum that shows a badge and a timeline: one file, one request for data. */
const plainPage = `<!doctype html><meta charset=utf-8><title>Payment</title><meta name=viewport content="width=device-width">
<style>body{font:14px/20px system-ui;max-width:70rem;margin:2rem auto}.badge{border:1px solid;border-radius:6px;padding:2px 8px}li{padding:8px 0}</style>
<main id=m>Loading…</main><script>
fetch('/data').then(r=>r.json()).then(o=>{const e=(t,x,c)=>{const n=document.createElement(t);n.textContent=x;if(c)n.className=c;return n}
const m=document.getElementById('m');m.textContent='';m.append(e('span',o.status,'badge'),e('h1',o.source_amount+' '+o.source_asset+' to '+o.destination_asset),e('p',o.fail_reason?.detail??''),e('h2','Timeline'))
const l=document.createElement('ol');for(const [n,s] of [['Created',o.created_at],['Source transfer',o.source_transfer?.status],['Destination transfer',o.destination_transfer?.status],['Finished',o.status+' '+o.updated_at]])l.append(e('li',n+': '+s));m.append(l)})
</script>`

/** Milliseconds from the start of the navigation until `seen` is true in a frame of the page. */
async function timeUntil(page: Page, seen: () => boolean): Promise<number> {
  const handle = await page.waitForFunction(seen, undefined, { polling: 'raf', timeout: 60_000 })
  await handle.dispose()
  return page.evaluate(() => performance.now())
}

const showsAnswer = () => {
  const text = document.body?.innerText ?? ''
  return /failed/i.test(text) && /Destination transfer/.test(text)
}
const showsActions = () =>
  [...document.querySelectorAll('button')].some(button => /Copy for ticket/.test(button.innerText))
const showsCopied = () => [...document.querySelectorAll('button')].some(button => /Copied/.test(button.innerText))

async function open(page: Page, url: string, { latency, bytesPerSecond, slowedTimes }: Network): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowedTimes })
  await page.goto(url, { waitUntil: 'commit' })
  return timeUntil(page, showsAnswer)
}

async function copy(page: Page): Promise<number> {
  await timeUntil(page, showsActions)
  await page.getByRole('button', { name: 'Copy for ticket' }).click({ noWaitAfter: true })
  return timeUntil(page, showsCopied)
}

type Visit = { readonly cold: number; readonly warm: number; readonly usable: number }

async function visit(browser: Browser, url: string, network: Network, drawnByBrowser = false): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  // The server leaves a page that is fetched ahead to the browser.
  if (drawnByBrowser) await context.setExtraHTTPHeaders({ purpose: 'prefetch' })
  try {
    const first = await context.newPage()
    const cold = await open(first, url, network)
    const usable = url.includes(id) ? await copy(first) : Number.NaN
    await first.close()
    const warm = await open(await context.newPage(), url, network)
    return { cold, warm, usable }
  } finally {
    await context.close()
  }
}

/** As a browser that names no destination: `fetch` of Node names one. */
const visitOnce = (url: string) =>
  new Promise(resolve => {
    get(url, { headers: { accept: 'text/html' } }, response => response.resume().on('end', resolve))
  })

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const desk = await startDesk()
const data = await fetch(`${desk.url}/api/demo/v2/orchestration/orchestrations/${id}`).then(response => response.text())
const plain = createServer((request, response) => {
  const [type, body] = request.url === '/data' ? ['application/json', data] : ['text/html', plainPage]
  response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-cache' })
  response.end(gzipSync(body))
}).listen(0, '127.0.0.1')
await once(plain, 'listening')

const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--no-first-run'],
})
const ours = `${desk.url}/demo/orchestrations/${id}`
const theirs = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`
// The server compiles what it draws with as it is used.
for (let n = 0; n < 300; n += 1) await visitOnce(ours)
for (const [name, network] of Object.entries(networks)) {
  const drawn: Visit[] = []
  const undrawn: Visit[] = []
  const handWritten: Visit[] = []
  for (let run = 0; run < runs; run += 1) {
    // Interleaved, so that a slow minute of the machine affects all.
    drawn.push(await visit(browser, ours, network))
    handWritten.push(await visit(browser, theirs, network))
    undrawn.push(await visit(browser, ours, network, true))
  }
  for (const kind of ['cold', 'warm'] as const) {
    const [server, client, other] = [drawn, undrawn, handWritten].map(visits => median(visits.map(one => one[kind])))
    if (server === undefined || client === undefined || other === undefined) continue
    const ratio = (ms: number) => `${ms.toFixed(0)} ms (${(ms / other).toFixed(2)})`
    console.log(
      `${name}, ${kind}: drawn ${ratio(server)}, by the browser ${ratio(client)}, hand-written ${other.toFixed(0)} ms`,
    )
  }
  const [server, client] = [drawn, undrawn].map(visits => median(visits.map(({ usable }) => usable)).toFixed(0))
  console.log(`${name}, cold until a click copies: drawn ${server} ms, by the browser ${client} ms`)
}
await browser.close()
plain.close()
await desk.stop()
