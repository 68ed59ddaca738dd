/** The OpenID Connect provider: discovered once, then used to sign people in. Its tokens don't leave this file. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as oidc from 'openid-client'
import type { Logger } from 'pino'
import type { OidcConfig } from '../../config/auth.ts'
import type { Outbound } from '../../outbound.ts'
import { needsGroups } from './admission.ts'
import { discover } from './discovery.ts'
import { asSignInFault } from './provider-faults.ts'
import { SignInFault } from './sign-in-fault.ts'
import { fetchUserInfo, type SignedIn } from './user-info.ts'

type ProviderMetadata = { readonly issuer: string; readonly jwksUrl: URL }

type AttemptSecrets = { readonly state: string; readonly nonce: string; readonly verifier: string }

export type IdentityProvider = {
  /** Its metadata; throws `SignInFault` as long as it has never been reached. */
  readonly metadata: () => Promise<ProviderMetadata>
  /** Whether it has answered once. That answer holds until the next start, even while the provider is down. */
  readonly known: () => boolean
  /** Where to send the browser; throws `SignInFault`. `again`: the provider must not reuse its session. */
  readonly signInUrl: (attempt: AttemptSecrets, redirectUri: URL, again: boolean) => Promise<URL>
  /** Exchanges the code in the address that the browser returned to; throws `SignInFault`. */
  readonly signedIn: (attempt: AttemptSecrets, returnedTo: URL) => Promise<SignedIn>
  /** Stops retrying. */
  readonly close: () => void
}

const maxWaitMs = 60_000

export function findProvider(config: OidcConfig, log: Logger, outbound: Outbound): IdentityProvider {
  let found: oidc.Configuration | undefined
  let underWay: Promise<oidc.Configuration> | undefined
  const stopped = new AbortController()

  async function find(): Promise<oidc.Configuration> {
    underWay ??= discover(config, outbound)
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

  /** Retries until it answers: without it nobody can sign in, and the server is not ready. */
  async function keepLooking() {
    for (let waitMs = 2000; !found && !stopped.signal.aborted; waitMs = Math.min(waitMs * 2, maxWaitMs)) {
      try {
        await find()
      } catch (error) {
        const { kind, reason, details } = asSignInFault(error)
        const about = { reason, ...details.facts, retryMs: waitMs }
        if (kind === 'misconfigured') {
          log.error({ event: 'provider_misconfigured', ...about }, details.body?.join(' ') ?? 'OIDC_ISSUER is wrong')
        } else {
          log.warn({ event: 'provider_unreachable', ...about }, 'the identity provider does not answer')
        }
        await sleep(waitMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
      }
    }
  }
  void keepLooking()

  const configuration = async () => found ?? find()
  return {
    known: () => found !== undefined,
    close: () => stopped.abort(),
    async metadata() {
      const { issuer, jwks_uri = '' } = (await configuration()).serverMetadata()
      return { issuer, jwksUrl: new URL(jwks_uri) }
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
    async signedIn({ state, nonce, verifier }, returnedTo) {
      const provider = await configuration()
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
        const tokens = await oidc.authorizationCodeGrant(provider, returnedTo, checks)
        const idToken = tokens.claims()
        if (!idToken) throw new SignInFault('invalid', 'no_id_token')
        const isComplete = idToken.name !== undefined && idToken.email !== undefined && !needsGroups(config, idToken)
        return { idToken, ...(!isComplete && (await fetchUserInfo(provider, tokens.access_token, idToken.sub))) }
      } catch (error) {
        throw asSignInFault(error)
      }
    },
  }
}

/** `groups` only if supported: some providers need it for the claim, others reject unknown scopes. */
function scopeFor(provider: oidc.Configuration): string {
  const supported = provider.serverMetadata().scopes_supported ?? []
  return ['openid', 'profile', 'email', ...(supported.includes('groups') ? ['groups'] : [])].join(' ')
}
