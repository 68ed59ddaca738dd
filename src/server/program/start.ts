/** Puts the parts together and listens. */
import type { Logger } from 'pino'
import { type AppConfig, proxyApiBase } from '#domain/config/app-config.ts'
import { createApp } from '../app.ts'
import { createAuth } from '../auth/auth.ts'
import { revokedInMemory, warnOfForgotten } from '../auth/session/revoked-sessions.ts'
import { systemClock, systemRandom } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { isLoopbackHost } from '../config/loopback.ts'
import { trustNetworks } from '../http/door/forwarded.ts'
import type { PersonLimit } from '../http/door/person-limit.ts'
import { startMetrics } from '../observe/start-metrics.ts'
import { createOutbound } from '../outbound.ts'
import type { RateBudget } from '../paxos/budget/rate-budget.ts'
import { createStore } from '../paxos/cache/store.ts'
import { connect, type Timings } from '../paxos/connect.ts'
import type { Shared } from '../shared/shared.ts'
import { type Drawer, startDrawer } from '../site/drawn/drawing.ts'
import type { Site } from '../site/read-site.ts'
import { type Demo, startDemo } from './demo.ts'

export type RunningServer = {
  /** Where people reach it. */
  readonly url: string
  readonly examples: AppConfig['environments'][number]['examples']
  /** From now on the server is not ready, and each answer ends its connection. */
  readonly drain: () => void
  /** Accepts no new connections, finishes the requests in progress, then releases everything. */
  readonly close: () => Promise<void>
}

export type StartOptions = {
  readonly config: Config
  readonly site: Site
  readonly version: string
  readonly log: Logger
  /** How many lines of `log` could not be written so far. */
  readonly linesDropped?: () => number
  /** Replaced in tests and benchmarks. */
  readonly parts?: {
    readonly timings?: Timings
    readonly budget?: RateBudget
    readonly personLimit?: PersonLimit
  }
}

export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, site, version, log, linesDropped, parts = {} } = options
  const { metrics, close: closeMetrics } = await startMetrics(config.metrics, version, log)
  if (linesDropped) metrics.watchLog(linesDropped)
  const demo: Demo | undefined = config.demo ? await startDemo() : undefined
  const environments = demo ? [...config.environments, demo.environment] : config.environments
  const outbound = createOutbound(config.proxies)
  const deps = {
    log,
    clock: systemClock,
    outbound,
    random: systemRandom,
    version,
    store: createStore({ clock: systemClock }),
    batching: config.batching,
    // For a budget that is not shared, and for batches, which never are.
    budgetFraction: config.budgetFraction / config.sharing.replicaCount,
    ...(parts.timings && { timings: parts.timings }),
    ...(parts.budget && { budget: parts.budget }),
  }
  const shared = await openSharing(config, log)
  if (shared) metrics.watchRedis(shared.isUp)
  const upstreams = environments.map(environment => {
    // Each replica has its own simulator.
    const sharing = environment.name === 'demo' ? undefined : shared?.environment(environment)
    return connect(environment, {
      ...deps,
      metrics: metrics.environment(environment.name),
      ...(sharing && { sharing }),
    })
  })
  const revoked = shared?.revoked ?? revokedInMemory(systemClock, { onForgotten: warnOfForgotten(log) })
  const auth = await createAuth(config, { revoked, clock: systemClock, log, outbound })
  let draining = false
  const drain = () => {
    draining = true
  }
  const appConfig: AppConfig = {
    version,
    defaultEnvironment: config.defaultEnvironment,
    environments: environments.map(({ name }) => ({
      name,
      apiBase: proxyApiBase(name),
      examples: name === 'demo' && demo ? [...demo.examples] : [],
    })),
    ...(auth.mode !== 'none' && { signIn: auth.mode }),
    ...config.page,
  }
  const drawer: Drawer | undefined =
    site.directory === undefined ? undefined : await startDrawer(site.directory, site, appConfig)
  const app = createApp({
    site,
    appConfig,
    drawer,
    upstreams,
    auth,
    publicUrl: config.publicUrl,
    loopbackOnly: auth.mode === 'none' && isLoopbackHost(config.host) && !isPublicDemo(config),
    isTrusted: trustNetworks(config.trustedProxies),
    log,
    metrics,
    isDraining: () => draining,
    ...(parts.personLimit && { personLimit: parts.personLimit }),
  })
  const close = async () => {
    auth.close()
    await app.close()
    await drawer?.close()
    await Promise.all([...upstreams.map(upstream => upstream.close()), demo?.close(), outbound.close(), closeMetrics()])
    shared?.close()
  }
  try {
    const address = await app.listen({ host: config.host, port: config.port })
    const url = config.publicUrl?.origin ?? address
    return { url, examples: demo ? [...demo.examples] : [], drain, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A proxy in front ends TLS, and all data is simulated. */
const isPublicDemo = ({ publicUrl, environments }: Config) =>
  publicUrl?.protocol === 'https:' && environments.length === 0

async function openSharing({ sharing, budgetFraction }: Config, log: Logger): Promise<Shared | undefined> {
  const { redis, replicaCount: replicas } = sharing
  if (!redis) return undefined
  // Loaded only here: most desks run as one process.
  const { openShared } = await import('../shared/shared.ts')
  return openShared({ redis, replicas, budgetFraction, clock: systemClock, log })
}
