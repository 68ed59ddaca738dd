/**
 * Every setting: one environment variable each. Validation, the check of names, `.env.example` and the tables of
 * docs/operating.md follow from these tables.
 */
import { readScopes } from '#paxos/api.ts'
import { customerReplies } from './kinds/customer-replies.ts'
import { groupNames } from './kinds/group-names.ts'
import {
  credential,
  duration,
  headerName,
  integer,
  list,
  listenAddress,
  networks,
  oneOf,
  onOff,
  port,
  scope,
  secretCredential,
  sessionKeys,
  share,
  text,
  textUpTo,
} from './kinds/kinds.ts'
import { explorerTemplates, metadataTemplates, ownPage } from './kinds/link-template.ts'
import { redisUrl } from './kinds/redis-url.ts'
import { apiUrl, baseUrl, link, origin, proxyUrl, url } from './kinds/urls.ts'
import type { ValuesOf, Variables } from './variable.ts'

const listening = {
  HOST: { parse: listenAddress, default: '127.0.0.1', doc: 'The IP address to listen on; `localhost` is 127.0.0.1.' },
  PORT: { parse: port, default: '8080', doc: '0 picks a free port, which is printed at start.' },
  PUBLIC_URL: {
    parse: origin,
    defaultNote: 'from the request',
    example: 'https://desk.example.com',
    doc: 'The origin in the address bar. Required when `HOST` is not loopback; https unless it is loopback itself.',
  },
  TRUSTED_PROXY_CIDRS: {
    parse: networks,
    defaultNote: 'none',
    example: '10.0.0.0/8',
    doc: 'Networks of the proxies whose `X-Forwarded-For` and `X-Forwarded-Host` are trusted, separated by commas.',
  },
} satisfies Variables

const scopes = readScopes.join(' ')
const clientIdDoc = (environment: string) => `The environment \`${environment}\` exists when this is set.`
const clientSecretDoc = 'Required with the client ID.'
const apiUrlDoc = 'Paxos, or a gateway that speaks its paths. https unless it is loopback; no query.'
const tokenUrlDoc = 'The token endpoint. https unless it is loopback.'
const scopeDoc = 'Separated by single spaces.'

const paxos = {
  PAXOS_PRODUCTION_CLIENT_ID: { parse: credential, doc: clientIdDoc('production') },
  PAXOS_PRODUCTION_CLIENT_SECRET: { parse: secretCredential, secret: true, doc: clientSecretDoc },
  PAXOS_PRODUCTION_API_URL: { parse: apiUrl, default: 'https://api.paxos.com/v2', doc: apiUrlDoc },
  PAXOS_PRODUCTION_TOKEN_URL: { parse: url, default: 'https://oauth.paxos.com/oauth2/token', doc: tokenUrlDoc },
  PAXOS_PRODUCTION_SCOPE: { parse: scope, default: scopes, defaultNote: 'the four read scopes', doc: scopeDoc },
  PAXOS_SANDBOX_CLIENT_ID: { parse: credential, doc: clientIdDoc('sandbox') },
  PAXOS_SANDBOX_CLIENT_SECRET: { parse: secretCredential, secret: true, doc: clientSecretDoc },
  PAXOS_SANDBOX_API_URL: { parse: apiUrl, default: 'https://api.sandbox.paxos.com/v2', doc: apiUrlDoc },
  PAXOS_SANDBOX_TOKEN_URL: { parse: url, default: 'https://oauth.sandbox.paxos.com/oauth2/token', doc: tokenUrlDoc },
  PAXOS_SANDBOX_SCOPE: { parse: scope, default: scopes, defaultNote: 'the four read scopes', doc: scopeDoc },
  DEMO: {
    parse: onOff,
    defaultNote: '`on` when no environment is configured, otherwise `off`',
    example: 'on',
    doc: 'Adds the environment `demo`, a simulator of Paxos in the same process.',
  },
  DEFAULT_ENVIRONMENT: {
    parse: oneOf('production', 'sandbox', 'demo'),
    defaultNote: 'the first of production, sandbox, demo',
    example: 'production',
    doc: 'The environment that `/` redirects to.',
  },
} satisfies Variables

/** Asymmetric only: with a shared key the desk's operator could sign assertions too. */
const isAlgorithm = (item: string) => /^((ES|RS|PS)(256|384|512)|EdDSA)$/.test(item)

