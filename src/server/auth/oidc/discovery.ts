/** Discovers an OpenID Connect provider: its metadata, at the address that the operator set. */
import * as oidc from 'openid-client'
import type { OidcConfig } from '../../config/auth.ts'
import type { Outbound } from '../../outbound.ts'
import { codeOf, isAddress, networkReason, statusOf, word } from './provider-faults.ts'
import { SignInFault } from './sign-in-fault.ts'

const timeoutSeconds = 5

/** Rejects with a `SignInFault`. */
export async function discover(config: OidcConfig, { fetch }: Pick<Outbound, 'fetch'>): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = config
  const basic = oidc.ClientSecretBasic(clientSecret.reveal())
  const post = oidc.ClientSecretPost(clientSecret.reveal())
  // Providers must accept Basic unless they say otherwise.
  const authenticate: oidc.ClientAuth = (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') === false ? post : basic)(
      server,
      ...rest,
    )
  const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  try {
    const options = { timeout: timeoutSeconds, execute, ...(fetch && { [oidc.customFetch]: fetch }) }
    const found = await oidc.discovery(issuer, clientId, undefined, authenticate, options)
    const metadata = checked(found.serverMetadata(), issuer.href)
    const provider = new oidc.Configuration(metadata, clientId, undefined, authenticate)
    provider.timeout = timeoutSeconds
    if (fetch) provider[oidc.customFetch] = fetch
    // Check the signatures of tokens even though they come straight from the provider.
    for (const extend of [...execute, oidc.enableNonRepudiationChecks]) extend(provider)
    return provider
  } catch (error) {
    throw error instanceof SignInFault ? error : discoveryFault(error, issuer.href)
  }
}

function checked(metadata: oidc.ServerMetadata, configured: string): oidc.ServerMetadata {
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = metadata
  if (issuer.includes('{')) throw issuerFault(configured, issuer)
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) throw noConfiguration(configured)
  // A provider that signs user-info without naming an algorithm signs it like ID tokens.
  const { id_token_signing_alg_values_supported: algorithms = ['RS256'] } = metadata
  return { userinfo_signing_alg_values_supported: algorithms, ...metadata }
}

function discoveryFault(error: unknown, configured: string): SignInFault {
  const code = codeOf(error)
  switch (code) {
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return issuerFault(configured, announcedIn(error))
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM': {
      const status = statusOf(error) ?? 0
      if (status === 429 || status >= 500) return new SignInFault('unreachable', `status_${status}`)
      return noProvider(configured, `status_${status}`, `it answered ${status} where its configuration should be`)
    }
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_INVALID_RESPONSE':
      return noConfiguration(configured)
    default:
      return new SignInFault('unreachable', code === undefined ? networkReason(error) : word(code))
  }
}

const noConfiguration = (configured: string) =>
  noProvider(configured, 'not_a_configuration', 'its answer is not a configuration')

const noProvider = (configured: string, reason: string, cause: string) =>
  new SignInFault('misconfigured', reason, {
    body: [`There is no OpenID Connect provider at OIDC_ISSUER (${configured}): ${cause}.`],
    facts: { configuredIssuer: configured },
  })

/** Every token is compared with the issuer, so the configured and the announced one must be equal. */
function issuerFault(configured: string, announced: string | undefined): SignInFault {
  if (!isAddress(announced)) {
    return new SignInFault('misconfigured', 'issuer_differs', {
      body: [`The identity provider at OIDC_ISSUER (${configured}) calls itself something that is not an address.`],
      facts: { configuredIssuer: configured },
    })
  }
  const isTemplate = announced.includes('{')
  return new SignInFault('misconfigured', isTemplate ? 'issuer_is_a_template' : 'issuer_differs', {
    body: [
      `The identity provider calls itself “${announced}”, but OIDC_ISSUER is “${configured}”.`,
      isTemplate
        ? 'That is a template for any tenant; OIDC_ISSUER must name one tenant.'
        : 'They must be the same, down to a slash at the end.',
    ],
    facts: { configuredIssuer: configured, announcedIssuer: announced },
  })
}

function announcedIn(error: unknown): string | undefined {
  const { cause } = error as { readonly cause?: { readonly body?: { readonly issuer?: string } } }
  return cause?.body?.issuer
}
