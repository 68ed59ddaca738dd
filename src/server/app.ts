/** The whole server without a socket. */
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, METHODS, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { AppConfig } from '#domain/config/app-config.ts'
import { dataSender } from './api/data-reply.ts'
import { addOwnRoutes } from './api/own-routes.ts'
import { addApiRoutes } from './api/routes.ts'
import { type Audit, auditTo } from './auth/audit.ts'
import type { Auth } from './auth/auth.ts'
import { recordReads } from './auth/reads.ts'
import { requirePerson } from './auth/require-person.ts'
import { systemClock } from './clock.ts'
import { Fault } from './fault.ts'
import { crossSiteFault, hostFault, loopbackFault, ownHeaderFault } from './http/access.ts'
import { clientErrorHandler } from './http/client-errors.ts'
import { askedHost, clientAddress, type IsTrusted } from './http/forwarded.ts'
import { headerTables } from './http/headers.ts'
import { type InboundLimits, inboundLimits } from './http/limits.ts'
import { createPersonLimit, type PersonLimit } from './http/person-limit.ts'
import { sendProblem } from './http/problem-reply.ts'
import { rawRequestFault } from './http/raw-request.ts'
import { logRequests } from './http/request-log.ts'
import { pathOf } from './http/target.ts'
import { type Metrics, noMetrics } from './observe/metrics.ts'
import type { Upstream } from './paxos/upstream.ts'
import { indexPage } from './site/index-page.ts'
import { linkHints } from './site/link-hints.ts'
import type { Site } from './site/read-site.ts'
import { addSiteRoutes, withoutSlash } from './site/routes.ts'

/** The answer that a connection was last asked for. On the socket, since a weak map of them costs each collection. */
const latestAnswer = Symbol('latest answer')
type Answering = Socket & { [latestAnswer]?: ServerResponse }

export type AppDeps = {
  readonly site: Site
  /** What the page is told; its environments are the ones of `upstreams`. */
  readonly appConfig: AppConfig
  readonly upstreams: readonly Upstream[]
  readonly auth: Auth
  readonly publicUrl: URL | undefined
  /** Set when the server listens on loopback and nobody signs in: then it serves loopback only. */
  readonly loopbackOnly: boolean
  /** The proxies in front whose `X-Forwarded-*` headers are believed. */
  readonly isTrusted: IsTrusted
  readonly log: Logger
  readonly metrics?: Metrics
  readonly isDraining: () => boolean
  /** With a clock of its own in tests. */
  readonly personLimit?: PersonLimit
  /** Shorter ones in tests. */
  readonly limits?: InboundLimits
}

