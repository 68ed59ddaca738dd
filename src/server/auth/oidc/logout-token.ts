/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
import { jwtVerify } from 'jose'
import * as v from 'valibot'
import type { RemoteKeys } from '../remote-keys.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const toleranceSeconds = 30
/** A token that took longer on its way is nothing that happened just now. */
const oldest = '5 min'

const LogoutClaims = v.object({
  iat: v.number(),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  sub: v.optional(v.pipe(v.string(), v.minLength(1))),
  sid: v.optional(v.pipe(v.string(), v.minLength(1))),
  events: v.object({ [event]: v.record(v.string(), v.unknown()) }),
  /** Forbidden, so that no ID token can pass for one. */
  nonce: v.optional(v.never()),
})
export type LogoutClaims = v.InferOutput<typeof LogoutClaims>

export type Issued = { readonly issuer: string; readonly audience: string }

/** Asymmetric ones only: knowing our client secret doesn't make anyone the provider. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** The claims of a token that this provider made for us just now. Rejects for every other text. */
export async function readLogoutToken(
  token: string,
  keys: RemoteKeys,
  issued: Issued,
  now: Date,
): Promise<LogoutClaims> {
  const { payload, protectedHeader } = await jwtVerify(token, keys.get, {
    ...issued,
    algorithms,
    clockTolerance: toleranceSeconds,
    maxTokenAge: oldest,
    currentDate: now,
  })
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '')
  if (type !== undefined && type !== 'logout+jwt' && type !== 'jwt') throw new Error('not a logout token')
  const claims = v.parse(LogoutClaims, payload)
  if (claims.sub === undefined && claims.sid === undefined) throw new Error('names no subject or session')
  return claims
}
