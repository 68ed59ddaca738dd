/** Fastify with our bounds, before it has any routes. */
import { randomUUID } from 'node:crypto'
import { METHODS } from 'node:http'
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { targetFault, unroutable } from './door/raw-request.ts'
import type { InboundLimits } from './limits.ts'

type ServerOptions = {
  readonly limits: InboundLimits
  readonly clientErrorHandler: NonNullable<FastifyServerOptions['clientErrorHandler']>
}

export function createServer({ limits, clientErrorHandler }: ServerOptions): FastifyInstance {
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
    clientErrorHandler,
    // The router never sees a target that is not plain; `addresses` answers what was asked for.
    rewriteUrl: ({ url = '' }) => (targetFault(url) ? unroutable : url),
  })
  // A route that takes a body says which kinds.
  app.removeAllContentTypeParsers()
  app.server.maxConnections = limits.connections
  // Node would answer an unknown `Expect` by itself; ignoring it keeps all answers alike.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  return app
}
