/** A stand-in Paxos over real HTTP: token endpoint, API, rate limits, known stories and known misbehaviours. */
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
  /** 0 (the default) takes a free one. */
  readonly port?: number
  /** Epoch milliseconds. Token expiry, limits, moving scenarios and `Date` headers go by it; timers do not. */
  readonly clock?: () => number
  readonly clientId?: string
  readonly clientSecret?: string
  /** The scopes that the client may ask for: all four read scopes unless told. */
  readonly scopes?: readonly string[]
  readonly tokenLifeSeconds?: number
  /** How long an address is refused after a 429: 10 s unless told (Paxos: five minutes). */
  readonly throttleMs?: number
  /** What `Retry-After` says on a 429; without it there is no such header. */
  readonly retryAfter?: string
  /** The window over which the limits are averages: five minutes unless told. */
  readonly limitWindowMs?: number
  /** Requests per second and address, on average: 1 for tokens and 50 for every other endpoint unless told. */
  readonly tokensPerSecond?: number
  readonly requestsPerSecond?: number
  /** How many ordinary payments there are beside the scenarios: 5,000 unless told. Made when first needed. */
  readonly generated?: number
  readonly cursorLifeSeconds?: number
  /** How long after its head the body of a slow answer is whole: 5 s unless told. */
  readonly slowMs?: number
  /** The time between two bytes of a dripping answer: 1 s unless told. */
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

/** Starts a simulator; it listens when the promise resolves. Rejects when the port cannot be had. */
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

/** The server without routes: log, penalty, headers that every answer has, errors as problem documents. */
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
    // Hanging answers and idle keep-alive connections must not hold up close().
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
