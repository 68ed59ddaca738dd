/** The OpenID Connect provider: found once, then asked to sign people in. Its tokens are read here and go no further. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as oidc from 'openid-client'
import type { Logger } from 'pino'
import type { AuthConfig } from '../config.ts'
import { claimAt } from './groups.ts'
import { SignInFault } from './sign-in-fault.ts'

export type OidcConfig = Extract<AuthConfig, { mode: 'oidc' }>

type Claims = Readonly<Record<string, unknown>>

/** The claims of a verified ID token, with those of the user-info endpoint where it had something to add. */
export type IdClaims = Claims & { readonly iss: string; readonly sub: string; readonly iat: number }

type ProviderMetadata = { readonly issuer: string; readonly jwksUrl: URL | undefined }

type AttemptSecrets = { readonly state: string; readonly nonce: string; readonly verifier: string }

export type IdentityProvider = {
  /** What it says about itself; throws `SignInFault` while it cannot be reached and has never been. */
  readonly metadata: () => Promise<ProviderMetadata>
  /** Whether it has answered once. What it said then holds until the next start, also while it is away. */
  readonly known: () => boolean
  /** Where to send the browser. `again` asks it not to use a session of its own. */
  readonly signInUrl: (attempt: AttemptSecrets, redirectUri: URL, again: boolean) => Promise<URL>
  /** Exchanges the code in the address that the browser came back to; throws `SignInFault`. */
  readonly claims: (attempt: AttemptSecrets, returnedTo: URL) => Promise<IdClaims>
  /** Stops looking for it. */
  readonly close: () => void
}

const patienceSeconds = 5
const longestWaitMs = 60_000

export function findProvider(config: OidcConfig, log: Logger): IdentityProvider {
  let found: oidc.Configuration | undefined
  let underWay: Promise<oidc.Configuration> | undefined
  const stopped = new AbortController()

  async function discover(): Promise<oidc.Configuration> {
    underWay ??= discoverAt(config)
      .then(configuration => {
        found = configuration
        log.info({ event: 'provider_found' }, 'the identity provider has answered')
        return configuration
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  /** Looks for it until it is there: without it nobody can sign in, and the server is not ready. */
  async function keepLooking() {
    for (let waitMs = 2000; !found && !stopped.signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        await discover()
      } catch (error) {
        const { reason } = asSignInFault(error)
        log.warn({ event: 'provider_unreachable', reason, retryMs: waitMs }, 'the identity provider does not answer')
        await sleep(waitMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
      }
    }
  }
  void keepLooking()

  const configuration = async () => found ?? discover().catch(error => Promise.reject(asSignInFault(error)))
  return {
    known: () => found !== undefined,
    close: () => stopped.abort(),
    async metadata() {
      const { issuer, jwks_uri } = (await configuration()).serverMetadata()
      return { issuer, jwksUrl: jwks_uri === undefined ? undefined : new URL(jwks_uri) }
    },
    async signInUrl({ state, nonce, verifier }, redirectUri, again) {
      const provider = await configuration()
      const parameters = {
        redirect_uri: redirectUri.href,
        scope: scopeFor(provider),
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login' }),
      }
      return oidc.buildAuthorizationUrl(provider, parameters)
    },
    async claims({ state, nonce, verifier }, returnedTo) {
      const provider = await configuration()
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await oidc.authorizationCodeGrant(provider, returnedTo, checks)
        const claims = tokens.claims()
        if (!claims) throw new SignInFault('invalid', 'no_id_token')
        return { ...(await userInfo(provider, tokens.access_token, claims, config.groupsClaim)), ...claims }
      } catch (error) {
        throw asSignInFault(error)
      }
    },
  }
}

function discoverAt({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  const basic = oidc.ClientSecretBasic(clientSecret.reveal())
  const post = oidc.ClientSecretPost(clientSecret.reveal())
  // Basic is what a provider must take unless it says otherwise.
  const authenticate: oidc.ClientAuth = (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false ? post : basic)(
      server,
      ...rest,
    )
  const plain = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(issuer, clientId, undefined, authenticate, {
    timeout: patienceSeconds,
    // The signature of ID tokens is checked although they come straight from the provider.
    execute: [...plain, oidc.enableNonRepudiationChecks],
  })
}

/** `groups` only where it is known: some providers want it for the claim, others refuse a scope they don't know. */
function scopeFor(provider: oidc.Configuration): string {
  const supported = provider.serverMetadata().scopes_supported ?? []
  return ['openid', 'profile', 'email', ...(supported.includes('groups') ? ['groups'] : [])].join(' ')
}

/** Many providers put name and groups here and not into the ID token. */
async function userInfo(
  provider: oidc.Configuration,
  accessToken: string,
  claims: Claims & { readonly sub: string },
  groupsClaim: string,
): Promise<Claims> {
  const complete = claimAt(claims, groupsClaim) !== undefined && claims.name !== undefined && claims.email !== undefined
  if (complete || !provider.serverMetadata().userinfo_endpoint) return {}
  return oidc.fetchUserInfo(provider, accessToken, claims.sub)
}

const word = (text: string) => (/^[A-Za-z0-9_]{1,60}$/.test(text) ? text.toLowerCase() : 'unknown')

/** A reason in words of ours: descriptions that a provider sends may hold anything. */
function asSignInFault(error: unknown): SignInFault {
  if (error instanceof SignInFault) return error
  if (error instanceof oidc.AuthorizationResponseError) return new SignInFault('refused', word(error.error))
  if (error instanceof oidc.ResponseBodyError) return new SignInFault('invalid', word(error.error))
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (error instanceof TypeError || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') {
    return new SignInFault('unreachable', code === undefined ? causeOf(error) : word(code))
  }
  return new SignInFault('invalid', word(code ?? 'unknown'))
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? word(cause.code)
    : 'no_connection'
}
