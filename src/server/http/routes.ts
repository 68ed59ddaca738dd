/** Registers routes so that each also answers the methods it does not have. */
import type { FastifyInstance, HTTPMethods, RouteHandlerMethod } from 'fastify'
import { Fault } from '../fault.ts'
import { sendProblem } from './problem-reply.ts'

export type Method = 'GET' | 'HEAD' | 'POST'

/** A route for these methods; every other one that HTTP knows gets 405 with `Allow`, before its body is looked at. */
export function addRoute(
  app: FastifyInstance,
  methods: readonly Method[],
  url: string,
  handler: RouteHandlerMethod,
): void {
  app.route({
    method: [...methods],
    url,
    handler(request, reply) {
      request.outcome.route = url
      return handler.call(this, request, reply)
    },
  })
  const others = app.supportedMethods.filter(method => !methods.some(one => one === method))
  app.route({
    method: others as HTTPMethods[],
    url,
    onRequest: (_request, reply) => {
      reply.header('allow', methods.join(', '))
      sendProblem(reply, new Fault('method_not_allowed', `Only ${methods.join(' and ')} here.`))
    },
    handler: (_request, reply) => reply,
  })
}