export function createApp(deps: AppDeps): FastifyInstance {
  const {
    site,
    appConfig,
    upstreams,
    auth,
    publicUrl,
    isTrusted,
    log,
    metrics = noMetrics,
    isDraining,
    limits = inboundLimits,
  } = deps
  const { personLimit = createPersonLimit(systemClock) } = deps
  // Without sign-in all tabs of a machine are one, and are counted as such.
  const personOf = (request: FastifyRequest) => (auth.mode === 'none' ? undefined : request.person?.subject)
  const tables = headerTables(publicUrl?.protocol === 'https:')
  const faults = new WeakMap<IncomingMessage, Fault>()
  const writeAudit = auditTo(log)
  const audit: Audit = (event, fields) => {
    metrics.audited(event)
    writeAudit(event, fields)
  }
  const addressOf = (request: FastifyRequest) => clientAddress(request.raw, isTrusted)

  const app = fastify({
    logger: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.idleMs,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestMs,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      maxHeaderSize: limits.headerBytes,
      // Checked with the others, so that the refusal is a problem document too.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: 12 * 1024 },
    genReqId: () => randomUUID(),
    clientErrorHandler: clientErrorHandler(tables.api, log, metrics, socket =>
      isUnderWay((socket as Answering)[latestAnswer]),
    ),
    // Runs before routing. The router never sees a target that is not plain; the hook below answers it.
    rewriteUrl: request => {
      const fault = rawRequestFault(request)
      if (!fault) return request.url ?? '/'
      faults.set(request, fault)
      return '/'
    },
  })
  app.server.maxConnections = limits.connections
  // Node would answer an unknown `Expect` by itself; ignoring it keeps all answers alike.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)

  logRequests(app, log, metrics)
  app.addHook('onRequest', (request, reply, done) => {
    const socket: Answering = request.raw.socket
    socket[latestAnswer] = reply.raw
    const unplain = faults.get(request.raw)
    const fault = unplain ?? accessFault(request, deps)
    if (unplain) {
      request.outcome.unrouted = true
      reply.header('connection', 'close')
    }
    const elsewhere = fault ? undefined : withoutSlash(request)
    if (elsewhere !== undefined) return reply.header('cache-control', 'no-cache').redirect(elsewhere, 308)
    if (!fault && !request.is404) return done()
    if (fault?.code === 'forbidden') {
      audit('refused', { requestId: request.id, address: addressOf(request), reason: fault.reason })
    }
    // Answered here and not by a handler: a handler would wait for the body first.
    return sendProblem(reply, fault ?? new Fault('not_found', 'There is nothing at this address.'))
  })
  requirePerson(app, auth)
  // When it is sent and not when it was asked for: what was under way at the signal ends its connection too.
  app.addHook('onSend', (request, reply, _payload, done) => {
    for (const name in tables.api) if (!reply.hasHeader(name)) reply.header(name, tables.api[name])
    reply.header('x-request-id', request.id)
    if (isDraining()) reply.header('connection', 'close')
    done()
  })
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Fault) && !isClientError(error)) {
      log.error(
        { requestId: request.id, stack: error instanceof Error ? error.stack : String(error) },
        'internal error',
      )
    }
    return sendProblem(reply, error)
  })

  addOwnRoutes(app, { version: appConfig.version, upstreams, auth, log, isDraining })
  auth.addRoutes(app, { audit, originOf: request => ownOrigin(request, deps), addressOf })
  addApiRoutes(app, {
    upstreams,
    personLimit,
    personOf,
    recordRead: recordReads(audit, systemClock),
    sendData: dataSender(tables.api, isDraining),
  })
  addSiteRoutes(app, {
    files: site.files,
    page: indexPage(site.indexHtml, { ...appConfig, ...(auth.mode !== 'none' && { signIn: auth.mode }) }),
    hints: linkHints(site.manifest),
    pageHeaders: tables.page,
    environments: appConfig.environments.map(({ name }) => name),
    defaultEnvironment: appConfig.defaultEnvironment,
  })
  return app
}

/** Health is for whoever starts and stops the process; everything else asks who is there. */
function accessFault(request: FastifyRequest, deps: AppDeps): Fault | undefined {
  const { raw } = request
  const { loopbackOnly, publicUrl, isTrusted } = deps
  const path = pathOf(raw)
  if (path === '/livez' || path === '/readyz') return undefined
  const fault = loopbackOnly ? loopbackFault(raw) : hostFault(askedHost(raw, isTrusted), publicUrl)
  if (fault) return fault
  // People arrive at the other addresses by links of other sites: from a ticket, and from the identity provider.
  const isOwnBusiness = path.startsWith('/api/') || (path.startsWith('/auth/') && raw.method === 'POST')
  if (!isOwnBusiness) return undefined
  return crossSiteFault(raw, () => ownOrigin(request, deps)) ?? ownHeaderFault(raw, path)
}

/** Whether a part of this answer has left and the rest has not: another head in between would corrupt it. */
const isUnderWay = (answer: ServerResponse | undefined) => answer?.headersSent === true && !answer.writableFinished

const ownOrigin = ({ raw }: FastifyRequest, { publicUrl, isTrusted }: AppDeps) =>
  publicUrl?.origin ?? `http://${askedHost(raw, isTrusted)}`

const isClientError = (error: unknown) =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500
