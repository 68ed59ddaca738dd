/** Back-channel logout, as sent by a provider: https://openid.net/specs/openid-connect-backchannel-1_0.html */
import type { Desk } from '../desk/desk.ts'
import type { FakeProvider } from './fake-provider.ts'
import { clientId } from './sign-in.ts'

const logoutEvent = { 'http://schemas.openid.net/event/backchannel-logout': {} }
let tokens = 0

/** The provider uses the machine's clock, which runs while a test's fake clock stands still. */
export const providerSeconds = (): number => Math.floor(Date.now() / 1000)

/** A valid logout token; undefined removes a claim. */
export function logoutToken(
  provider: FakeProvider,
  claims: object,
  options?: Parameters<FakeProvider['sign']>[1],
): Promise<string> {
  const now = providerSeconds()
  tokens += 1
  return provider.sign(
    {
      iss: provider.issuer.href,
      aud: clientId,
      iat: now,
      exp: now + 120,
      jti: `t${tokens}`,
      events: logoutEvent,
      ...claims,
    },
    { header: { typ: 'logout+jwt' }, ...options },
  )
}

/** Posts a logout token to a server. */
export const tell = (desk: Desk, token: string): ReturnType<Desk['ask']> =>
  desk.ask(
    'POST',
    '/auth/backchannel-logout',
    { 'content-type': 'application/x-www-form-urlencoded' },
    `logout_token=${token}`,
  )
