import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/chromium.ts'

const executablePath = findChromium()

/**
 * Pages here live for seconds, in which optimising their code costs more than it wins: each step of it waits for a
 * hundred times as many calls as usual. What lives longer, as axe does in the scenarios, comes to it.
 */
const compileLate = [
  '--invocation-count-for-maglev=40000',
  '--invocation-count-for-maglev-osr=10000',
  '--invocation-count-for-turbofan=300000',
  '--invocation-count-for-osr=50000',
  '--invocation-count-for-early-optimization=3000',
]

/** End to end: the production build in `dist/`, the real proxy, the simulator, a real Chromium. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  reporter: [['dot'], ['json', { outputFile: 'test-results/e2e.json' }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // One more than cores of the smallest machine, since some tests wait. Four take longer there.
  workers: 3,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    // A colour half-way between two is nobody's contrast.
    contextOptions: { reducedMotion: 'reduce' },
    // Each test would take a sixth longer: `npm run e2e -- --trace on` has one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // A container's root has no sandbox to give.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        `--js-flags=${compileLate.join(' ')}`,
        // A site's pages of one context share a process, and none is started in reserve.
        '--renderer-process-limit=1',
      ],
    },
  },
})
