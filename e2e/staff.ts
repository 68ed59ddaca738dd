/** A desk where staff sign in: the real server, a real identity provider on another site, and someone at the keyboard. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import {
  type IdentityProviderFixture,
  providerClient,
  startIdentityProvider,
} from '#server/testing/sign-in/identity-provider.ts'
import { type Desk, startDesk } from './desk.ts'
import { test as base, expect } from './test.ts'

type StaffDesk = Desk & { readonly provider: IdentityProviderFixture }

type Fixtures = {
  /** Opens the page of a ticket system, on a site of its own, that links to this address. */
  ticketWith: (page: Page, link: string) => Promise<void>
}

export const test = base.extend<Fixtures, { staff: StaffDesk }>({
  staff: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      const staff = await startStaffDesk()
      await use(staff)
      await staff.stop()
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  baseURL: async ({ staff }, use) => use(staff.url),
  visits: async ({ staff }, use) => use([staff.provider.issuer.origin]),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  ticketWith: async ({}, use) => {
    let link = ''
    const server = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><html lang="en"><title>Ticket</title><a href="${link}">the payment</a></html>`),
    )
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await use(async (page, to) => {
      link = to
      await page.goto(`http://localhost:${port}/ticket`)
    })
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  },
})

/** `settings` beside those of sign-in; members of the group `support` may use it. */
export async function startStaffDesk(settings: Record<string, string> = {}): Promise<StaffDesk> {
  const provider = await startIdentityProvider()
  const desk = await startDesk({
    AUTH_MODE: 'oidc',
    OIDC_ISSUER: provider.issuer.origin,
    OIDC_CLIENT_ID: providerClient.id,
    OIDC_CLIENT_SECRET: providerClient.secret,
    OIDC_ALLOWED_GROUPS: 'support',
    ...settings,
  })
  provider.register(desk.url)
  return {
    ...desk,
    provider,
    stop: async () => {
      await desk.stop()
      await provider.close()
    },
  }
}

/** Types a name into the provider's page, which has been come to by a link of the desk. */
export async function identifyAs(page: Page, account: string): Promise<void> {
  await page.getByLabel('Account').fill(account)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Signs someone in who stands at the first page of the desk. */
export async function signInAs(page: Page, account: string): Promise<void> {
  await page.goto('/auth/login?rd=%2Fdemo')
  await identifyAs(page, account)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look up an orchestration')
}

export { expect }
