/** A desk with everything configured that a page can show: two environments, sign-in, a notice, help, every link. */
import type { Page } from '@playwright/test'
import { ruleIds, scenarios, sentinels } from '#simulator/scenarios.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { sandboxAt } from './desk.ts'
import { identifyAs, startStaffDesk } from './staff.ts'
import { testOnNewPage } from './test.ts'

const ops = 'https://ops.example/{environment}'
const explorer = { tx: 'https://explorer.example/tx/{hash}', address: 'https://explorer.example/address/{address}' }

/** Starts it with a simulator behind its sandbox; `stop` ends both. */
async function startFullDesk() {
  const simulator = await startSimulator()
  const desk = await startStaffDesk({
    DEMO: 'on',
    ...sandboxAt(simulator),
    NOTICE_TEXT: 'Payouts in PYUSD are delayed today. Ask the payments team before you promise a time.',
    HELP_URL: 'https://wiki.example/desk',
    ...Object.fromEntries(
      ['ORCHESTRATION', 'REFERENCE', 'RULE', 'TRANSFER', 'PROFILE', 'IDENTITY', 'ACCOUNT'].map(page => [
        `${page}_URL_TEMPLATE`,
        `${ops}/${page.toLowerCase()}/{id}`,
      ]),
    ),
    METADATA_URL_TEMPLATES: JSON.stringify({ order: `${ops}/orders/{id}`, my_id: `${ops}/mine/{id}` }),
    EXPLORER_URL_TEMPLATES: JSON.stringify({
      sandbox: Object.fromEntries(['ETHEREUM', 'SOLANA', 'BASE', 'POLYGON_POS'].map(network => [network, explorer])),
    }),
  })
  return {
    ...desk,
    stop: async () => {
      await desk.stop()
      await simulator.close()
    },
  }
}

/** Signs in and leads on to this path. */
export async function enter(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/auth/login?rd=%2Fsandbox`)
  await identifyAs(page, 'ada')
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const detail = (name: keyof typeof scenarios) => `/sandbox/orchestrations/${scenarios[name].id}`
const ids = Object.values(scenarios).map(({ id }) => id)

/** Every kind of page, by name: its path below the desk's address. */
export const pageKinds = {
  lookup: '/sandbox',
  failed: detail('failed-at-destination'),
  completed: detail('completed-cross-asset'),
  processing: detail('processing-bank-payout'),
  rejected: detail('rejected'),
  'on hold': detail('travel-rule-hold'),
  disagreement: detail('completed-with-unfinished-leg'),
  'unknown status': detail('unknown-status'),
  'long amounts': detail('forty-digit-amounts'),
  'unbroken text': detail('unbroken-text'),
  'a time ahead': detail('future-time'),
  'times that are none': detail('malformed-times'),
  'many metadata keys': detail('hundred-metadata-keys'),
  batch: `/sandbox/orchestrations?id=${[...ids.slice(0, 12), sentinels['not-found'].id].join(',')}`,
  browse: '/sandbox/orchestrations',
  'browse failed': '/sandbox/orchestrations?status=FAILED&destination_asset=USDG',
  'browse nothing': '/sandbox/orchestrations?ref_ids=nothing-has-this',
  rules: '/sandbox/rules',
  rule: `/sandbox/rules/${ruleIds.settlement}`,
  identity: '/sandbox/identities/af1a09b9-c81d-4ca8-bad6-2f4cb0d6fc6a',
  transfer: '/sandbox/transfers/35e3d34d-5552-4185-9583-d6b2856291c0',
  picker: '/sandbox/lookup?q=order-7731',
  'not found': `/sandbox/orchestrations/${sentinels['not-found'].id}`,
  refused: `/sandbox/orchestrations/${sentinels['forbidden-scope'].id}`,
  'server error': `/sandbox/orchestrations/${sentinels['server-error'].id}`,
  'no such page': '/nowhere/at-all',
  'no such page of an environment': '/sandbox/no-such-page',
  'lookup with recents': '/sandbox',
} as const

/** The same, dealt out to tests that run side by side. */
export const pageKindsInParts = [0, 1, 2, 3, 4].map(part =>
  Object.entries(pageKinds).filter((_, index) => index % 5 === part),
)

export const test = testOnNewPage.extend<object, { full: Awaited<ReturnType<typeof startFullDesk>> }>({
  full: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const full = await startFullDesk()
      await use(full)
      await full.stop()
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  visits: async ({ full }, use) => use([full.provider.issuer.origin]),
})
