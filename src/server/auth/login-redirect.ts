/** `/auth/login` where others sign people in. */
import type { FastifyInstance } from 'fastify'
import { isReturnPath } from '#domain/config/return-path.ts'
import { addRoute } from '../http/routes.ts'
import { rawQuery, soleParameter } from '../http/target.ts'

/** Where others sign people in, a visit is all it takes: the proxy in front sees to it on the way here. */
export function addLoginRedirect(app: FastifyInstance): void {
  addRoute(app, {
    methods: ['GET'],
    url: '/auth/login',
    access: 'public',
    handler: (request, reply) => {
      const asked = soleParameter(new URLSearchParams(rawQuery(request.raw)), 'rd') ?? '/'
      return reply.header('cache-control', 'no-store').redirect(isReturnPath(asked) ? asked : '/', 303)
    },
  })
}
