/** The whole server without a socket. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { AppConfig } from '#domain/config/app-config.ts'
import { ownRoutes } from './api/own-routes.ts'
import { createReadData } from './api/read-data.ts'
import { apiRoutes } from './api/routes.ts'
import { type Audit, auditTo } from './auth/audit.ts'
import { recordReads } from './auth/reads.ts'
import type { Auth } from './auth/types.ts'
import { systemClock } from './clock.ts'
import type { Fault } from './fault.ts'
import { clientErrorHandler } from './http/client-errors.ts'
import { createConnections } from './http/connections/connections.ts'
import { finishConnections } from './http/connections/finish.ts'
import { connectionGuard } from './http/connections/guard.ts'
import { access } from './http/door/access.ts'
import { addresses, answerNowhere } from './http/door/addresses.ts'
import { clientAddress, type IsTrusted } from './http/door/forwarded.ts'
import { hostRules } from './http/door/host-rules.ts'
import { createOwnName } from './http/door/own-name.ts'
import { createPersonLimit, type PersonLimit } from './http/door/person-limit.ts'
import { framing } from './http/door/raw-request.ts'
import { headerTables, securityHeaders } from './http/headers.ts'
import { type InboundLimits, inboundLimits } from './http/limits.ts'
import { problemReplies } from './http/problem-reply.ts'
import { requestLog } from './http/request-log.ts'
import { requireDeclaredAccess } from './http/routes.ts'
import { createServer } from './http/server.ts'
import { createLineLimit, type LineLimit } from './observe/line-limit.ts'
import { type Metrics, noMetrics } from './observe/metrics.ts'
import type { Upstream } from './paxos/upstream.ts'
import { inlineSources } from './site/drawn/document.ts'
import type { Drawer } from './site/drawn/drawing.ts'
import { drawnPageSender } from './site/drawn/drawn-page.ts'
import { indexPage, inlineScriptHashes } from './site/index-page.ts'
import { linkHints } from './site/link-hints.ts'
import type { Site } from './site/read-site.ts'
import { pageSender, siteRoutes } from './site/routes.ts'

export type AppDeps = {
  readonly site: Site
  /** The page's configuration; its environments are those of `upstreams`. */
  readonly appConfig: AppConfig
  readonly upstreams: readonly Upstream[]
  readonly auth: Auth
  readonly publicUrl: URL | undefined
  /** Set when the server listens on loopback without sign-in: then it serves loopback only. */
  readonly loopbackOnly: boolean
  /** The proxies in front whose `X-Forwarded-*` headers are believed. */
  readonly isTrusted: IsTrusted
  readonly log: Logger
  readonly metrics?: Metrics
  /** Injected by tests, with a fake clock. */
  readonly lineLimit?: LineLimit
  readonly isDraining: () => boolean
  /** Injected by tests, with a fake clock. */
  readonly personLimit?: PersonLimit
  /** Draws pages; without it the browser does. */
  readonly drawer?: Omit<Drawer, 'close'> | undefined
  /** Shorter ones in tests. */
  readonly limits?: InboundLimits
}

export function createApp(deps: AppDeps): FastifyInstance {
  const { site, appConfig, upstreams, auth, publicUrl, loopbackOnly, isTrusted, log, lineLimit, isDraining, drawer } =
    deps
  const { metrics = noMetrics, limits = inboundLimits, personLimit = createPersonLimit(systemClock) } = deps
  const page = indexPage(site.indexHtml, appConfig)
  const inline = drawer && inlineSources(drawer.parts)
  const headers = headerTables(publicUrl?.protocol === 'https:', {
    scripts: [...inlineScriptHashes(site.indexHtml), ...(inline?.scripts ?? [])],
    styles: inline?.styles ?? [],
  })
  const limit = lineLimit ?? createLineLimit({ log, metrics, clock: systemClock })
  const writeAudit = auditTo(log, limit)
  const audit: Audit = (event, fields) => {
    metrics.audited(event)
    writeAudit(event, fields)
  }
  const addressOf = (request: FastifyRequest) => clientAddress(request.raw, isTrusted)
  const ownName = createOwnName(publicUrl, isTrusted)
  const onRefused = (request: FastifyRequest, { reason }: Fault) =>
    audit('refused', {
      requestId: request.id,
      subject: request.person?.subject,
      address: addressOf(request),
      environment: request.outcome.environment,
      reason,
    })

  const sendPage = pageSender(page, headers.page)
  const nowhere = answerNowhere(sendPage)

  const readData = createReadData({ upstreams, recordRead: recordReads(audit, systemClock), onRefused })

  const sendDrawn =
    drawer &&
    drawnPageSender({
      drawer,
      headers: headers.page,
      readData,
      onFailure: (request, error) => {
        if (!limit.admits('internal_error')) return
        log.error(
          { requestId: request.id, stack: error instanceof Error ? error.stack : String(error) },
          'page not drawn',
        )
      },
    })

  const connections = createConnections(systemClock.now)
  const app = createServer({
    limits,
    clientErrorHandler: clientErrorHandler({
      headers: headers.api,
      log,
      metrics,
      limit,
      isAnswering: connections.isAnswering,
    }),
  })
  requireDeclaredAccess(app)
  app.addHook('onClose', async () => limit.close())

  // Every answer.
  app.register(requestLog, { log, metrics, limit })
  app.register(connectionGuard, { connections, limits, log, metrics, now: systemClock.now })
  app.register(finishConnections, { connections })
  app.register(securityHeaders, { headers: headers.api, isDraining })
  app.register(problemReplies, { log, limit })

  // The door, in this order: nothing below runs for a request that one of these refuses.
  app.register(framing)
  app.register(hostRules, { loopbackOnly, ownName, onRefused })
  app.register(addresses, { nowhere })
  app.register(access, { auth, personLimit, ownName, onRefused })

  app.register(ownRoutes, { version: appConfig.version, upstreams, auth, log, limit, isDraining })
  app.register(async scope => auth.addRoutes(scope, { audit, originOf: ({ raw }) => ownName.originOf(raw), addressOf }))
  app.register(apiRoutes, { readData })
  app.register(siteRoutes, {
    files: site.files,
    hints: linkHints(site.manifest),
    sendPage,
    nowhere,
    environments: appConfig.environments.map(({ name }) => name),
    defaultEnvironment: appConfig.defaultEnvironment,
    originOf: ({ raw }) => ownName.originOf(raw),
    sendDrawn,
  })
  return app
}
