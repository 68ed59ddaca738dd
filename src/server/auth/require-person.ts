/** Nobody reads anything before it is known who they are: runs before caches, limits and handlers. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from '../http/target.ts'
import type { Auth } from './auth.ts'
import type { Identified, Person } from './person.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every request for data. */
    person: Person | undefined
  }
}

/** Browsers report violations by themselves, also of a page whose reader is signed out. */
const open = '/api/csp-report'

const needsPerson = ({ raw }: FastifyRequest) => raw.url?.startsWith('/api/') === true && pathOf(raw) !== open

export function requirePerson(app: FastifyInstance, auth: Auth): void {
  app.decorateRequest('person')
  app.addHook('onRequest', (request, reply, done) => {
    if (!needsPerson(request)) return done()
    const welcome = ({ person, cookie }: Identified) => {
      request.person = person
      request.outcome.subject = person.subject
      if (cookie !== undefined) reply.header('set-cookie', cookie)
      done()
    }
    const identified = auth.identify(request.raw)
    if (identified instanceof Promise) identified.then(welcome, done)
    else welcome(identified)
  })
}