const signIn = {
  AUTH_MODE: {
    parse: oneOf('none', 'oidc', 'iap'),
    default: 'none',
    doc: '`none`, `oidc` (an OpenID Connect provider) or `iap` (a proxy in front). Settings of another mode are refused.',
  },
  OIDC_ISSUER: {
    parse: baseUrl,
    mode: 'oidc',
    required: true,
    example: 'https://login.example.com',
    doc: "The provider's `issuer`. https unless it is loopback.",
  },
  OIDC_CLIENT_ID: { parse: credential, mode: 'oidc', required: true, doc: 'The client registered at the provider.' },
  OIDC_CLIENT_SECRET: {
    parse: secretCredential,
    secret: true,
    mode: 'oidc',
    required: true,
    doc: "The client's secret.",
  },
  OIDC_ALLOWED_GROUPS: {
    parse: groupNames,
    mode: 'oidc',
    defaultNote: 'everyone who can sign in',
    example: 'payments-support,payments-ops',
    doc: 'One of them is enough. Separated by commas, or a JSON array where names hold commas: `["CN=support,OU=groups"]`. Names must match exactly.',
  },
  OIDC_PRODUCTION_GROUPS: {
    parse: groupNames,
    mode: 'oidc',
    defaultNote: 'everyone who may use the desk',
    example: 'payments-support',
    doc: 'Who may see the environment `production`: one of these groups is enough. Written as `OIDC_ALLOWED_GROUPS`.',
  },
  OIDC_SANDBOX_GROUPS: {
    parse: groupNames,
    mode: 'oidc',
    defaultNote: 'everyone who may use the desk',
    example: 'developers',
    doc: 'The same for `sandbox`.',
  },
  OIDC_GROUPS_CLAIM: {
    parse: text,
    mode: 'oidc',
    default: 'groups',
    doc: 'The name of the claim with the groups, or the path to it: `realm_access.roles`.',
  },
  SESSION_KEYS: {
    parse: sessionKeys,
    secret: true,
    defaultNote: 'random at each start',
    doc: 'Keys that seal sessions (`openssl rand -base64 48`): at least 32 bytes each, separated by commas, newest first.',
  },
  SESSION_IDLE: {
    parse: duration,
    mode: 'oidc',
    default: '30m',
    doc: 'A session ends after this long without a request. Units: `s`, `m`, `h`, `d`.',
  },
  SESSION_MAX: {
    parse: duration,
    mode: 'oidc',
    default: '8h',
    doc: 'A session ends this long after sign-in; up to 30d.',
  },
  IAP_HEADER: {
    parse: headerName,
    mode: 'iap',
    required: true,
    example: 'x-goog-iap-jwt-assertion',
    doc: 'The header with the signed assertion.',
  },
  IAP_JWKS_URL: {
    parse: url,
    mode: 'iap',
    required: true,
    example: 'https://www.gstatic.com/iap/verify/public_key-jwk',
    doc: "The signer's key set. https unless it is loopback.",
  },
  IAP_ISSUER: {
    parse: text,
    mode: 'iap',
    required: true,
    example: 'https://cloud.google.com/iap',
    doc: 'Must match exactly.',
  },
  IAP_AUDIENCE: {
    parse: text,
    mode: 'iap',
    required: true,
    example: '/projects/NUMBER/global/backendServices/ID',
    doc: 'Must match exactly.',
  },
  IAP_ALGS: {
    parse: list('asymmetric JWS algorithms such as ES256', isAlgorithm),
    mode: 'iap',
    default: 'ES256',
    doc: 'Signature algorithms, separated by commas; asymmetric only.',
  },
} satisfies Variables

const replicas = {
  REDIS_URL: {
    parse: redisUrl,
    secret: true,
    defaultNote: 'replicas share nothing',
    example: 'redis://127.0.0.1:6379/0',
    doc: 'The Redis that replicas share: `redis://user:password@host:6379/0`, or `rediss://` for TLS.',
  },
  REPLICA_COUNT: {
    parse: integer(1, 300),
    default: '1',
    doc: 'How many replicas share the egress address. `SESSION_KEYS` is required above 1.',
  },
  UPSTREAM_BUDGET_SHARE: {
    parse: share,
    default: '1',
    doc: "This deployment's share of the egress address's rate budget: above 0, up to 1.",
  },
  BATCHING: { parse: onOff, default: 'on', doc: '`off`: each refresh is its own call to Paxos.' },
} satisfies Variables

