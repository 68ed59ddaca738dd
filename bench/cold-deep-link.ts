/**
 * Time until a deep link shows badge and timeline, beside a hand-written page without a framework that shows the same data,
 * with 150 ms round trips, 1.6 Mbit/s and the CPU slowed four times. Prints both medians and their ratio; budgets: cold 2.0,
 * warm 1.0. Needs a built app: `npm run bench:cold`.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startDesk } from '../e2e/desk.ts'
import { findChromium } from '../scripts/chromium.ts'
import { scenarios } from '../src/simulator/scenarios.ts'

const runs = Number(process.env.RUNS ?? 9)
const { id } = scenarios['failed-at-destination']
const conditions = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }

/** The minimum that shows a badge and a timeline: one file, one request for data. */
const plainPage = `<!doctype html><meta charset=utf-8><title>Payment</title><meta name=viewport content="width=device-width">
<style>body{font:14px/20px system-ui;max-width:70rem;margin:2rem auto}.badge{border:1px solid;border-radius:6px;padding:2px 8px}li{padding:8px 0}</style>
<main id=m>Loading…</main><script>
fetch('/data').then(r=>r.json()).then(o=>{const e=(t,x,c)=>{const n=document.createElement(t);n.textContent=x;if(c)n.className=c;return n}
const m=document.getElementById('m');m.textContent='';m.append(e('span',o.status,'badge'),e('h1',o.source_amount+' '+o.source_asset+' to '+o.destination_asset),e('p',o.fail_reason?.detail??''),e('h2','Timeline'))
const l=document.createElement('ol');for(const [n,s] of [['Created',o.created_at],['Source transfer',o.source_transfer?.status],['Destination transfer',o.destination_transfer?.status],['Finished',o.status+' '+o.updated_at]])l.append(e('li',n+': '+s));m.append(l)})
</script>`

/** Milliseconds from the start of the navigation until badge and timeline are drawn. */
async function timeToAnswer(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', conditions)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url, { waitUntil: 'commit' })
  const handle = await page.waitForFunction(
    () => {
      const text = document.body?.innerText ?? ''
      return /failed/i.test(text) && /Destination transfer/.test(text) ? performance.now() : 0
    },
    undefined,
    { polling: 'raf', timeout: 60_000 },
  )
  return Number(await handle.jsonValue())
}

async function visit(browser: Browser, url: string): Promise<{ cold: number; warm: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const cold = await timeToAnswer(await context.newPage(), url)
    const warm = await timeToAnswer(await context.newPage(), url)
    return { cold, warm }
  } finally {
    await context.close()
  }
}

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
const ours: { cold: number; warm: number }[] = []
const theirs: { cold: number; warm: number }[] = []
for (let run = 0; run < runs; run += 1) {
  // Interleaved, so that a slow minute of the machine affects both.
  ours.push(await visit(browser, `${desk.url}/demo/orchestrations/${id}`))
  theirs.push(await visit(browser, `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`))
}
await browser.close()
plain.close()
await desk.stop()

for (const kind of ['cold', 'warm'] as const) {
  const [own, other] = [median(ours.map(run => run[kind])), median(theirs.map(run => run[kind]))]
  console.log(`${kind}: ${own.toFixed(0)} ms, hand-written ${other.toFixed(0)} ms, ratio ${(own / other).toFixed(2)}`)
}
