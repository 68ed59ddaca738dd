/** One line per request, without anything that came from people or from Paxos: no ID, no query, no body, no header. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Fault } from '../fault.ts'

/** What a handler learned that belongs in the log line. */
type Outcome = {
  fault?: Fault
  environment?: string
  /** How the data was come by: a call of its own, or one shared with another request. */
  cache?: 'call' | 'shared'
  readAt?: Date
  /** The opaque ID of who asked. */
  subject?: string
  /** Refused before routing, so the route says nothing. */
  unrouted?: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    outcome: Outcome
  }
}

export function logRequests(app: FastifyInstance, log: Logger): void {
  app.decorateRequest('outcome')
  app.addHook('onRequest', (request, reply, done) => {
    request.outcome = {}
    const startedAt = performance.now()
    // `close` comes after the last byte and after an abort alike: one line either way.
    reply.raw.once('close', () => {
      const line = lineOf(request, reply.raw.statusCode, performance.now() - startedAt)
      if (!reply.raw.writableFinished) log.info({ ...line, aborted: true }, 'request')
      else if (line.code === 'internal') log.error(line, 'request')
      else log.info(line, 'request')
    })
    done()
  })
}

function lineOf(request: FastifyRequest, status: number, ms: number) {
  const { fault, environment, cache, readAt, subject, unrouted } = request.outcome
  return {
    requestId: request.id,
    method: request.method,
    route: unrouted || request.is404 ? '(none)' : (request.routeOptions.url ?? '(none)'),
    status,
    ms: Math.round(ms * 10) / 10,
    ...(environment !== undefined && { environment }),
    ...(cache !== undefined && { cache }),
    ...(readAt !== undefined && { dataAgeMs: Math.max(0, Date.now() - readAt.getTime()) }),
    ...(fault !== undefined && { code: fault.code }),
    ...(fault?.reason !== undefined && { reason: fault.reason }),
    ...(fault?.upstream?.status !== undefined && { upstreamStatus: fault.upstream.status }),
    ...(subject !== undefined && { subject }),
  }
}
