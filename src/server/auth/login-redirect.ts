/** `/auth/login` where others sign people in. */
import type { FastifyInstance } from 'fastify'
import { isReturnPath } from '#domain/config/return-path.ts'
import { addRoute } from '../http/routes.ts'
import { rawQuery } from '../http/target.ts'

/** Where others sign people in, a visit is all it takes: the proxy in front sees to it on the way here. */
export function addLoginRedirect(app: FastifyInstance): void {
  addRoute(app, {
    methods: ['GET'],
    url: '/auth/login',
    access: 'public',
    handler: (request, reply) => {
      const asked = new URLSearchParams(rawQuery(request.raw)).get('rd') ?? '/'
      return reply.header('cache-control', 'no-store').redirect(isReturnPath(asked) ? asked : '/', 303)
    },
  })
}
