import { chromium } from '@playwright/test'
import { startDesk } from '/work/wt/lists/e2e/desk.ts'
import { findChromium } from '/work/wt/lists/scripts/chromium.ts'
import { scenarios, sentinels } from '/work/wt/lists/src/simulator/scenarios.ts'
const desk = await startDesk()
const executablePath = findChromium()
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
const all = Object.values(scenarios).map(s => s.id).slice(0, 22)
const want = (process.argv[2] ?? '').split(',')
const pages: Record<string, string> = {
  batch: `/demo/orchestrations?id=${[...all, sentinels['not-found'].id].join(',')}`,
  browse: '/demo/orchestrations?status=FAILED', browseall: '/demo/orchestrations', rules: '/demo/rules', lookup: '/demo', error: '/demo?q=e5f6a7b8-9c0d-1e2f-3a4b-c5d6e7f8a9',
}
for (const [name, path] of Object.entries(pages)) {
  if (want[0] && !want.includes(name)) continue
  for (const [mode, scheme, size] of [['l','light',{width:1280,height:800}],['d','dark',{width:1280,height:800}],['p','light',{width:390,height:844}]] as const) {
    if (process.argv[3] && !process.argv[3].includes(mode)) continue
    const page = await browser.newPage({ viewport: size, colorScheme: scheme })
    if (name === 'lookup') { for (const id of all.slice(0,4)) { await page.goto(`${desk.url}/demo/orchestrations/${id}`); await page.waitForTimeout(900) } }
    await page.goto(desk.url + path); await page.waitForTimeout(2500)
    await page.screenshot({ path: `/tmp/lists-${name}-${mode}.png` }); await page.close()
  }
}
await browser.close(); await desk.stop()
