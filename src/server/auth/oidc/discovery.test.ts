/** Microsoft Entra, which the library makes an exception for: its answers, without it. */
import { afterEach, expect, test, vi } from 'vitest'
import { Secret } from '../../config/secret.ts'
import { direct } from '../../outbound.ts'
import { discover } from './discovery.ts'

const origin = 'https://login.microsoftonline.com'
const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'

/** What Entra says about itself when it is asked for this issuer. */
function entra(announced: string): Promise<unknown> {
  vi.stubGlobal('fetch', async () =>
    Response.json({
      issuer: announced,
      authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
      jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    }),
  )
  return discover(
    {
      mode: 'oidc',
      issuer: new URL(`${origin}/common/v2.0`),
      clientId: 'desk',
      clientSecret: new Secret('secret'),
      allowedGroups: [],
      environmentGroups: {},
      hasOpenEnvironment: true,
      groupsClaim: 'groups',
    },
    direct,
  )
}
afterEach(() => void vi.unstubAllGlobals())

test('an issuer for the accounts of any company is refused', async () => {
  await expect(entra(`${origin}/{tenantid}/v2.0`)).rejects.toMatchObject({
    kind: 'misconfigured',
    reason: 'issuer_is_a_template',
    details: { facts: { configuredIssuer: `${origin}/common/v2.0`, announcedIssuer: `${origin}/{tenantid}/v2.0` } },
  })
})

test('an issuer under another name of the tenant is accepted', async () => {
  await expect(entra(`${origin}/${tenant}/v2.0`)).resolves.toBeDefined()
})
