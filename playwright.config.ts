import { defineConfig } from '@playwright/test'
import { findChromium, fullChromium } from './scripts/chromium.ts'
import { excludedSuites, nginx, readWithout, redis } from './scripts/programs.ts'

const executablePath = findChromium()

/**
 * Pages in tests live for seconds, so optimising their code costs more than it gains: it starts after a hundred times as
 * many calls as usual. Long-lived code, such as axe in the scenarios, still gets there.
 */
const compileLate = [
  '--invocation-count-for-maglev=40000',
  '--invocation-count-for-maglev-osr=10000',
  '--invocation-count-for-turbofan=300000',
  '--invocation-count-for-osr=50000',
  '--invocation-count-for-early-optimization=3000',
]

const leftOut = excludedSuites(
  readWithout(process.env.WITHOUT, [redis.name, nginx.name, 'chromium', fullChromium.name]),
)
const waiting =
  /(?:batch-live|drawn|enrichment|errors|in-between\.nginx|live|recents|spoken|stale|translation)\.spec\.ts$/

/** End to end: the production build in `dist/`, the real proxy, the simulator, a real Chromium. */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: leftOut,
  outputDir: 'test-results/e2e',
  reporter: [['dot'], ['json', { outputFile: 'test-results/e2e.json' }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // Two workers have the tests that mostly wait, for a live orchestration or a retry, beside those that keep a core busy.
  workers: 5,
  projects: [
    { name: 'waiting', testMatch: waiting, workers: 2 },
    { name: 'busy', testIgnore: [...leftOut, waiting] },
  ],
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    // A colour in mid-transition would fail the contrast check.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace makes each test a sixth slower: `npm run e2e -- --trace on`.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // Root in a container has no sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        `--js-flags=${compileLate.join(' ')}`,
        // Pages of a site share a process, and Chromium starts no spare one.
        '--renderer-process-limit=1',
      ],
    },
  },
})
