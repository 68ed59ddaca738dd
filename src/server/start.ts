/** Puts the parts together and listens. */
import type { Logger } from 'pino'
import type { AppConfig } from '#domain/app-config.ts'
import { type AppDeps, createApp } from './app.ts'
import { createAuth } from './auth/auth.ts'
import { revokedInMemory } from './auth/revoked-sessions.ts'
import { systemClock, systemRandom } from './clock.ts'
import { isLoopbackHost } from './config/loopback.ts'
import type { Config } from './config.ts'
import { type Demo, startDemo } from './demo.ts'
import { trustNetworks } from './http/forwarded.ts'
import { startMetrics } from './observe/start-metrics.ts'
import { createStore } from './paxos/cache/store.ts'
import { type ConnectDeps, connect } from './paxos/connect.ts'
import type { Site } from './site/read-site.ts'

export type RunningServer = {
  /** Where people reach it. */
  readonly url: string
  readonly examples: AppConfig['environments'][number]['examples']
  /** From now on: not ready, and each answer ends its connection. */
  readonly drain: () => void
  /** Takes no new connections, lets requests under way finish, then lets go of everything. */
  readonly close: () => Promise<void>
}

export type StartOptions = {
  readonly config: Config
  readonly site: Site
  readonly version: string
  readonly log: Logger
  /** Other parts than the usual ones, in tests and benchmarks. */
  readonly parts?: Pick<Partial<ConnectDeps>, 'timings' | 'budget'> & Pick<Partial<AppDeps>, 'personLimit'>
}

export async function startServer({ config, site, version, log, parts = {} }: StartOptions): Promise<RunningServer> {
  const { metrics, close: closeMetrics } = await startMetrics(config.metrics, version, log)
  const demo: Demo | undefined = config.demo ? await startDemo() : undefined
  const environments = demo ? [...config.environments, demo.environment] : config.environments
  const deps = {
    log,
    clock: systemClock,
    random: systemRandom,
    version,
    store: createStore({ clock: systemClock }),
    batching: config.batching,
    budgetShare: config.budgetShare,
    ...parts,
  }
  const upstreams = environments.map(environment =>
    connect(environment, { ...deps, metrics: metrics.environment(environment.name) }),
  )
  const revoked = revokedInMemory(systemClock)
  const auth = await createAuth(config, { revoked, clock: systemClock, log })
  let draining = false
  const drain = () => {
    draining = true
  }
  const app = createApp({
    site,
    appConfig: {
      version,
      defaultEnvironment: config.defaultEnvironment,
      environments: environments.map(({ name }) => ({
        name,
        apiBase: `/api/${name}/v2`,
        examples: name === 'demo' && demo ? [...demo.examples] : [],
      })),
      links: config.links,
    },
    upstreams,
    auth,
    publicUrl: config.publicUrl,
    loopbackOnly: auth.mode === 'none' && isLoopbackHost(config.host),
    isTrusted: trustNetworks(config.trustedProxies),
    log,
    metrics,
    isDraining: () => draining,
    ...(parts.personLimit && { personLimit: parts.personLimit }),
  })
  const close = async () => {
    auth.close()
    await app.close()
    await Promise.all([...upstreams.map(upstream => upstream.close()), demo?.close(), closeMetrics()])
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
