import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canaries, expectNoCanary } from '../testing/canaries.ts'
import { ConfigError, readConfig, settableNames } from './config.ts'
import { Secret } from './secret.ts'
import { readSecretFile } from './secret-file.ts'
import { Invalid } from './variable.ts'
import type { VariableName } from './variables.ts'

type Variables = Record<string, string | undefined>

const noFiles = (): string => {
  throw new Invalid('names no file in this test')
}

function problemsOf(variables: Variables, readFile: typeof readSecretFile = noFiles): readonly string[] {
  try {
    readConfig(variables, readFile)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expectNoCanary([error.message, String(error), JSON.stringify(error.problems)])
    return error.problems
  }
}

const production = { PAXOS_PRODUCTION_CLIENT_ID: 'client', PAXOS_PRODUCTION_CLIENT_SECRET: canaries.clientSecret }
const sandbox = { PAXOS_SANDBOX_CLIENT_ID: 'client', PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret }
const oidc = {
  AUTH_MODE: 'oidc',
  OIDC_ISSUER: 'https://idp.example/realm',
  OIDC_CLIENT_ID: 'desk',
  OIDC_CLIENT_SECRET: canaries.clientSecret,
}
const iap = {
  AUTH_MODE: 'iap',
  IAP_HEADER: 'X-Assertion',
  IAP_JWKS_URL: 'https://keys.example/jwks',
  IAP_ISSUER: 'https://iap.example',
  IAP_AUDIENCE: '/projects/1',
}

test('without any variable it is the demo on loopback', () => {
  expect(readConfig({}, noFiles)).toEqual({
    host: '127.0.0.1',
    port: 8080,
    publicUrl: undefined,
    auth: { mode: 'none' },
    sessions: { keys: [], idleMs: 30 * 60_000, maxMs: 8 * 3_600_000 },
    trustedProxies: [],
    environments: [],
    demo: true,
    defaultEnvironment: 'demo',
    page: { links: { explorers: {} } },
    metrics: undefined,
    batching: true,
    budgetFraction: 1,
    logLevel: 'info',
    shutdownDrainMs: 5000,
    proxies: {},
    sharing: { redis: undefined, replicaCount: 1 },
    ignoredVariables: [],
  })
})

test("a live environment has Paxos's own addresses, all four read scopes, and switches the demo off", () => {
  const config = readConfig({ ...production, ...sandbox }, noFiles)
  expect(config.demo).toBe(false)
  expect(config.defaultEnvironment).toBe('production')
  expect(
    config.environments.map(({ name, apiUrl, tokenUrl, scope, penaltyMs }) => [
      name,
      apiUrl.href,
      tokenUrl.href,
      scope,
      penaltyMs,
    ]),
  ).toEqual(
    [
      ['production', ''],
      ['sandbox', '.sandbox'],
    ].map(([name, infix]) => [
      name,
      `https://api${infix}.paxos.com/v2`,
      `https://oauth${infix}.paxos.com/oauth2/token`,
      'orchestration:read_orchestration orchestration:read_orchestration_rule transfer:read_transfer events:read_event',
      300_000,
    ]),
  )
})

test('the demo can stand beside a live environment, and any of them be the default', () => {
  const config = readConfig({ ...sandbox, DEMO: 'on', DEFAULT_ENVIRONMENT: 'demo' }, noFiles)
  expect([config.demo, config.defaultEnvironment]).toEqual([true, 'demo'])
  expect(readConfig({ ...sandbox, DEMO: 'on' }, noFiles).defaultEnvironment).toBe('sandbox')
})

test('a secret never shows, however the settings are printed', async () => {
  const config = readConfig(production, noFiles)
  const { inspect } = await import('node:util')
  expectNoCanary([
    JSON.stringify(config),
    inspect(config, { depth: 9, showHidden: true }),
    `${config.environments[0]?.clientSecret}`,
  ])
  expect(config.environments[0]?.clientSecret.reveal()).toBe(canaries.clientSecret)
})

