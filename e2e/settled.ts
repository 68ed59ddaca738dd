/** A page at rest, and what has moved on it until then. */
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

/** Everything that an orchestration's page reads by itself has come, and the part below the fold with it. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeAttached()
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
}

/** The sum of all layout shifts since the document began. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>(resolve => {
        let sum = 0
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        // Buffered entries are delivered in a task of their own.
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 50))
      }),
  )
