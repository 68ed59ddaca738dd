/** The server's settings: reads the environment variables, all at once, and checks how they go together. */
import type { AppConfig } from '#domain/config/app-config.ts'
import type { ProxyConfig } from '../outbound.ts'
import { type AuthConfig, authOf, groupSettings } from './auth.ts'
import { type EnvironmentConfig, environmentsOf, meansLive } from './environments.ts'
import type { RedisAddress } from './kinds/redis-url.ts'
import { isSetByKubernetes } from './kubernetes.ts'
import { isLoopbackHost } from './loopback.ts'
import type { Secret } from './secret.ts'
import { readSecretFile } from './secret-file.ts'
import { unknownNames } from './unknown-names.ts'
import type { Variable } from './variable.ts'
import { VariableReader } from './variable-reader.ts'
import { type Values, type VariableName, variables } from './variables.ts'

export type { AuthConfig, EnvironmentConfig }

type SessionConfig = {
  /** At least 32 bytes each, newest first; with none, one is made for this process. */
  readonly keys: readonly Secret[]
  readonly idleMs: number
  readonly maxMs: number
}

/** What replicas behind one egress address share. */
type SharingConfig = {
  /** Where they share it; undefined: each is on its own. */
  readonly redis: RedisAddress | undefined
  readonly replicaCount: number
}

export type Config = {
  readonly host: string
  readonly port: number
  /** Where people reach this server; undefined: where the request says, which is loopback then. */
  readonly publicUrl: URL | undefined
  readonly auth: AuthConfig
  readonly sessions: SessionConfig
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[]
  /** Without the demo, whose addresses are known once the simulator listens. */
  readonly environments: readonly EnvironmentConfig[]
  readonly demo: boolean
  readonly defaultEnvironment: EnvironmentConfig['name']
  /** The page's configuration besides the environments. */
  readonly page: Pick<AppConfig, 'notice' | 'helpUrl' | 'customerReplies' | 'links'>
  /** Where metrics are served; undefined: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  /** Whether refreshes that arrive together become one list call. */
  readonly batching: boolean
  /** The part of the rate budget of the egress address that this process may use: above 0, up to 1. */
  readonly budgetFraction: number
  readonly logLevel: Values['LOG_LEVEL']
  readonly shutdownDrainMs: number
  /** For calls to other servers. */
  readonly proxies: ProxyConfig
  readonly sharing: SharingConfig
  /** Names with one of our prefixes that Kubernetes set for a Service: no settings, so they are ignored. */
  readonly ignoredVariables: readonly string[]
}

/** The settings cannot be used: what is wrong, one sentence each, without the value of any setting. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>
type Reader = VariableReader<typeof variables>

const namesOf = ([name, { secret }]: readonly [string, Variable]) => (secret ? [name, `${name}_FILE`] : [name])

/** Each name that can be set, those of the secrets' files included. */
export const settableNames: readonly string[] = Object.entries<Variable>(variables).flatMap(namesOf)

/** Variables that are read here only. */
export const ownNames: readonly string[] = Object.entries<Variable>(variables)
  .filter(([, { common }]) => !common)
  .flatMap(namesOf)

/** The settings in these variables, by default the process's. Throws `ConfigError` with every problem found. */
export function readConfig(environment: Environment = process.env, readFile = readSecretFile): Config {
  const reader = new VariableReader(variables, withProxiesInCapitals(environment), readFile)
  const names = Object.keys(environment)
  const unknown = unknownNames(names, ownNames)
  const isKubernetes = (name: string) => isSetByKubernetes(name, environment[name] ?? '')
  for (const { name, shown, hint } of unknown) {
    if (!isKubernetes(name)) reader.problem(shown, `is not a setting of Orchestration Desk${hint}`)
  }
  const ignoredVariables = [...names.filter(name => settableNames.includes(name)), ...unknown.map(({ name }) => name)]
    .filter(isKubernetes)
    .sort()
  const values = reader.read()
  checkModes(values, reader)
  const environments = environmentsOf(values, reader)
  const demo = values.DEMO ?? !meansLive(reader)
  const environmentNames = [...environments.map(({ name }) => name), ...(demo ? ['demo' as const] : [])]
  const [first = 'demo'] = environmentNames
  const defaultEnvironment = values.DEFAULT_ENVIRONMENT ?? first
  const auth = authOf(values, environmentNames)
  for (const [name, setting] of Object.entries(groupSettings)) {
    if (reader.isSet(setting) && !environments.some(environment => environment.name === name)) {
      reader.problem(setting, `is set, but the environment ${name} is not configured`)
    }
  }
  checkTogether(values, reader)
  if (environmentNames.length > 0 && !environmentNames.includes(defaultEnvironment)) {
    reader.problem('DEFAULT_ENVIRONMENT', `must be an environment that is configured: ${environmentNames.join(', ')}`)
  }
  if (reader.problems.length > 0 || !auth) throw new ConfigError(reader.problems)

  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    auth,
    sessions: { keys: values.SESSION_KEYS ?? [], idleMs: values.SESSION_IDLE, maxMs: values.SESSION_MAX },
    trustedProxies: values.TRUSTED_PROXY_CIDRS ?? [],
    environments,
    demo,
    defaultEnvironment,
    page: {
      notice: values.NOTICE_TEXT,
      helpUrl: values.HELP_URL?.href,
      customerReplies: values.CUSTOMER_REPLY_FILE,
      links: linksOf(values),
    },
    metrics: values.METRICS_PORT === undefined ? undefined : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    batching: values.BATCHING,
    budgetFraction: values.UPSTREAM_BUDGET_SHARE,
    logLevel: values.LOG_LEVEL,
    shutdownDrainMs: values.SHUTDOWN_DRAIN_MS,
    proxies: { httpsProxy: values.HTTPS_PROXY, httpProxy: values.HTTP_PROXY, noProxy: values.NO_PROXY },
    sharing: { redis: values.REDIS_URL, replicaCount: values.REPLICA_COUNT },
    ignoredVariables,
  }
}