test('a secret can be a file, with or without a line break at its end', () => {
  const variables = { PAXOS_SANDBOX_CLIENT_ID: 'client', PAXOS_SANDBOX_CLIENT_SECRET_FILE: '/run/secrets/paxos' }
  const config = readConfig(variables, path => (path === '/run/secrets/paxos' ? canaries.clientSecret : noFiles()))
  expect(config.environments[0]?.clientSecret.reveal()).toBe(canaries.clientSecret)
})

test("a fault in a secret's file names the variable of the file", () => {
  expect(problemsOf({ SESSION_KEYS_FILE: '/run/secrets/keys' }, () => canaries.clientSecret)).toEqual([
    'SESSION_KEYS (from SESSION_KEYS_FILE) must be keys of at least 32 bytes each, separated by commas, newest first',
  ])
})

test('an empty variable counts as unset', () => {
  expect(problemsOf({ PORT: '', HOST: ' ', PAXOS_PRODUCTION_CLIENT_ID: '', AUTH_MODE: '', REDIS_URL: '' })).toEqual([])
})

const exposed =
  'AUTH_MODE is none, which serves a live environment on loopback only: make HOST and PUBLIC_URL loopback, or choose oidc or iap'

const bad: readonly [name: string, variables: Variables, ...problems: string[]][] = [
  ['a live environment off loopback', { ...production, HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example' }, exposed],
  ['a live environment under a public name', { ...production, PUBLIC_URL: 'https://desk.example' }, exposed],
  [
    'a live environment on another address',
    { ...sandbox, HOST: '10.0.0.5', PUBLIC_URL: 'https://desk.example' },
    exposed,
  ],
  ['no public URL off loopback', { HOST: '0.0.0.0' }, 'PUBLIC_URL is required, since HOST is not a loopback address'],
  [
    'no public URL on all IPv6 addresses',
    { HOST: '::' },
    'PUBLIC_URL is required, since HOST is not a loopback address',
  ],
  [
    'a plain public URL',
    { PUBLIC_URL: 'http://desk.example' },
    'PUBLIC_URL must be https; plain http is for loopback only',
  ],
  [
    'a public URL with a path',
    { PUBLIC_URL: 'https://desk.example/app' },
    'PUBLIC_URL must be an origin such as https://desk.example.com, without a path',
  ],
  ['a public URL of another kind', { PUBLIC_URL: 'ftp://desk.example' }, 'PUBLIC_URL must be an absolute https URL'],
  [
    'a public URL with a password',
    { PUBLIC_URL: `https://a:${canaries.clientSecret}@desk.example` },
    'PUBLIC_URL must not contain a user name or password',
  ],
  ['a port that is none', { PORT: '80a' }, 'PORT must be a whole number from 0 to 65535'],
  ['a port too high', { PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
  [
    'an id without a secret',
    { PAXOS_SANDBOX_CLIENT_ID: 'x' },
    'PAXOS_SANDBOX_CLIENT_SECRET is missing; set it or PAXOS_SANDBOX_CLIENT_SECRET_FILE',
  ],
  [
    'a secret without an id',
    { PAXOS_SANDBOX_CLIENT_SECRET: canaries.clientSecret },
    'PAXOS_SANDBOX_CLIENT_ID is missing, but PAXOS_SANDBOX_CLIENT_SECRET is set',
  ],
  [
    'an address without an id',
    { PAXOS_SANDBOX_API_URL: 'https://api.example/v2' },
    'PAXOS_SANDBOX_CLIENT_ID is missing, but PAXOS_SANDBOX_API_URL is set',
  ],
  [
    'a plain API address',
    { ...sandbox, PAXOS_SANDBOX_API_URL: 'http://api.example/v2' },
    'PAXOS_SANDBOX_API_URL must be https; plain http is for loopback only',
  ],
  [
    'an API address with a query',
    { ...sandbox, PAXOS_SANDBOX_API_URL: 'https://api.example/v2?x' },
    'PAXOS_SANDBOX_API_URL must not have a query',
  ],
  [
    'a plain token address',
    { ...sandbox, PAXOS_SANDBOX_TOKEN_URL: 'http://oauth.example' },
    'PAXOS_SANDBOX_TOKEN_URL must be https; plain http is for loopback only',
  ],
  [
    'an odd scope',
    { ...sandbox, PAXOS_SANDBOX_SCOPE: 'a  b' },
    'PAXOS_SANDBOX_SCOPE must be scopes separated by single spaces',
  ],
  [
    'a secret twice',
    { ...sandbox, PAXOS_SANDBOX_CLIENT_SECRET_FILE: '/x' },
    'PAXOS_SANDBOX_CLIENT_SECRET and PAXOS_SANDBOX_CLIENT_SECRET_FILE are both set: choose one',
  ],
  [
    'a secret file that is not there',
    { PAXOS_SANDBOX_CLIENT_ID: 'x', PAXOS_SANDBOX_CLIENT_SECRET_FILE: '/none' },
    'PAXOS_SANDBOX_CLIENT_SECRET_FILE names no file in this test',
  ],
  ['nothing to show', { DEMO: 'off' }, 'DEMO is off and no other environment is configured: there is nothing to show'],
  ['an odd switch', { DEMO: 'yes' }, 'DEMO must be one of: on, off'],
  [
    'a default that is not configured',
    { DEFAULT_ENVIRONMENT: 'production' },
    'DEFAULT_ENVIRONMENT must be an environment that is configured: demo',
  ],
  ['an odd mode', { AUTH_MODE: 'basic' }, 'AUTH_MODE must be one of: none, oidc, iap'],
  [
    'an odd log level',
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent',
  ],
  ['too long a drain', { SHUTDOWN_DRAIN_MS: '60000' }, 'SHUTDOWN_DRAIN_MS must be a whole number from 0 to 15000'],
  [
    'a misspelt variable',
    { PAXOS_PRODUCTION_CLIENTID: 'x' },
    'PAXOS_PRODUCTION_CLIENTID is not a setting of Orchestration Desk; did you mean PAXOS_PRODUCTION_CLIENT_ID?',
  ],
  ['an unknown variable', { PAXOS_STAGING_THING: 'x' }, 'PAXOS_STAGING_THING is not a setting of Orchestration Desk'],
  ['another unknown one', { OIDC_RESPONSE_MODE: 'x' }, 'OIDC_RESPONSE_MODE is not a setting of Orchestration Desk'],
  [
    'a script as a link',
    { RULE_URL_TEMPLATE: 'javascript:alert({id})' },
    'RULE_URL_TEMPLATE must be an absolute https URL',
  ],
  [
    'a link without its ID',
    { TRANSFER_URL_TEMPLATE: 'https://ops.example/' },
    'TRANSFER_URL_TEMPLATE lacks the placeholder {id}',
  ],
  [
    'a link with an odd placeholder',
    { PROFILE_URL_TEMPLATE: 'https://ops.example/{id}/{user}' },
    'PROFILE_URL_TEMPLATE has an unknown placeholder; known: {environment}, {id}',
  ],
  [
    'a link whose host an ID decides',
    { RULE_URL_TEMPLATE: 'https://{id}.example/' },
    'RULE_URL_TEMPLATE must not have a placeholder in the host',
  ],
  [
    'links of metadata that lead anywhere',
    { METADATA_URL_TEMPLATES: '{"order":"https://erp.example/{id}","user":"https://{id}/","url":"javascript:{id}"}' },
    'METADATA_URL_TEMPLATES in its entry 2 must not have a placeholder in the host',
    'METADATA_URL_TEMPLATES in its entry 3 must be an absolute https URL',
  ],
  [
    'links of metadata as a list',
    { METADATA_URL_TEMPLATES: '["https://erp.example/{id}"]' },
    'METADATA_URL_TEMPLATES must look like {"order_id": "https://…/{id}"}',
  ],
  [
    'a notice of two lines',
    { NOTICE_TEXT: 'a\nb' },
    'NOTICE_TEXT must not contain line breaks or other control characters',
  ],
  ['a notice that is too long', { NOTICE_TEXT: 'x'.repeat(301) }, 'NOTICE_TEXT must be at most 300 characters long'],
  ['a script as help', { HELP_URL: 'javascript:alert(1)' }, 'HELP_URL must be an absolute https URL'],
  ['explorers that are not JSON', { EXPLORER_URL_TEMPLATES: '{' }, 'EXPLORER_URL_TEMPLATES is not JSON'],
  [
    'explorers of another shape',
    { EXPLORER_URL_TEMPLATES: '{"production":"https://x.example"}' },
    'EXPLORER_URL_TEMPLATES must look like {"production": {"ETHEREUM": {"tx": "https://…/{hash}", "address": "https://…/{address}"}}}',
  ],
  [
    'an explorer that is plain',
    { EXPLORER_URL_TEMPLATES: '{"demo":{"BASE":{"tx":"http://x.example/{hash}"}}}' },
    'EXPLORER_URL_TEMPLATES at demo.BASE.tx must be https; plain http is for loopback only',
  ],
  [
    'oidc with nothing else',
    { AUTH_MODE: 'oidc' },
    'OIDC_ISSUER is required by AUTH_MODE=oidc',
    'OIDC_CLIENT_ID is required by AUTH_MODE=oidc',
    'OIDC_CLIENT_SECRET is required by AUTH_MODE=oidc',
  ],
  [
    'a plain issuer',
    { ...oidc, OIDC_ISSUER: 'http://idp.example' },
    'OIDC_ISSUER must be https; plain http is for loopback only',
  ],
  ['an issuer with a query', { ...oidc, OIDC_ISSUER: 'https://idp.example/?x=1' }, 'OIDC_ISSUER must not have a query'],
  [
    'an empty group',
    { ...oidc, OIDC_ALLOWED_GROUPS: 'support,,finance' },
    'OIDC_ALLOWED_GROUPS must be names of groups, separated by commas, or a JSON array of them',
  ],
  [
    'groups for an environment that is not there',
    { ...oidc, OIDC_PRODUCTION_GROUPS: 'support' },
    'OIDC_PRODUCTION_GROUPS is set, but the environment production is not configured',
  ],
  [
    'an empty group of an environment',
    { ...oidc, OIDC_SANDBOX_GROUPS: 'support,,x' },
    'OIDC_SANDBOX_GROUPS must be names of groups, separated by commas, or a JSON array of them',
    'OIDC_SANDBOX_GROUPS is set, but the environment sandbox is not configured',
  ],
  [
    'LDAP names with commas',
    { ...oidc, OIDC_ALLOWED_GROUPS: 'CN=support,OU=groups,DC=example' },
    'OIDC_ALLOWED_GROUPS holds LDAP names, whose own commas would separate them: write a JSON array such as ["CN=support,OU=groups"]',
  ],
  [
    'oidc settings without the mode',
    { OIDC_ISSUER: 'https://idp.example', SESSION_IDLE: '5m' },
    'OIDC_ISSUER is set, but AUTH_MODE is none',
    'SESSION_IDLE is set, but AUTH_MODE is none',
  ],
  [
    'settings of the other mode',
    { ...oidc, IAP_AUDIENCE: '/projects/1' },
    'IAP_AUDIENCE is set, but AUTH_MODE is oidc',
  ],
  ['iap without an audience', { ...iap, IAP_AUDIENCE: '' }, 'IAP_AUDIENCE is required by AUTH_MODE=iap'],
  [
    'iap with nothing else',
    { AUTH_MODE: 'iap' },
    'IAP_HEADER is required by AUTH_MODE=iap',
    'IAP_JWKS_URL is required by AUTH_MODE=iap',
    'IAP_ISSUER is required by AUTH_MODE=iap',
    'IAP_AUDIENCE is required by AUTH_MODE=iap',
  ],
  ['an odd header', { ...iap, IAP_HEADER: 'x:y' }, 'IAP_HEADER must be the name of a header'],
  [
    'a plain address of keys',
    { ...iap, IAP_JWKS_URL: 'http://keys.example' },
    'IAP_JWKS_URL must be https; plain http is for loopback only',
  ],
  [
    'a symmetric algorithm',
    { ...iap, IAP_ALGS: 'ES256,HS256' },
    'IAP_ALGS must be asymmetric JWS algorithms such as ES256, separated by commas',
  ],
  [
    'no algorithm',
    { ...iap, IAP_ALGS: 'none' },
    'IAP_ALGS must be asymmetric JWS algorithms such as ES256, separated by commas',
  ],
  [
    'short session keys',
    { SESSION_KEYS: `${canaries.clientSecret},${'k'.repeat(32)}` },
    'SESSION_KEYS must be keys of at least 32 bytes each, separated by commas, newest first',
  ],
  [
    'odd durations',
    { ...oidc, SESSION_IDLE: '30', SESSION_MAX: '1 day' },
    'SESSION_IDLE must be a duration such as 30m or 8h, up to 30d',
    'SESSION_MAX must be a duration such as 30m or 8h, up to 30d',
  ],
  [
    'a session that outlives itself',
    { ...oidc, SESSION_IDLE: '9h' },
    'SESSION_IDLE must not be longer than SESSION_MAX',
  ],
  ...[
    'https://:s@cache',
    'cache:6379',
    'redis://',
    'redis://cache/desk',
    `rediss//:${canaries.clientSecret}@cache`,
  ].map((url): (typeof bad)[number] => [
    `another store (${url.slice(0, 20)})`,
    { REDIS_URL: url },
    'REDIS_URL must be a URL such as redis://:password@host:6379/0, or rediss:// for TLS, with / ? # and % in the password percent-encoded',
  ]),
  [
    'several replicas without session keys',
    { REPLICA_COUNT: '2' },
    'SESSION_KEYS is required when REPLICA_COUNT is above 1: each replica must open what another sealed',
  ],
  [
    'no share of the budget',
    { UPSTREAM_BUDGET_SHARE: '0' },
    'UPSTREAM_BUDGET_SHARE must be a number above 0 and up to 1',
  ],
  ['metrics without a port', { METRICS_HOST: '0.0.0.0' }, 'METRICS_PORT is missing, but METRICS_HOST is set'],
  ['a metrics port that is none', { METRICS_PORT: 'x' }, 'METRICS_PORT must be a whole number from 0 to 65535'],
  [
    "metrics on the server's own port",
    { METRICS_PORT: '8080' },
    'METRICS_PORT must differ from PORT: metrics have a separate listener',
  ],
  [
    'more than all of the budget',
    { UPSTREAM_BUDGET_SHARE: '1.5' },
    'UPSTREAM_BUDGET_SHARE must be a number above 0 and up to 1',
  ],
  ['batching by another word', { BATCHING: 'yes' }, 'BATCHING must be one of: on, off'],
  [
    'odd proxies',
    { TRUSTED_PROXY_CIDRS: '10.0.0.0/33' },
    'TRUSTED_PROXY_CIDRS must be networks such as 10.0.0.0/8, separated by commas',
  ],
]

test.each(bad)('fault 68: %s is refused by name', (_name, variables, ...problems) => {
  expect(problemsOf(variables)).toEqual(problems)
})

test('fault 68: all problems are named at once', () => {
  const problems = problemsOf({ PORT: 'x', DEMO: 'x', LOG_LEVEL: 'x', PAXOS_X: 'x', AUTH_MODE: 'iap' })
  expect(problems.map(problem => problem.split(' ')[0])).toEqual([
    'PAXOS_X',
    'PORT',
    'DEMO',
    'LOG_LEVEL',
    'IAP_HEADER',
    'IAP_JWKS_URL',
    'IAP_ISSUER',
    'IAP_AUDIENCE',
  ])
})

test('a mode that cannot be read says nothing about the settings of the others', () => {
  const variables = { ...production, ...oidc, ...iap, HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example' }
  expect(problemsOf({ ...variables, AUTH_MODE: 'both' })).toEqual(['AUTH_MODE must be one of: none, oidc, iap'])
})

/** Ways in which a secret ends up where it does not belong. */
const pasted = [
  canaries.clientSecret,
  `https://${canaries.clientSecret}@desk.example`,
  `https://desk:${canaries.clientSecret}@desk.example/`,
  `https://desk.example/{${canaries.clientSecret}}`,
  `redis://:${canaries.clientSecret}%@cache`,
  `${canaries.clientSecret}:6379`,
  `/run/secrets/${canaries.clientSecret}`,
  `{"${canaries.clientSecret}": {"BASE": {"tx": "https://scan.example/"}}}`,
  `{"demo": {"${canaries.clientSecret}": {"tx": "https://scan.example/"}}}`,
  `{"demo": {"${canaries.clientSecret.toUpperCase().replaceAll('-', '_')}": {"tx": "https://scan.example/"}}}`,
  `{"demo": {"BASE": {"tx": "${canaries.clientSecret}"}}}`,
  `10.0.0.0/8,${canaries.clientSecret}`,
  `${canaries.clientSecret}\nsecond line`,
]

test.each(settableNames)('a secret pasted into %s is not printed', name => {
  for (const value of pasted) {
    for (const others of [{}, production, oidc, iap]) {
      const problems = problemsOf({ ...others, [name]: value }, readSecretFile).join('\n')
      expect(problems.toUpperCase().replaceAll('_', '-')).not.toContain(canaries.clientSecret.toUpperCase())
    }
  }
})

test('a name that has swallowed its secret is printed without it', () => {
  expect(problemsOf({ [`REDIS_URL: redis://:${canaries.clientSecret}@cache`]: '' })).toEqual([
    'REDIS_URL… is not a setting of Orchestration Desk; did you mean REDIS_URL?',
  ])
})

const folder = mkdtempSync(join(tmpdir(), 'desk-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The path of a file with this reply. */
function replyFile(text: string): string {
  const path = join(folder, text)
  writeFileSync(path, JSON.stringify({ en: { otherwise: text } }))
  return path
}

/** Two values of each setting, and the settings that it needs. `AUTH_MODE` has tests of its own. */
const twoValues: Readonly<
  Record<Exclude<VariableName, 'AUTH_MODE'>, readonly [one: string, other: string, needs?: Variables]>
> = {
  HOST: ['127.0.0.1', '127.0.0.2'],
  PORT: ['8080', '9000'],
  PUBLIC_URL: ['http://localhost:8080', 'http://localhost:9000'],
  TRUSTED_PROXY_CIDRS: ['10.0.0.0/8', '::1'],
  PAXOS_PRODUCTION_CLIENT_ID: ['one', 'other'],
  PAXOS_PRODUCTION_CLIENT_SECRET: ['one', 'other'],
  PAXOS_PRODUCTION_API_URL: ['https://api.example/v2', 'https://api.example'],
  PAXOS_PRODUCTION_TOKEN_URL: ['https://token.example/', 'https://token.example/token?audience=api'],
  PAXOS_PRODUCTION_SCOPE: ['events:read_event', 'transfer:read_transfer'],
  PAXOS_SANDBOX_CLIENT_ID: ['one', 'other'],
  PAXOS_SANDBOX_CLIENT_SECRET: ['one', 'other'],
  PAXOS_SANDBOX_API_URL: ['https://api.example/v2', 'https://api.example'],
  PAXOS_SANDBOX_TOKEN_URL: ['https://token.example/', 'https://token.example/token?audience=api'],
  PAXOS_SANDBOX_SCOPE: ['events:read_event', 'transfer:read_transfer'],
  DEMO: ['on', 'off'],
  DEFAULT_ENVIRONMENT: ['production', 'sandbox'],
  OIDC_ISSUER: ['https://one.example', 'https://other.example', oidc],
  OIDC_CLIENT_ID: ['one', 'other', oidc],
  OIDC_CLIENT_SECRET: ['one', 'other', oidc],
  OIDC_ALLOWED_GROUPS: ['support', '["CN=support,OU=groups"]', oidc],
  OIDC_PRODUCTION_GROUPS: [
    'support',
    'finance',
    { ...oidc, PAXOS_PRODUCTION_CLIENT_ID: 'client', PAXOS_PRODUCTION_CLIENT_SECRET: 'secret' },
  ],
  OIDC_SANDBOX_GROUPS: [
    'support',
    'developers',
    { ...oidc, PAXOS_SANDBOX_CLIENT_ID: 'client', PAXOS_SANDBOX_CLIENT_SECRET: 'secret' },
  ],
  OIDC_GROUPS_CLAIM: ['groups', 'roles', oidc],
  SESSION_KEYS: ['k'.repeat(32), 'l'.repeat(32)],
  SESSION_IDLE: ['30m', '1h', oidc],
  SESSION_MAX: ['8h', '1d', oidc],
  IAP_HEADER: ['x-one', 'x-other', iap],
  IAP_JWKS_URL: ['https://one.example', 'https://other.example', iap],
  IAP_ISSUER: ['one', 'other', iap],
  IAP_AUDIENCE: ['one', 'other', iap],
  IAP_ALGS: ['ES256', 'RS256', iap],
  REDIS_URL: ['redis://one', 'redis://other'],
  REPLICA_COUNT: ['1', '2', { SESSION_KEYS: 'k'.repeat(32) }],
  UPSTREAM_BUDGET_SHARE: ['1', '.5'],
  BATCHING: ['on', 'off'],
  HTTPS_PROXY: ['http://one:3128', 'http://other:3128'],
  HTTP_PROXY: ['http://one:3128', 'http://other:3128'],
  NO_PROXY: ['one.example', 'other.example'],
  METRICS_PORT: ['9090', '9091'],
  METRICS_HOST: ['127.0.0.1', '0.0.0.0', { METRICS_PORT: '9090' }],
  LOG_LEVEL: ['info', 'warn'],
  SHUTDOWN_DRAIN_MS: ['0', '5000'],
  ORCHESTRATION_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  REFERENCE_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  RULE_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  TRANSFER_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  PROFILE_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  IDENTITY_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  ACCOUNT_URL_TEMPLATE: ['https://one.example/{id}', 'https://other.example/{id}'],
  METADATA_URL_TEMPLATES: ['{}', '{"order": "https://erp.example/{id}"}'],
  EXPLORER_URL_TEMPLATES: ['{}', '{"demo": {"BASE": {"tx": "https://scan.example/{hash}"}}}'],
  NOTICE_TEXT: ['one', 'other'],
  CUSTOMER_REPLY_FILE: [replyFile('one'), replyFile('other')],
  HELP_URL: ['https://one.example', 'https://other.example'],
}

test.each(Object.entries(twoValues))('%s reaches the settings', (name, [one, other, needs]) => {
  const show = (value: string) =>
    JSON.stringify(readConfig({ ...production, ...sandbox, ...needs, [name]: value }), function (key, part) {
      return this[key] instanceof Secret ? this[key].reveal() : part
    })
  expect(show(one)).not.toBe(show(other))
})

test('names of proxies in small letters count first, unless they are empty', () => {
  const environment = { HTTPS_PROXY: 'http://a', https_proxy: 'http://b', HTTP_PROXY: 'http://c', http_proxy: ' ' }
  const { proxies } = readConfig({ ...environment, no_proxy: 'd' }, noFiles)
  expect(proxies.httpsProxy?.reveal()).toBe('http://b/')
  expect(proxies.httpProxy?.reveal()).toBe('http://c/')
  expect(proxies.noProxy).toBe('d')
})

test.each(['ALL_PROXY', 'FTP_PROXY', 'GOPROXY', 'NO_COLOR', 'HTTP_PORT', 'HTTPS_ONLY', 'HTTPS_PROX', 'ftp_proxy'])(
  '%s is of other programs, and no misspelling of a proxy',
  name => {
    expect(problemsOf({ [name]: 'x' })).toEqual([])
  },
)

test('with sign-in a live environment may be reached from elsewhere', () => {
  const elsewhere = { ...production, HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example' }
  expect(problemsOf({ ...elsewhere, ...oidc })).toEqual([])
  expect(problemsOf({ ...elsewhere, ...iap })).toEqual([])
  expect(problemsOf(elsewhere)).toEqual([
    'AUTH_MODE is none, which serves a live environment on loopback only: make HOST and PUBLIC_URL loopback, or choose oidc or iap',
  ])
})

test('the settings of sign-in are read', () => {
  const keys = ['n'.repeat(32), 'o'.repeat(40)]
  const config = readConfig(
    {
      ...oidc,
      OIDC_ALLOWED_GROUPS: 'support, finance ops',
      OIDC_GROUPS_CLAIM: 'realm_access.roles',
      SESSION_KEYS: keys.join(' , '),
      SESSION_IDLE: '90s',
      SESSION_MAX: '1d',
      TRUSTED_PROXY_CIDRS: '10.0.0.0/8, ::1',
    },
    noFiles,
  )
  expect(config.auth).toMatchObject({
    mode: 'oidc',
    clientId: 'desk',
    allowedGroups: ['support', 'finance ops'],
    groupsClaim: 'realm_access.roles',
  })
  expect(config.sessions.keys.map(key => key.reveal())).toEqual(keys)
  expect([config.sessions.idleMs, config.sessions.maxMs]).toEqual([90_000, 86_400_000])
  expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  expect(readConfig(iap, noFiles).auth).toEqual({
    mode: 'iap',
    header: 'x-assertion',
    jwksUrl: new URL('https://keys.example/jwks'),
    issuer: 'https://iap.example',
    audience: '/projects/1',
    algorithms: ['ES256'],
  })
})

test('values equal to the defaults are accepted', () => {
  const variables = { REPLICA_COUNT: '1', UPSTREAM_BUDGET_SHARE: '1', BATCHING: 'off', AUTH_MODE: 'none', DEMO: 'on' }
  expect(problemsOf(variables)).toEqual([])
})

test('a demo may be public when its address is https, since its data is simulated', () => {
  expect(problemsOf({ HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example' })).toEqual([])
})

test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('HOST %s is loopback', HOST => {
  expect(problemsOf({ ...production, HOST })).toEqual([])
})

test('an upstream on loopback may be plain http', () => {
  const { environments } = readConfig(
    {
      ...sandbox,
      PAXOS_SANDBOX_API_URL: 'http://127.0.0.1:9/v2',
      PAXOS_SANDBOX_TOKEN_URL: 'http://[::1]:9/oauth2/token',
    },
    noFiles,
  )
  expect(environments[0]?.apiUrl.href).toBe('http://127.0.0.1:9/v2')
})

test("the page's configuration is passed on unchanged", () => {
  const { page } = readConfig(
    {
      RULE_URL_TEMPLATE: 'https://ops.example/{environment}/rules/{id}',
      METADATA_URL_TEMPLATES: '{"order":"https://erp.example/{id}"}',
      EXPLORER_URL_TEMPLATES: '{"production":{"ETHEREUM":{"tx":"https://scan.example/tx/{hash}"}}}',
      NOTICE_TEXT: 'Payouts are delayed. <b>Sorry</b>',
      HELP_URL: 'https://wiki.example/desk#start',
    },
    noFiles,
  )
  expect(page).toEqual({
    notice: 'Payouts are delayed. <b>Sorry</b>',
    helpUrl: 'https://wiki.example/desk#start',
    links: {
      rule: 'https://ops.example/{environment}/rules/{id}',
      metadata: { order: 'https://erp.example/{id}' },
      explorers: { production: { ETHEREUM: { tx: 'https://scan.example/tx/{hash}' } } },
    },
  })
})

test('variables that Kubernetes sets for a Service are ignored, and named', () => {
  const service = {
    METRICS_SERVICE_HOST: '10.0.0.1',
    METRICS_SERVICE_PORT: '9090',
    METRICS_PORT: 'tcp://10.0.0.1:9090',
    METRICS_PORT_9090_TCP: 'tcp://10.0.0.1:9090',
    METRICS_PORT_9090_TCP_PROTO: 'tcp',
    METRICS_PORT_9090_TCP_PORT: '9090',
    METRICS_PORT_9090_TCP_ADDR: '10.0.0.1',
  }
  const config = readConfig({ ...service, KUBERNETES_SERVICE_HOST: '10.0.0.1' })
  expect(config.metrics).toBeUndefined()
  expect(config.ignoredVariables).toEqual(Object.keys(service).sort())
  expect(problemsOf({ ...service, METRICS_HOST: '0.0.0.0' })).toEqual([
    'METRICS_PORT is missing, but METRICS_HOST is set',
  ])
  expect(readConfig({ ...service, METRICS_PORT: '9091' }).metrics?.port).toBe(9091)
})
