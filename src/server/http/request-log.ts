/** One line per request, without anything that came from people or from Paxos: no ID, no query, no body, no header. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Fault } from '../fault.ts'
import type { Served } from '../paxos/cache/served.ts'

/** What a handler learned that belongs in the log line. */
type Outcome = {
  fault?: Fault
  environment?: string
  /** The opaque ID of who asked. */
  subject?: string
  served?: Pick<Served, 'how' | 'ageMs' | 'stale'>
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
  const { fault, environment, served, subject, unrouted } = request.outcome
  return {
    requestId: request.id,
    method: request.method,
    route: unrouted || request.is404 ? '(none)' : (request.routeOptions.url ?? '(none)'),
    status,
    ms: Math.round(ms * 10) / 10,
    ...(environment !== undefined && { environment }),
    ...(served !== undefined && { cache: served.how, dataAgeMs: Math.round(served.ageMs) }),
    ...(served?.stale !== undefined && { stale: served.stale.reason }),
    ...(fault !== undefined && { code: fault.code }),
    ...(fault?.reason !== undefined && { reason: fault.reason }),
    ...(fault?.upstream?.status !== undefined && { upstreamStatus: fault.upstream.status }),
    ...(subject !== undefined && { subject }),
  }
}
