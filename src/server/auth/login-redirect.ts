/** `/auth/login` where others sign people in. */
import type { FastifyInstance } from 'fastify'
import { isReturnPath } from '#domain/config/return-path.ts'
import { addRoute } from '../http/routes.ts'

/** Where others sign people in, a visit is all it takes: the proxy in front sees to it on the way here. */
export function addLoginRedirect(app: FastifyInstance): void {
  addRoute(app, ['GET'], '/auth/login', (request, reply) => {
    const asked = new URLSearchParams(request.raw.url?.split('?').slice(1).join('?') ?? '').get('rd') ?? '/'
    return reply.header('cache-control', 'no-store').redirect(isReturnPath(asked) ? asked : '/', 303)
  })
}
