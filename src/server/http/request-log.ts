/** One line per request, without anything that came from people or from Paxos: no ID, no query, no body, no header. */
import type { ServerResponse } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Logger } from 'pino'
import type { Fault } from '../fault.ts'
import type { LineLimit } from '../observe/line-limit.ts'
import type { Metrics } from '../observe/metrics.ts'
import { type Trace, traceOf } from '../observe/trace.ts'
import type { CacheResult } from '../paxos/cache/result.ts'

/** No response, since the client had left; the status that nginx uses. */
const leftEarly = 499

/** What a handler learned that belongs in the log line. */
type Outcome = {
  fault?: Fault
  environment?: string
  /** The opaque ID of who asked. */
  subject?: string
  result?: Pick<CacheResult, 'how' | 'ageMs' | 'stale'>
}

declare module 'fastify' {
  interface FastifyRequest {
    outcome: Outcome
    trace: Trace
  }
}

type RequestLogOptions = { readonly log: Logger; readonly metrics: Metrics; readonly limit: LineLimit }

export const requestLog = fp<RequestLogOptions>(async (app, { log, metrics, limit }) => {
  app.decorateRequest('outcome')
  app.decorateRequest('trace')
  app.addHook('onRequest', (request, reply, done) => {
    request.outcome = {}
    request.trace = traceOf(request.id, request.headers.traceparent)
    const startedAt = performance.now()
    // `close` comes after the last byte and after an abort alike: one line either way.
    reply.raw.on('close', () => {
      const ms = performance.now() - startedAt
      const line = lineOf(request, reply.raw, ms)
      metrics.request(line.route, line.status, ms)
      if (line.environment && line.cache) metrics.cache(line.environment, line.cache)
      const isKnown = line.subject !== undefined && line.code !== 'user_rate_limited'
      if (!isKnown && !limit.admits('request', line.route)) return
      log[line.code === 'internal' ? 'error' : 'info'](line, 'request')
    })
    done()
  })
})

/** What is undefined is left out of the line. */
function lineOf(request: FastifyRequest, response: ServerResponse, ms: number) {
  const { template, url } = request.routeOptions.config
  const { fault, environment, result, subject } = request.outcome
  return {
    requestId: request.id,
    traceId: request.trace.traceId,
    method: request.method,
    route: template ?? url ?? '(none)',
    status: response.headersSent ? response.statusCode : leftEarly,
    ms: Math.round(ms * 10) / 10,
    environment,
    cache: result?.how,
    dataAgeMs: result && Math.round(result.ageMs),
    stale: result?.stale?.reason,
    code: fault?.code,
    reason: fault?.reason,
    upstreamStatus: fault?.upstream?.status,
    subject,
    aborted: response.writableFinished ? undefined : true,
  }
}
