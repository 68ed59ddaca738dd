/** The server on a real socket in front of the test's upstream, with all its output recorded. */
import { Agent, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RouteOptions } from 'fastify'
import type { LevelWithSilent } from 'pino'
import { expect, vi } from 'vitest'
import type { ProblemDocument } from '#domain/problems/problem-code.ts'
import { readScopes } from '#paxos/api.ts'
import { type AppDeps, createApp } from '../../app.ts'
import { createAuth, noSignIn } from '../../auth/auth.ts'
import type { AuthRates } from '../../auth/auth-rate.ts'
import { type RevokedSessions, revokedInMemory } from '../../auth/session/revoked-sessions.ts'
import type { Clock, Random } from '../../clock.ts'
import { systemClock } from '../../clock.ts'
import type { Config, EnvironmentConfig } from '../../config/config.ts'
import { Secret } from '../../config/secret.ts'
import { createPersonLimit } from '../../http/door/person-limit.ts'
import { createLineLimit } from '../../observe/line-limit.ts'
import { logTo } from '../../observe/log.ts'
import { createPrometheusMetrics } from '../../observe/prometheus.ts'
import { direct } from '../../outbound.ts'
import { createStore } from '../../paxos/cache/store.ts'
import { type ConnectDeps, connect, timings as realTimings, type Timings } from '../../paxos/connect.ts'
import { canaries, expectNoCanary, expectNothingPersonal, personal } from '../canaries.ts'
import { testSite } from './site.ts'

// Hundreds of requests are slow on a busy machine; tests about a deadline assert it themselves.
vi.setConfig({ testTimeout: 30_000 })

type DeskOptions = {
  readonly apiUrl: URL
  readonly tokenUrl: URL
  readonly clock?: Clock
  readonly random?: Random
  readonly timings?: Partial<Timings>
  readonly penaltyMs?: number
  /** Besides `sandbox`. */
  readonly otherEnvironments?: readonly EnvironmentConfig[]
  readonly app?: Partial<AppDeps>
  /** Settings for sign-in. */
  readonly signIn?: Pick<Config, 'auth' | 'sessions'>
  readonly authRates?: AuthRates
  /** Shared by several servers, as replicas. */
  readonly revoked?: RevokedSessions
  /** `off` to test below the cache: each read is a call. */
  readonly cache?: 'on' | 'off'
  readonly connection?: Partial<ConnectDeps>
  readonly logLevel?: LevelWithSilent
}

type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  readonly text: string
  /** The body, validated as a problem document. */
  readonly problem: ProblemDocument
}

export type Desk = {
  readonly url: string
  readonly port: number
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>
  readonly ask: (method: string, path: string, headers?: Record<string, string>, body?: string) => Promise<Reply>
  /** Reads one orchestration, as most tests do. */
  readonly read: (id?: string) => Promise<Reply>
  /** Every route, as registered with Fastify. */
  readonly routes: readonly RouteOptions[]
  /** Parsed log lines so far. */
  readonly log: () => readonly Record<string, unknown>[]
  /** The metrics as they would be scraped. */
  readonly metrics: () => Promise<string>
  /** Closes, and fails if a response, log line or metric contains a secret, or a log line or metric personal data. */
  readonly close: () => Promise<void>
}

/** Constant jitter in the middle of its range. */
const half: Random = () => 0.5

/** Headers that a browser or a misconfigured proxy might send: none may be forwarded. */
const smuggled = {
  authorization: `Bearer ${canaries.authorization}`,
  cookie: `session=${canaries.cookie}`,
  'user-agent': personal.agent,
  referer: `https://tickets.example/?text=${personal.query}`,
}

/** The test server's environment. */
export const testEnvironment = ({
  apiUrl,
  tokenUrl,
  penaltyMs = 300_000,
}: Pick<DeskOptions, 'apiUrl' | 'tokenUrl' | 'penaltyMs'>): EnvironmentConfig => ({
  name: 'sandbox',
  apiUrl,
  tokenUrl,
  clientId: 'desk-client',
  clientSecret: new Secret(canaries.clientSecret),
  scope: readScopes.join(' '),
  penaltyMs,
})

