/** The server's settings: the only reader of the environment variables, which it validates all at once. */
import { readFileSync } from 'node:fs'
import type { AppConfig } from '#domain/config/app-config.ts'
import { readAuth, readSessions, readTrustedProxies } from './config/auth.ts'
import { readEnvironments } from './config/environments.ts'
import { readLinks } from './config/links.ts'
import { isLoopbackHost } from './config/loopback.ts'
import { readMetrics } from './config/metrics.ts'
import type { Secret } from './config/secret.ts'
import { readSharing, type SharingConfig } from './config/sharing.ts'
import { VariableReader } from './config/variable-reader.ts'
import { unknownNames } from './config/variables.ts'

export type EnvironmentConfig = {
  readonly name: 'production' | 'sandbox' | 'demo'
  /** The API base, ending in `/v2`. */
  readonly apiUrl: URL
  readonly tokenUrl: URL
  readonly clientId: string
  readonly clientSecret: Secret
  /** Space separated. */
  readonly scope: string
  /** The least stop after a 429. */
  readonly penaltyMs: number
}

/** How staff show who they are. */
export type AuthConfig =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'oidc'
      readonly issuer: URL
      readonly clientId: string
      readonly clientSecret: Secret
      /** One of these is enough; without any, everyone whom the provider signs in may use the desk. */
      readonly allowedGroups: readonly string[]
      /** A claim's name, or the way to it through objects, with dots. */
      readonly groupsClaim: string
    }
  | {
      readonly mode: 'iap'
      /** In lower case, as Node gives it. */
      readonly header: string
      readonly jwksUrl: URL
      readonly issuer: string
      readonly audience: string
      readonly algorithms: readonly string[]
    }

export type SessionConfig = {
  /** At least 32 bytes each, newest first; none: one is made for this process. */
  readonly keys: readonly Secret[]
  readonly idleMs: number
  readonly maxMs: number
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
  readonly links: AppConfig['links']
  /** Where the numbers are served; undefined: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  /** Whether refreshes that come together become one list call. */
  readonly batching: boolean
  /** The part of the rate budget of the egress address that this process may use: above 0, up to 1. */
  readonly budgetShare: number
  readonly logLevel: string
  readonly shutdownDrainMs: number
  readonly sharing: SharingConfig
}

/** What is wrong, one sentence each, no secret in any of them. */
export class ConfigFaults extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'ConfigFaults'
    this.faults = faults
  }
}

/** The settings of this process; throws `ConfigFaults` with every fault found. */
export function configOfProcess(): Config {
  return readConfig(process.env, path => readFileSync(path, 'utf8'))
}

/** The settings in these variables; `readFile` serves the `…_FILE` ones. Throws `ConfigFaults` with every fault found. */
export function readConfig(
  variables: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const reader = new VariableReader(variables, readFile)
  for (const { name, hint } of unknownNames(variables)) reader.fault(name, `is not a variable of this server${hint}`)

  const named = reader.text('HOST') ?? '127.0.0.1'
  // One address: what `localhost` means differs from machine to machine.
  const host = named === 'localhost' ? '127.0.0.1' : named
  const port = reader.integer('PORT', 8080, { least: 0, most: 65_535 })
  const publicUrl = readPublicUrl(reader)
  const environments = readEnvironments(reader)
  const demo = reader.oneOf('DEMO', ['on', 'off'], environments.length === 0 ? 'on' : 'off') === 'on'
  const names: EnvironmentConfig['name'][] = [
    ...environments.map(({ name }) => name),
    ...(demo ? ['demo' as const] : []),
  ]
  if (names.length === 0)
    reader.fault('DEMO', 'is off and no other environment is configured: there is nothing to show')
  const sharing = readSharing(reader)
  const auth = readAuth(reader)
  const sessions = readSessions(reader)
  const trustedProxies = readTrustedProxies(reader)

  if (!isLoopbackHost(host) && publicUrl === undefined && !reader.has('PUBLIC_URL')) {
    reader.fault('PUBLIC_URL', `is required, since HOST ${host} is not a loopback address`)
  }
  const exposed = !isLoopbackHost(host) || (publicUrl && !isLoopbackHost(publicUrl.hostname))
  if (exposed && auth.mode === 'none' && reader.sawLiveEnvironment) {
    reader.fault('AUTH_MODE', 'none serves a live environment to loopback only: HOST and PUBLIC_URL must be loopback')
  }

  const config: Config = {
    host,
    port,
    publicUrl,
    auth,
    sessions,
    trustedProxies,
    environments,
    demo,
    defaultEnvironment: reader.oneOf('DEFAULT_ENVIRONMENT', names, names[0] ?? 'demo'),
    links: readLinks(reader),
    metrics: readMetrics(reader, { host, port }),
    batching: reader.oneOf('BATCHING', ['on', 'off'], 'on') === 'on',
    budgetShare: reader.share('UPSTREAM_BUDGET_SHARE'),
    logLevel: reader.oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    shutdownDrainMs: reader.integer('SHUTDOWN_DRAIN_MS', 5000, { least: 0, most: 15_000 }),
    sharing,
  }
  if (reader.faults.length > 0) throw new ConfigFaults(reader.faults)
  return config
}

function readPublicUrl(reader: VariableReader): URL | undefined {
  const url = reader.url('PUBLIC_URL')
  if (!url) return undefined
  if (url.pathname !== '/' || url.search || url.hash) {
    reader.fault('PUBLIC_URL', 'must be an origin such as https://desk.example.com, without a path')
  }
  return url
}
