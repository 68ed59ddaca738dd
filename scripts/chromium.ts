/** The browser for the end-to-end tests: the system's Chromium, or Playwright's own. */
import { existsSync } from 'node:fs'
import { chromium as playwright } from '@playwright/test'
import type { Program } from './programs.ts'
import { run } from './run.ts'

/** The headless shell: the same engine, and three times faster to open a page than headless Chromium. */
const shells = () => [process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell', playwright.executablePath()]

/** The path of an installed Chromium, or undefined. `CHROMIUM_PATH` overrides it. */
export const findChromium = (): string | undefined =>
  firstThere([...shells(), '/usr/bin/chromium', '/usr/bin/chromium-browser'])

const firstThere = (paths: readonly (string | undefined)[]) =>
  paths.find(path => path !== undefined && path !== '' && existsSync(path))

/** The browser as people have it: the headless shell keeps no page for Back. */
export const fullChromium: Program = {
  name: 'full-chromium',
  suites: 'e2e/*.full-chromium.spec.ts',
  packages: ['chromium', 'fonts-liberation'],
  find: () => firstThere([process.env.FULL_CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser']),
}

let takesAny = false

export const chromium: Program = {
  name: 'chromium',
  suites: 'the end-to-end tests',
  // A fresh container has no fonts, and text would render as boxes.
  packages: ['chromium-headless-shell', 'fonts-liberation'],
  find: () => (takesAny ? findChromium() : firstThere(shells())),
  otherwise: async () => {
    // An installed full browser is slower, but better than none.
    takesAny = true
    if (findChromium() === undefined) await run('playwright', ['install', 'chromium'])
  },
}
