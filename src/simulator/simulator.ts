/** A stand-in for Paxos over real HTTP: token endpoint, API, rate limits, known scenarios and misbehaviours. */
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { readScopes } from '#paxos/api.ts'
import { generatedRecords } from './data/generated.ts'
import { recovering } from './data/sentinel-records.ts'
import { World } from './data/world.ts'
import { Cursors } from './http/cursors.ts'
import { Limits } from './http/limits.ts'
import { notFound, refusalOf } from './http/problems.ts'
import { type LoggedRequest, RequestLog } from './http/request-log.ts'
import { registerApi } from './http/routes.ts'
import { registerTokens, Tokens } from './http/tokens.ts'
import { scenarios } from './scenarios.ts'

export type SimulatorOptions = {
  readonly host?: string
  /** 0 (the default) picks a free one. */
  readonly port?: number
  /** Epoch milliseconds. Token expiry, limits, moving scenarios and `Date` headers use it; timers don't. */
  readonly clock?: () => number
  readonly clientId?: string
  readonly clientSecret?: string
  /** The scopes the client may request: all four read scopes by default. */
  readonly scopes?: readonly string[]
  readonly tokenLifeSeconds?: number
  /** How long an address is refused after a 429: 10 s by default (Paxos: five minutes). */
  readonly throttleMs?: number
  /** `Retry-After` of a 429; no header without it. */
  readonly retryAfter?: string
  /** The window of the limits' averages: five minutes by default. */
  readonly limitWindowMs?: number
  /** Requests per second and address, on average: 1 for tokens and 50 for every other endpoint by default. */
  readonly tokensPerSecond?: number
  readonly requestsPerSecond?: number
  /** The number of ordinary orchestrations beside the scenarios: 5,000 by default. Built when first needed. */
  readonly generated?: number
  readonly cursorLifeSeconds?: number
  /** Delay between head and complete body of a slow response: 5 s by default. */
  readonly slowMs?: number
  /** Time between two bytes of a dripping response: 1 s by default. */
  readonly dripMs?: number
}

export type Simulator = {
  /** `http://127.0.0.1:8090` */
  readonly url: string
  /** `url` and `/v2`: the API base. */
  readonly apiUrl: string
  readonly tokenUrl: string
  /** The last 10,000 requests, oldest first. */
  readonly requests: () => readonly LoggedRequest[]
  readonly close: () => Promise<void>
}

/** Starts a simulator, which listens when the promise resolves. Rejects when the port is unavailable. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, clock = Date.now } = options
  const log = new RequestLog()
  const limits = new Limits({
    clock,
    windowMs: options.limitWindowMs ?? 300_000,
    throttleMs: options.throttleMs ?? 10_000,
    retryAfter: options.retryAfter,
  })
  const tokens = new Tokens({
    clock,
    clientId: options.clientId ?? 'demo',
    clientSecret: options.clientSecret ?? 'demo',
    lifeSeconds: options.tokenLifeSeconds ?? 3600,
    scopes: options.scopes ?? readScopes,
  })
  const app = createApp(clock, log, limits)
  let url = ''
  registerTokens(app, tokens, limits, options.tokensPerSecond ?? 1)
  registerApi(app, {
    world: new World([...Object.values(scenarios), recovering], clock, start =>
      generatedRecords(options.generated ?? 5000, start),
    ),
    tokens,
    limits,
    cursors: new Cursors(clock, (options.cursorLifeSeconds ?? 3600) * 1000),
    clock,
    perSecond: options.requestsPerSecond ?? 50,
    slowMs: options.slowMs ?? 5000,
    dripMs: options.dripMs ?? 1000,
    origin: () => url,
  })
  await app.listen({ host, port })
  const address = app.server.address() as AddressInfo
  url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
  return {
    url,
    apiUrl: `${url}/v2`,
    tokenUrl: `${url}/oauth2/token`,
    requests: () => log.recent(),
    close: () => app.close(),
  }
}

/** The server without routes: log, penalty, common headers, errors as problem documents. */
function createApp(clock: () => number, log: RequestLog, limits: Limits): FastifyInstance {
  const accept = (request: FastifyRequest, reply: FastifyReply) => {
    log.add(request.raw, clock())
    reply.headers({ date: new Date(clock()).toUTCString(), 'x-request-id': request.id })
  }
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(error)
    reply.code(refusal.status).headers(refusal.headers).type('application/problem+json').send(refusal.json(request.id))
  }
  const app = Fastify({
    // Hanging responses and idle keep-alive connections must not delay close().
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 4096 },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    // A path that cannot be decoded never reaches the hooks.
    frameworkErrors: (error, request, reply) => {
      accept(request, reply)
      refuse(error, request, reply)
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    accept(request, reply)
    limits.checkPenalty(request.ip)
  })
  app.setNotFoundHandler(async () => {
    throw notFound('no such endpoint')
  })
  app.setErrorHandler(refuse)
  return app
}
