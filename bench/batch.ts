/**
 * A batch of a thousand IDs with the CPU slowed four times: time from a key to the next frame, and memory of the tab. Budgets:
 * 200 ms for sorting and for filtering, 120 MB. Prints medians and the machine; exits with 1 when a budget is missed. Needs a
 * built app and a quiet machine: `npm run bench:batch`.
 */
import { readFileSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import { startDesk } from '../e2e/desk.ts'
import { findChromium } from '../scripts/chromium.ts'

const runs = Number(process.env.RUNS ?? 9)
const slowdown = Number(process.env.SLOWDOWN ?? 4)
const budget = { ms: 200, megabytes: 120 }
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/**
 * Milliseconds from a key in a control to the next frame, as the browser measures an interaction: in steps of 8 ms, 16 at
 * least. https://developer.mozilla.org/en-US/docs/Web/API/PerformanceEventTiming
 */
async function timeOf(page: Page, control: 'select' | 'input[type="search"]', key: string): Promise<number> {
  await page.locator(control).focus()
  await settle(page)
  await page.evaluate(() => {
    const seen: number[] = []
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (entry.name.startsWith('key')) seen.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(window, { seen })
  })
  await page.keyboard.press(key)
  await settle(page)
  // Interactions of up to one frame are not reported.
  return page.evaluate(() => Math.max(16, ...(window as unknown as { seen: number[] }).seen))
}

/** Waits until rendering is idle, so that deferred work of one change doesn't count for the next. */
const settle = (page: Page) =>
  page.evaluate(
    () =>
      new Promise(resolve =>
        requestIdleCallback(() => requestIdleCallback(resolve, { timeout: 3000 }), { timeout: 3000 }),
      ),
  )

/** Private memory of the tab's process in megabytes, as in a task manager. */
async function memoryOf(page: Page): Promise<number> {
  const browser = page.context().browser()
  const session = await browser?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
      return ['Private_Dirty', 'Swap'].reduce(
        (sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0),
        0,
      )
    })
  return Math.max(...kilobytes) / 1024
}

const desk = await startDesk()
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--no-first-run'],
})
let missed = false
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const list = `${desk.url}/api/demo/v2/orchestration/orchestrations?limit=1000`
  const answer = await (await page.request.get(list)).json()
  const ids: string[] = answer.items.map(({ id }: { id: string }) => id)
  await page.goto(`${desk.url}/demo`)
  const field = page.getByLabel('Orchestration ID, reference, transfer ID or transaction hash')
  await field.fill(ids.join('\n'))
  await field.press('Enter')
  await page.getByRole('heading', { name: /^1,000 IDs:(?!.*still to check)/ }).waitFor({ timeout: 120_000 })
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const times: Record<'sorting' | 'filtering' | 'clearing the filter', number[]> = {
    sorting: [],
    filtering: [],
    'clearing the filter': [],
  }
  for (let run = 0; run < runs; run += 1) {
    times.sorting.push(await timeOf(page, 'select', run % 2 ? 'ArrowUp' : 'ArrowDown'))
    times.filtering.push(await timeOf(page, 'input[type="search"]', 'u'))
    times['clearing the filter'].push(await timeOf(page, 'input[type="search"]', 'Backspace'))
  }
  for (const [name, values] of Object.entries(times)) {
    const ms = median(values)
    missed ||= ms > budget.ms
    console.log(
      `${name}: ${ms.toFixed(0)} ms of ${budget.ms} (worst ${Math.max(...values).toFixed(0)} ms, ${runs} runs)`,
    )
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.send('HeapProfiler.collectGarbage')
  const megabytes = await memoryOf(page)
  missed ||= megabytes > budget.megabytes
  const rows = await page.getByRole('row').count()
  console.log(`memory: ${megabytes.toFixed(0)} MB of ${budget.megabytes}, with ${rows} rows in the page`)
} finally {
  await browser.close()
  await desk.stop()
}
process.exitCode = missed ? 1 : 0
