/** Secrets planted where real ones would be, and the search for them in everything that comes out. */
import { expect } from 'vitest'

/** Each is unmistakable, so that one hit anywhere is a leak. */
export const canaries = {
  clientSecret: 'canary-client-secret-5f1d7c',
  accessToken: 'canary-access-token-9b2e44',
  authorization: 'canary-authorization-c0ffee',
  cookie: 'canary-cookie-77aa10',
  authorizationCode: 'canary-code-2b7e15',
  personName: 'canary-person-name-a1',
  personEmail: 'canary-person-email-b2',
  tokenBody: 'canary-token-body-31415a',
} as const

/** Fails when any canary stands in any of these texts. */
export function expectNoCanary(...texts: readonly string[]): void {
  for (const [name, canary] of Object.entries(canaries)) {
    for (const text of texts) expect(text.includes(canary), `${name} in: ${text.slice(0, 500)}`).toBe(false)
  }
}
