/** The browser for the end-to-end tests: the system's Chromium, or Playwright's own. */
import { existsSync } from 'node:fs'
import { chromium as playwright } from '@playwright/test'
import type { Program } from './programs.ts'
import { run } from './run.ts'

/** The path of a Chromium that is there, or undefined. `CHROMIUM_PATH` names another one. */
export function findChromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    playwright.executablePath(),
  ]
  return candidates.find(path => path !== undefined && path !== '' && existsSync(path))
}

export const chromium: Program = {
  name: 'chromium',
  suites: 'the end-to-end tests',
  // A font, since a fresh container has none and text would be boxes.
  packages: ['chromium', 'fonts-liberation'],
  find: findChromium,
  otherwise: () => run('playwright', ['install', 'chromium']),
}
