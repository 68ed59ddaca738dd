/** Puts the parts together and listens. */
import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { AppConfig } from '#domain/app-config.ts'
import { createApp } from './app.ts'
import { createAuth } from './auth/auth.ts'
import { revokedInMemory } from './auth/revoked-sessions.ts'
import { systemClock } from './clock.ts'
import { isLoopbackHost } from './config/loopback.ts'
import type { Config } from './config.ts'
import { type Demo, startDemo } from './demo.ts'
import { trustNetworks } from './http/forwarded.ts'
import { createStore } from './paxos/cache/store.ts'
import { connect, type Timings } from './paxos/connect.ts'
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
  readonly timings?: Timings
}

export async function startServer({ config, site, version, log, timings }: StartOptions): Promise<RunningServer> {
  const demo: Demo | undefined = config.demo ? await startDemo() : undefined
  const environments = demo ? [...config.environments, demo.environment] : config.environments
  const deps = {
    log,
    clock: systemClock,
    random,
    version,
    store: createStore({ clock: systemClock }),
    batching: config.batching,
    budgetShare: config.budgetShare,
    ...(timings && { timings }),
  }
  const upstreams = environments.map(environment => connect(environment, deps))
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
    isDraining: () => draining,
  })
  const close = async () => {
    auth.close()
    await app.close()
    await Promise.all([...upstreams.map(upstream => upstream.close()), demo?.close()])
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

/** Uniform in [0, 1). Spans and jitter need no more than `Math.random`, but then someone would have to remember that. */
const random = () => randomBytes(4).readUInt32BE() / 2 ** 32
