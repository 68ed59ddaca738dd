/** Registers routes. Each declares who may ask for it, and everything that guards it goes by that declaration. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Person } from '../auth/person.ts'
import { Fault } from '../fault.ts'
import { sendProblem } from './problem-reply.ts'

/** `signed-in` takes a person who is known; `health` answers under any host name, for probes. */
const levels = ['public', 'signed-in', 'health'] as const
type Access = (typeof levels)[number]

type Method = 'GET' | 'HEAD' | 'POST'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** The address as logs and metrics name it, without the router's patterns. */
    template?: string
    /** Who posts here without our own header; by default only our own page posts. */
    postedBy?: 'browser' | 'provider'
    /** Longest request target in bytes, where it may exceed the usual bound. */
    maxTargetBytes?: number
    /** On a public route: whether this request's answer holds data if a person is known, who then counts as its reader. */
    takesPerson?: (request: FastifyRequest) => boolean
    /** The methods that the route accepts, named in the answer to all others. */
    allow?: readonly Method[]
  }
  interface FastifyRequest {
    /** Who is asking, within their limit; always set when the handler of a `signed-in` route runs. */
    person: Person | undefined
  }
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown
type SignedInHandler = (request: FastifyRequest, reply: FastifyReply, person: Person) => unknown

type Route = {
  readonly methods: readonly Method[]
  readonly url: string
  /** Regular expressions that parameters match, by name; a parameter without one is any one segment. */
  readonly where?: Readonly<Record<string, string>>
  readonly postedBy?: 'browser' | 'provider'
  readonly maxTargetBytes?: number
} & (
  | {
      readonly access: 'public' | 'health'
      readonly handler: Handler
      readonly takesPerson?: ((request: FastifyRequest) => boolean) | undefined
    }
  | { readonly access: 'signed-in'; readonly handler: SignedInHandler }
)

/** Adds a route; every other method that HTTP knows gets 405 with `Allow`, before its body is read. */
export function addRoute(app: FastifyInstance, route: Route): void {
  const { methods, url: template, where = {}, access, postedBy, maxTargetBytes } = route
  const url = template.replace(
    /:(\w+)/g,
    (parameter, name: string) => parameter + (where[name] ? `(${where[name]})` : ''),
  )
  const config = { access, template, ...(maxTargetBytes !== undefined && { maxTargetBytes }) }
  app.route({
    method: [...methods],
    url,
    config: {
      ...config,
      ...(postedBy && { postedBy }),
      ...(route.access === 'public' && route.takesPerson && { takesPerson: route.takesPerson }),
    },
    handler: (request, reply) =>
      route.access === 'signed-in' ? route.handler(request, reply, personOf(request)) : route.handler(request, reply),
  })
  app.route({
    method: app.supportedMethods.filter(method => !methods.some(one => one === method)) as HTTPMethods[],
    url,
    config: { ...config, allow: methods },
    onRequest: async (_request, reply) => {
      reply.header('allow', methods.join(', '))
      return sendProblem(reply, new Fault('method_not_allowed', `Only ${methods.join(' and ')} here.`))
    },
    handler: (_request, reply) => reply,
  })
}

/** Whatever happened on the way here: without a person, nothing of a `signed-in` route runs. */
function personOf({ person }: FastifyRequest): Person {
  if (!person) throw new Fault('unauthenticated', 'Sign in to read this.', { reason: 'not_identified' })
  return person
}

/** Makes adding a route without a declaration throw. Call before any route is added. */
export function requireDeclaredAccess(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!levels.some(level => level === config?.access))
      throw new Error(`The route ${method} ${url} does not declare its access.`)
  })
}