const outbound = {
  HTTPS_PROXY: {
    parse: proxyUrl,
    secret: true,
    common: true,
    defaultNote: '`HTTP_PROXY`',
    example: 'http://proxy.example.com:3128',
    doc: 'The proxy for calls to Paxos and to the identity provider: `http://user:password@host:port`. Loopback is called directly.',
  },
  HTTP_PROXY: {
    parse: proxyUrl,
    secret: true,
    common: true,
    defaultNote: 'none',
    example: 'http://proxy.example.com:3128',
    doc: 'Used where `HTTPS_PROXY` is not set: all these calls are https.',
  },
  NO_PROXY: {
    parse: text,
    common: true,
    defaultNote: 'none',
    example: '.example.com,192.0.2.7',
    doc: 'Hosts that are called directly, separated by commas: a name with all below it, an IP address, `*`; each optionally with a port. No networks.',
  },
} satisfies Variables

const running = {
  METRICS_PORT: {
    parse: port,
    defaultNote: 'off',
    example: '9090',
    doc: 'Serves metrics for Prometheus at `/metrics` on a separate listener. 0 picks a free port, which the log line `metrics_ready` names.',
  },
  METRICS_HOST: {
    parse: listenAddress,
    default: '127.0.0.1',
    doc: 'The IP address of that listener. It has no sign-in: restrict access to it.',
  },
  LOG_LEVEL: {
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    doc: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
  },
  SHUTDOWN_DRAIN_MS: {
    parse: integer(0, 15_000),
    default: '5000',
    doc: 'How long a stopping server keeps serving, in milliseconds; up to 15000.',
  },
} satisfies Variables

const ownPageOf = (what: string, path: string) => ({
  parse: ownPage,
  example: `https://ops.example.com/{environment}/${path}/{id}`,
  doc: `The page of ${what} in your own system: https, with \`{id}\` and optionally \`{environment}\` after the host.`,
})

const links = {
  ORCHESTRATION_URL_TEMPLATE: ownPageOf('an orchestration', 'orchestrations'),
  REFERENCE_URL_TEMPLATE: ownPageOf("an orchestration's reference", 'references'),
  RULE_URL_TEMPLATE: ownPageOf('a rule', 'rules'),
  TRANSFER_URL_TEMPLATE: ownPageOf('a transfer', 'transfers'),
  PROFILE_URL_TEMPLATE: ownPageOf('a profile', 'profiles'),
  IDENTITY_URL_TEMPLATE: ownPageOf('an identity', 'identities'),
  ACCOUNT_URL_TEMPLATE: ownPageOf('an account', 'accounts'),
  METADATA_URL_TEMPLATES: {
    parse: metadataTemplates,
    example: '{"order_id":"https://ops.example.com/orders/{id}"}',
    doc: 'Pages of metadata values by their key, as JSON; `{id}` is the value: `{"order_id": "https://…/{id}"}`.',
  },
  EXPLORER_URL_TEMPLATES: {
    parse: explorerTemplates,
    defaultNote: 'public explorers',
    example:
      '{"production":{"ETHEREUM":{"tx":"https://etherscan.io/tx/{hash}","address":"https://etherscan.io/address/{address}"}}}',
    doc: 'Block explorers by environment and network, as JSON: `{"production": {"ETHEREUM": {"tx": "https://…/{hash}", "address": "https://…/{address}"}}}`.',
  },
} satisfies Variables

const page = {
  NOTICE_TEXT: {
    parse: textUpTo(300),
    example: 'Payouts in PYUSD are delayed today.',
    doc: 'A line of plain text above every page, up to 300 characters.',
  },
  HELP_URL: {
    parse: link,
    example: 'https://wiki.example.com/orchestration-desk',
    doc: 'Your own help for the desk, linked from every page. https unless it is loopback.',
  },
  CUSTOMER_REPLY_FILE: {
    parse: customerReplies,
    defaultNote: 'a sentence in English',
    doc: 'A JSON file with the reply for customers in your own words, by language and status: see [Customer reply](#customer-reply).',
  },
} satisfies Variables

export const sections: readonly { readonly title: string; readonly variables: Variables }[] = [
  { title: 'Address', variables: listening },
  { title: 'Environments', variables: paxos },
  { title: 'Sign-in', variables: signIn },
  { title: 'Replicas and load', variables: replicas },
  { title: 'Calls out', variables: outbound },
  { title: 'Metrics, log and shutdown', variables: running },
  { title: 'Links to other systems', variables: links },
  { title: 'The page', variables: page },
]

export const variables = { ...listening, ...paxos, ...signIn, ...replicas, ...outbound, ...running, ...links, ...page }

export type VariableName = keyof typeof variables
export type Values = ValuesOf<typeof variables>