/** Names of proxies in small letters count first, as for curl. */
function withProxiesInCapitals(environment: Environment): Environment {
  const proxies = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap(name => {
    const value = environment[name.toLowerCase()]
    return value?.trim() ? [[name, value] as const] : []
  })
  return { ...environment, ...Object.fromEntries(proxies) }
}

/** A setting without effect is more likely a mistake in `AUTH_MODE` than one in itself. */
function checkModes({ AUTH_MODE }: Values, reader: Reader) {
  if (reader.isBad('AUTH_MODE')) return
  for (const [name, { mode, required }] of Object.entries<Variable>(variables)) {
    const isSet = reader.isSet(name as VariableName)
    if (mode !== undefined && mode !== AUTH_MODE && isSet) reader.problem(name, `is set, but AUTH_MODE is ${AUTH_MODE}`)
    if (mode === AUTH_MODE && required && !isSet) reader.problem(name, `is required by AUTH_MODE=${AUTH_MODE}`)
  }
}

/** Less than this, and the least that a replica sends is more than its share: 300 requests in 10 s are the whole. */
const minShare = 1 / 300

function checkTogether(values: Values, reader: Reader) {
  const { HOST, PORT, PUBLIC_URL, METRICS_PORT, SESSION_IDLE, SESSION_MAX, REPLICA_COUNT } = values
  if (values.DEMO === false && !meansLive(reader)) {
    reader.problem('DEMO', 'is off and no other environment is configured: there is nothing to show')
  }
  if (!isLoopbackHost(HOST) && !reader.isSet('PUBLIC_URL')) {
    reader.problem('PUBLIC_URL', 'is required, since HOST is not a loopback address')
  }
  const exposed = !isLoopbackHost(HOST) || (PUBLIC_URL && !isLoopbackHost(PUBLIC_URL.hostname))
  if (exposed && values.AUTH_MODE === 'none' && !reader.isBad('AUTH_MODE') && meansLive(reader)) {
    reader.problem(
      'AUTH_MODE',
      'is none, which serves a live environment on loopback only: make HOST and PUBLIC_URL loopback, or choose oidc or iap',
    )
  }
  if (SESSION_IDLE > SESSION_MAX) reader.problem('SESSION_IDLE', 'must not be longer than SESSION_MAX')
  if (REPLICA_COUNT > 1 && !reader.isSet('SESSION_KEYS')) {
    reader.problem(
      'SESSION_KEYS',
      'is required when REPLICA_COUNT is above 1: each replica must open what another sealed',
    )
  }
  if (values.UPSTREAM_BUDGET_SHARE / REPLICA_COUNT < minShare) {
    reader.problem('UPSTREAM_BUDGET_SHARE', 'divided by REPLICA_COUNT must be at least 1/300: one request in 10 s')
  }
  if (reader.isSet('METRICS_HOST') && !reader.isSet('METRICS_PORT')) {
    reader.problem('METRICS_PORT', 'is missing, but METRICS_HOST is set')
  }
  if (METRICS_PORT === PORT && PORT !== 0) {
    reader.problem('METRICS_PORT', 'must differ from PORT: metrics have a separate listener')
  }
}

const linksOf = (values: Values): AppConfig['links'] => ({
  orchestration: values.ORCHESTRATION_URL_TEMPLATE,
  reference: values.REFERENCE_URL_TEMPLATE,
  rule: values.RULE_URL_TEMPLATE,
  transfer: values.TRANSFER_URL_TEMPLATE,
  profile: values.PROFILE_URL_TEMPLATE,
  identity: values.IDENTITY_URL_TEMPLATE,
  account: values.ACCOUNT_URL_TEMPLATE,
  metadata: values.METADATA_URL_TEMPLATES,
  explorers: values.EXPLORER_URL_TEMPLATES ?? {},
})
