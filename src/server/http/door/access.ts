/** Who may pass. Decided on what the matched route declares; nothing here looks at the address. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Identified } from '../../auth/person.ts'
import { isCookieDoubt } from '../../auth/session/cookies.ts'
import type { Auth } from '../../auth/types.ts'
import { Fault } from '../../fault.ts'
import { crossSiteFault, isRead, isVisit, ownHeaderFault } from './cross-site.ts'
import type { OwnName } from './own-name.ts'
import { type PersonLimit, rateLimitHeaders } from './person-limit.ts'

export type AccessOptions = {
  readonly auth: Pick<Auth, 'mode' | 'identify'>
  readonly personLimit: PersonLimit
  readonly ownName: Pick<OwnName, 'isOwnOrigin'>
  /** Tells the audit log of a refusal. */
  readonly onRefused: (request: FastifyRequest, fault: Fault) => void
}

/** Runs before a body is read and before any handler. Expects the request to match a route. */
export const access = fp<AccessOptions>(async (app, options) => {
  app.decorateRequest('person')

  app.addHook('onRequest', async (request, reply) => {
    const { access, allow, postedBy, takesPerson } = request.routeOptions.config
    if (access === 'health') return
    // People arrive at public pages by links of other sites: from a ticket, and from the identity provider. A method
    // that the route doesn't take is refused anyway, so that other sites learn nothing from it either.
    const fromAnywhere = access === 'public' && (isRead(request.method) || allow !== undefined)
    if (fromAnywhere) {
      if (takesPerson?.(request) && isVisit(request.raw)) await letInIfKnown(request, reply, options)
      return
    }
    const fault =
      crossSiteFault(request.raw, options.ownName) ??
      (allow === undefined && postedBy === undefined ? ownHeaderFault(request.raw) : undefined)
    if (fault) {
      options.onRefused(request, fault)
      throw fault
    }
    if (access !== 'public') await letIn(request, reply, options)
  })
})

/** Nothing is looked up or read before the person is known. */
async function letIn(request: FastifyRequest, reply: FastifyReply, options: AccessOptions) {
  const { auth, personLimit } = options
  const { person, cookie } = await identify(request, options)
  request.outcome.subject = person.subject
  if (cookie !== undefined) reply.header('set-cookie', cookie)
  // Without sign-in all tabs of a machine are one person, and are counted as such.
  const allowance = personLimit.take(auth.mode === 'none' ? undefined : person.subject)
  if (!allowance.allowed) {
    reply.headers(rateLimitHeaders(allowance))
    throw new Fault('user_rate_limited', 'Too many requests. Slow down.', { retryAfter: allowance.retryMs / 1000 })
  }
  request.person = person
}

/** A public page without a person holds no data, so a refusal only leaves the person out. */
async function letInIfKnown(request: FastifyRequest, reply: FastifyReply, options: AccessOptions) {
  try {
    await letIn(request, reply, options)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}

/** Who is signed out is nothing to report; a cookie that someone planted is. */
async function identify(request: FastifyRequest, { auth, onRefused }: AccessOptions): Promise<Identified> {
  try {
    return await auth.identify(request.raw)
  } catch (error) {
    if (error instanceof Fault && isCookieDoubt(error.reason)) onRefused(request, error)
    throw error
  }
}