export async function startDesk(options: DeskOptions): Promise<Desk> {
  const lines: string[] = []
  const outputs: string[] = []
  const log = logTo(options.logLevel ?? 'trace', { write: line => lines.push(line) })
  const clock = options.clock ?? systemClock
  const metrics = createPrometheusMetrics('0.0.0')
  // One byte holds no answer.
  const store = createStore({ clock, ...(options.cache === 'off' && { maxBytes: 1 }) })
  const connectTo = (environment: EnvironmentConfig) =>
    connect(environment, {
      log,
      clock,
      random: options.random ?? half,
      version: '0.0.0',
      timings: { ...realTimings, ...options.timings },
      metrics: metrics.environment(environment.name),
      store,
      batching: true,
      budgetFraction: 1,
      ...options.connection,
    })
  const connections = [testEnvironment(options), ...(options.otherEnvironments ?? [])].map(connectTo)
  const { signIn, revoked = revokedInMemory(clock) } = options
  const { outbound = direct } = options.connection ?? {}
  const auth = signIn
    ? await createAuth(signIn, { revoked, clock, log, outbound, authRates: options.authRates })
    : noSignIn
  const app = createApp({
    site: testSite,
    appConfig: {
      version: '0.0.0',
      defaultEnvironment: 'sandbox',
      environments: connections.map(({ name }) => ({ name, apiBase: `/api/${name}/v2`, examples: [] })),
      links: { explorers: {} },
    },
    upstreams: connections,
    auth,
    personLimit: createPersonLimit(clock),
    lineLimit: createLineLimit({ log, metrics, clock }),
    publicUrl: undefined,
    loopbackOnly: !signIn,
    isTrusted: () => false,
    log,
    metrics,
    isDraining: () => false,
    ...options.app,
  })
  const routes: RouteOptions[] = []
  app.addHook('onRoute', route => void routes.push(route))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 300 })
  const ask: Desk['ask'] = async (method, path, headers, body) => {
    const reply = await send({ agent, port, method, path, headers: { ...smuggled, ...headers }, body })
    outputs.push(JSON.stringify(reply.headers), reply.text)
    return reply
  }
  const get: Desk['get'] = (path, headers) => ask('GET', path, headers)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    ask,
    get,
    read: (id = 'id-1') => get(`/api/sandbox/v2/orchestration/orchestrations/${id}`),
    routes,
    log: () => lines.map(line => JSON.parse(line)),
    metrics: () => metrics.text(),
    close: async () => {
      agent.destroy()
      auth.close()
      await app.close()
      await Promise.all(connections.map(connection => connection.close()))
      const numbers = await metrics.text()
      expectNoCanary([...outputs, ...lines, numbers])
      expectNothingPersonal([...lines, numbers])
    },
  }
}

type Sending = {
  readonly agent: Agent
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

function send({ agent, port, method, path, headers, body }: Sending): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, host: '127.0.0.1', port, method, path, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          bytes,
          text: bytes.toString(),
          get problem() {
            return asProblem(response.statusCode ?? 0, response.headers as Record<string, string>, bytes)
          },
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Checks that a response is a problem document that agrees with its headers. */
function asProblem(status: number, headers: Record<string, string>, bytes: Buffer): ProblemDocument {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/)
  const problem = JSON.parse(bytes.toString()) as ProblemDocument
  expect(problem.status).toBe(status)
  expect(problem.requestId).toBe(headers['x-request-id'])
  expect(problem.type).toBe(`urn:orchestration-desk:problem:${problem.code}`)
  expect(headers['retry-after']).toBe(problem.retryAfter === undefined ? undefined : String(problem.retryAfter))
  return problem
}
