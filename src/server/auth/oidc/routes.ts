/** `/auth/*` of `AUTH_MODE=oidc`: to the provider and back, and out again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { OidcConfig } from '../../config/auth.ts'
import { Fault } from '../../fault.ts'
import { addRoute } from '../../http/routes.ts'
import { rawQuery, soleParameter } from '../../http/target.ts'
import type { Audit, AuditFields } from '../audit.ts'
import { keptGroups } from '../environment-groups.ts'
import { namesOf, subjectOf } from '../person.ts'
import { returnToOf } from '../return-to.ts'
import { readCookies } from '../session/cookies.ts'
import { clearPlanted, doubtText } from '../session/planted-cookies.ts'
import { clearSession, type Sessions } from '../session/sessions.ts'
import { admit } from './admission.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { Attempt, LoginAttempts } from './login-attempts.ts'
import { sendFailure } from './sign-in-failures.ts'
import { SignInFault } from './sign-in-fault.ts'
import type { SignedIn } from './user-info.ts'

export type SignInDeps = {
  readonly config: OidcConfig
  readonly provider: IdentityProvider
  readonly attempts: LoginAttempts
  readonly sessions: Sessions
  readonly audit: Audit
  readonly log: Logger
  /** Where people reach this server, such as `https://desk.example.com`. */
  readonly originOf: (request: FastifyRequest) => string
  readonly addressOf: (request: FastifyRequest) => string | undefined
}

const callbackPath = '/auth/callback'

export function addSignInRoutes(app: FastifyInstance, deps: SignInDeps): void {
  const access = 'public'
  addRoute(app, {
    methods: ['GET'],
    url: '/auth/login',
    access,
    handler: (request, reply) => startSignIn(deps, request, reply),
  })
  addRoute(app, {
    methods: ['GET'],
    url: callbackPath,
    access,
    handler: (request, reply) => finishSignIn(deps, request, reply),
  })
  addRoute(app, {
    methods: ['POST'],
    url: '/auth/logout',
    access,
    handler: (request, reply) => signOut(deps, request, reply),
  })
}

async function startSignIn(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply) {
  // Only a person following a link: anything else could start sign-ins behind their back.
  const { 'sec-fetch-mode': mode = 'navigate', 'sec-fetch-dest': destination = 'document' } = request.headers
  if (mode !== 'navigate' || destination !== 'document') {
    const reason = 'not_a_navigation'
    deps.audit('refused', { ...about(deps, request), reason })
    throw new Fault('forbidden', 'Signing in begins with a link.', { reason })
  }
  const query = queryOf(request)
  const returnTo = returnToOf(request)
  const { cookie } = request.headers
  const replaces = await deps.sessions.current(cookie)
  const { attempt, cookies } = await deps.attempts.begin({ returnTo, replaces }, cookie)
  // Mostly that is all it takes; where a planted cookie stays, the way back says so.
  reply.header('set-cookie', clearsOf(deps, request))
  const redirectUri = new URL(callbackPath, deps.originOf(request))
  try {
    const url = await deps.provider.signInUrl(attempt, redirectUri, soleParameter(query, 'again') === '1')
    return leave(reply, url.href, cookies)
  } catch (error) {
    return failed(deps, request, reply, error, returnTo)
  }
}

async function finishSignIn(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply) {
  const { cookie } = request.headers
  const { attempt, doubt = deps.sessions.doubt(cookie) } = await deps.attempts.find(
    soleParameter(queryOf(request), 'state') ?? '',
    cookie,
  )
  if (doubt) {
    reply.header('set-cookie', clearsOf(deps, request))
    return failed(
      deps,
      request,
      reply,
      new SignInFault('planted_cookie', doubt, { body: doubtText(doubt) }),
      attempt?.returnTo ?? '/',
    )
  }
  if (!attempt) return failed(deps, request, reply, new SignInFault('unknown_attempt', 'unknown_attempt'), '/')
  // Used up, whatever comes of it.
  const forget = deps.attempts.forget(attempt)
  reply.header('set-cookie', forget)
  const returnedTo = new URL(callbackPath, deps.originOf(request))
  returnedTo.search = rawQuery(request.raw)
  try {
    return await signIn(deps, request, reply, attempt, await deps.provider.signedIn(attempt, returnedTo))
  } catch (error) {
    return failed(deps, request, reply, error, attempt.returnTo)
  }
}

async function signIn(
  deps: SignInDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: Attempt,
  signedIn: SignedIn,
) {
  const { iss, sub, iat: issuedAt, sid } = signedIn.idToken
  const subject = subjectOf(iss, sub)
  request.outcome.subject = subject
  const groups = admit(deps.config, signedIn)
  const session = await deps.sessions.begin({
    subject,
    ...namesOf({ ...signedIn.userInfo, ...signedIn.idToken }),
    sub,
    sid: typeof sid === 'string' ? sid : undefined,
    issuedAt,
    groups: keptGroups(deps.config.environmentGroups, groups),
  })
  // A browser has one session at a time, so the previous one is ended.
  if (attempt.replaces !== undefined) await deps.sessions.end(attempt.replaces)
  deps.audit('sign_in', about(deps, request))
  return leave(reply, attempt.returnTo, [session])
}

async function signOut(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply) {
  for (const session of await deps.sessions.all(request.headers.cookie)) {
    request.outcome.subject = session.subject
    await deps.sessions.end(session)
    deps.audit('sign_out', about(deps, request))
  }
  return reply.headers({ 'cache-control': 'no-store', 'set-cookie': clearSession }).code(204).send()
}

function failed(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply, error: unknown, returnTo: string) {
  if (!(error instanceof SignInFault)) throw error
  const { kind, reason, details } = error
  deps.audit(kind === 'denied' ? 'denied' : 'sign_in_failed', { ...about(deps, request), reason })
  if (details.facts) {
    const line = { event: 'sign_in_problem', requestId: request.id, reason, ...details.facts }
    deps.log.warn(line, 'a sign-in failed for a reason that settings can mend')
  }
  return sendFailure(request, reply, error, returnTo)
}

/** 303, so that the browser follows with a GET. Keeps cookies that are already set. */
const leave = (reply: FastifyReply, url: string, cookies: readonly string[]) =>
  reply
    .header('set-cookie', [...cookies])
    .header('cache-control', 'no-store')
    .redirect(url, 303)

/** Removes what imitates our cookies. */
const clearsOf = (deps: SignInDeps, request: FastifyRequest): string[] => {
  const { host } = new URL(deps.originOf(request))
  return [...clearPlanted(readCookies(request.headers.cookie), { host, target: request.raw.url ?? '/' })]
}

const about = (deps: SignInDeps, request: FastifyRequest): AuditFields => ({
  subject: request.outcome.subject,
  requestId: request.id,
  address: deps.addressOf(request),
})

const queryOf = (request: FastifyRequest) => new URLSearchParams(rawQuery(request.raw))
