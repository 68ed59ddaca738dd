/** The server's own routes: session, status, CSP reports, health. */
import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import { maySee } from '../auth/person.ts'
import type { Auth } from '../auth/types.ts'
import { Fault } from '../fault.ts'
import { addRoute } from '../http/routes.ts'
import type { LineLimit } from '../observe/line-limit.ts'
import type { Upstream } from '../paxos/upstream.ts'
import { summariseReports } from './csp-report.ts'

type OwnRoutesOptions = {
  readonly version: string
  readonly upstreams: readonly Upstream[]
  readonly auth: Auth
  readonly log: Logger
  readonly limit: LineLimit
  readonly isDraining: () => boolean
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** Content types of CSP reports. */
const reportTypes = ['application/reports+json', 'application/csp-report', 'application/json']

export const ownRoutes: FastifyPluginAsync<OwnRoutesOptions> = async (app, options) => {
  const { version, upstreams, auth, log, limit, isDraining } = options
  addRoute(app, {
    methods: ['GET'],
    url: '/api/session',
    access: 'signed-in',
    // As data is: with `no-store` Chromium would not keep the page that asked, and Back would load it anew.
    handler: (_request, reply, person) =>
      reply
        .headers({ ...json, 'cache-control': 'private, no-cache' })
        .send(JSON.stringify({ mode: auth.mode, ...person })),
  })

  addRoute(app, {
    methods: ['GET'],
    url: '/api/status',
    access: 'signed-in',
    handler: (_request, reply, person) => {
      const seen = upstreams.filter(({ name }) => maySee(person, name))
      const environments = seen.map(upstream => {
        const until = upstream.penaltyUntil()
        return { name: upstream.name, penalty: until ? { until: until.toISOString() } : null }
      })
      return reply.headers(json).send(JSON.stringify({ version, environments }))
    },
  })

  app.addContentTypeParser(reportTypes, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  addRoute(app, {
    methods: ['POST'],
    url: '/api/csp-report',
    // Browsers send reports on their own, also when the reader is signed out.
    access: 'public',
    postedBy: 'browser',
    handler: (request, reply) => {
      for (const report of summariseReports(request.body)) {
        if (!limit.admits('csp_violation')) continue
        log.warn({ event: 'csp_violation', requestId: request.id, ...report }, 'the page broke its content policy')
      }
      return reply.code(204).send()
    },
  })

  addRoute(app, {
    methods: ['GET', 'HEAD'],
    url: '/livez',
    access: 'health',
    handler: (_request, reply) => reply.headers(json).send('{"ok":true}'),
  })
  addRoute(app, {
    methods: ['GET', 'HEAD'],
    url: '/readyz',
    access: 'health',
    handler: (_request, reply) => {
      if (isDraining()) throw new Fault('shutting_down', 'This server is shutting down.')
      if (!auth.isReady()) throw notReady('Nobody can sign in yet: the identity provider has not answered.')
      return reply.headers(json).send('{"ok":true}')
    },
  })
}

const notReady = (detail: string) => new Fault('overloaded', detail, { title: 'Not ready', reason: 'provider_unknown' })
