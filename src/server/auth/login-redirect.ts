/** `/auth/login` where others sign people in. */
import type { FastifyInstance } from 'fastify'
import { addRoute } from '../http/routes.ts'
import { returnToOf } from './return-to.ts'

/** Where others sign people in, a visit is all it takes: the proxy in front sees to it on the way here. */
export function addLoginRedirect(app: FastifyInstance): void {
  addRoute(app, {
    methods: ['GET'],
    url: '/auth/login',
    access: 'public',
    handler: (request, reply) => reply.header('cache-control', 'no-store').redirect(returnToOf(request), 303),
  })
}
