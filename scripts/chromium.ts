/** The browser for the end-to-end tests: the system's Chromium, or Playwright's own. */
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { run } from './run.ts'

/** The path of a Chromium that is there, or undefined. `CHROMIUM_PATH` names another one. */
export function findChromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    chromium.executablePath(),
  ]
  return candidates.find(path => path !== undefined && path !== '' && existsSync(path))
}

/** Finds a Chromium or installs one: with apt where one may, else through Playwright. */
export async function provideChromium(): Promise<string | undefined> {
  const found = findChromium()
  if (found) return found
  process.stdout.write('No Chromium found; installing one for the end-to-end tests.\n')
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    await run('apt-get', ['update', '-q'])
    // A font, since a fresh container has none and text would be boxes.
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      DEBIAN_FRONTEND: 'noninteractive',
    })
    const installed = findChromium()
    if (installed) return installed
  }
  await run('playwright', ['install', 'chromium'])
  return findChromium()
}
