/** The browser for the end-to-end tests: the system's Chromium, or Playwright's own. */
import { existsSync } from 'node:fs'
import { chromium as playwright } from '@playwright/test'
import type { Program } from './programs.ts'
import { run } from './run.ts'

/** Chromium without windows: the same engine, three times as quick to open a page as the whole browser without a screen. */
const shells = () => [process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell', playwright.executablePath()]

/** The path of a Chromium that is there, or undefined. `CHROMIUM_PATH` names another one. */
export const findChromium = (): string | undefined =>
  firstThere([...shells(), '/usr/bin/chromium', '/usr/bin/chromium-browser'])

const firstThere = (paths: readonly (string | undefined)[]) =>
  paths.find(path => path !== undefined && path !== '' && existsSync(path))

let takesAny = false

export const chromium: Program = {
  name: 'chromium',
  suites: 'the end-to-end tests',
  // A font, since a fresh container has none and text would be boxes.
  packages: ['chromium-headless-shell', 'fonts-liberation'],
  find: () => (takesAny ? findChromium() : firstThere(shells())),
  otherwise: async () => {
    // A slow one that is there is better than none.
    takesAny = true
    if (findChromium() === undefined) await run('playwright', ['install', 'chromium'])
  },
}
