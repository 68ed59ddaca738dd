/** Turns errors of the OpenID Connect library into faults that name the cause. Descriptions from the provider are dropped. */
import * as oidc from 'openid-client'
import { SignInFault } from './sign-in-fault.ts'

/** Clocks may differ by so much: the library's own tolerance, and the one for assertions of a proxy. */
const toleranceSeconds = 30

/** The fault for an error before the person leaves for the provider or after they come back. */
export function asSignInFault(error: unknown): SignInFault {
  if (error instanceof SignInFault) return error
  if (error instanceof oidc.AuthorizationResponseError) return refusalFault(error.error)
  if (error instanceof oidc.ResponseBodyError) return tokenFault(error.error)
  // The token endpoint challenges the credentials we sent.
  if (error instanceof oidc.WWWAuthenticateChallengeError) return tokenFault('invalid_client')
  const code = codeOf(error)
  if (error instanceof TypeError || code === 'OAUTH_TIMEOUT') {
    return new SignInFault('unreachable', code === undefined ? networkReason(error) : word(code))
  }
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return statusFault(statusOf(error))
  if (code === 'OAUTH_RESPONSE_IS_NOT_JSON') return new SignInFault('provider_error', word(code))
  const { claim, claims = {}, expected, now } = claimFault(error)
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' && typeof claims.iat === 'number' && now !== undefined) {
    const aheadSeconds = Math.round(now - claims.iat)
    if (Math.abs(aheadSeconds) > toleranceSeconds) return clockFault(aheadSeconds)
  }
  const reason = word(code ?? 'unknown')
  if (claim !== 'iss' || !isAddress(claims.iss) || !isAddress(expected)) return new SignInFault('invalid', reason)
  return new SignInFault('invalid', reason, {
    body: [`The sign-in was issued by “${claims.iss}”, but the identity provider calls itself “${expected}”.`],
    facts: { expectedIssuer: expected, issuer: claims.iss },
  })
}

/** The error that the provider sent the person back with (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6). */
function refusalFault(error: string): SignInFault {
  const reason = word(error)
  switch (reason) {
    case 'server_error':
    case 'temporarily_unavailable':
      return new SignInFault('provider_error', reason)
    case 'invalid_request':
    case 'invalid_scope':
    case 'unauthorized_client':
    case 'unsupported_response_type':
      return new SignInFault('misconfigured', reason, {
        body: [`The identity provider doesn't accept what this dashboard asked for (${reason}).`],
      })
    default:
      return new SignInFault('refused', reason)
  }
}

/** An error of the token endpoint (RFC 6749 section 5.2). */
function tokenFault(error: string): SignInFault {
  const reason = word(error)
  if (reason === 'invalid_client' || reason === 'unauthorized_client') {
    return new SignInFault('misconfigured', reason, {
      body: ["The identity provider doesn't accept this dashboard's client ID or secret. A secret may have expired."],
    })
  }
  return new SignInFault('invalid', reason)
}

const statusFault = (status: number | undefined) =>
  status === undefined || status >= 500
    ? new SignInFault('unreachable', `status_${status ?? 'unknown'}`)
    : new SignInFault('provider_error', `status_${status}`)

function clockFault(aheadSeconds: number): SignInFault {
  const difference = spoken(Math.abs(aheadSeconds))
  const direction = aheadSeconds > 0 ? 'ahead of' : 'behind'
  return new SignInFault('clock', aheadSeconds > 0 ? 'clock_ahead' : 'clock_behind', {
    body: [
      `This server's clock is about ${difference} ${direction} the identity provider's; ${toleranceSeconds} seconds are tolerated.`,
    ],
    facts: { clockAheadSeconds: aheadSeconds },
  })
}

const spoken = (seconds: number) =>
  seconds < 120
    ? `${seconds} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`

/** The checks of a token carry what they compared. */
type Compared = {
  readonly claim?: unknown
  readonly claims?: Readonly<Record<string, unknown>>
  readonly expected?: unknown
  readonly now?: number
}

const claimFault = (error: unknown): Compared => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.cause : undefined
  return typeof cause === 'object' && cause !== null ? cause : {}
}

/** Something that may be shown as an issuer. */
export const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\/[\x21-\x7e]{1,200}$/.test(value)

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** The status of an answer that was not the one expected. */
export function statusOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'status' in cause ? Number(cause.status) : undefined
}

/** A code for the log, whatever was sent. */
export const word = (text: string): string => (/^[A-Za-z0-9_]{1,60}$/.test(text) ? text.toLowerCase() : 'unknown')

/** Why there was no connection. */
export function networkReason(error: unknown): string {
  const code = error instanceof Error ? codeOf(error.cause) : undefined
  return code === undefined ? 'no_connection' : word(code)
}
