/** `POST /auth/backchannel-logout`: the provider tells that somebody's session there has ended. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errors } from 'jose'
import type { Clock } from '../../clock.ts'
import { Fault } from '../../fault.ts'
import { addRoute } from '../../http/routes.ts'
import { soleParameter } from '../../http/target.ts'
import type { Outbound } from '../../outbound.ts'
import type { Audit } from '../audit.ts'
import type { AuthRate } from '../auth-rate.ts'
import { subjectOf } from '../person.ts'
import { createRemoteKeys, KeysUnavailable, type RemoteKeys } from '../remote-keys.ts'
import type { RevokedSessions } from '../session/revoked-sessions.ts'
import type { Sessions } from '../session/sessions.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { type LogoutClaims, readLogoutToken } from './logout-token.ts'

export type BackchannelDeps = {
  readonly outbound: Outbound
  readonly provider: IdentityProvider
  readonly clientId: string
  readonly sessions: Sessions
  readonly revoked: RevokedSessions
  readonly rate: AuthRate
  readonly audit: Audit
  readonly addressOf: (request: FastifyRequest) => string | undefined
  readonly clock: Clock
  readonly onKeysFailure: (reason: string) => void
}

const formType = 'application/x-www-form-urlencoded'
/** Longer than a logout token is taken for: afterwards its age alone refuses it. */
const rememberTokenMs = 10 * 60_000

export function addBackchannelRoute(app: FastifyInstance, deps: BackchannelDeps): void {
  const readToken = tokenReader(deps)
  // A separate scope: forms are parsed here and nowhere else.
  app.register((scope, _options, done) => {
    scope.addContentTypeParser(formType, { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body))
    addRoute(scope, {
      methods: ['POST'],
      url: '/auth/backchannel-logout',
      access: 'public',
      postedBy: 'provider',
      handler: async (request, reply) => {
        const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
        const { issuer, claims } = await readToken(soleParameter(form, 'logout_token') ?? '')
        deps.rate.trust(deps.addressOf(request))
        const { sub, sid, iat, jti } = claims
        // First, since a token may also pass for used because too many came at once; ending twice ends nothing more.
        await deps.sessions.endAll({ sub, sid }, iat)
        if (!(await deps.revoked.isFirstUse(jti, iat, rememberTokenMs))) throw refused('logout_token_used')
        const subject = sub === undefined ? undefined : subjectOf(issuer, sub)
        deps.audit('backchannel_logout', { subject, requestId: request.id, address: deps.addressOf(request) })
        return reply.header('cache-control', 'no-store').code(200).send()
      },
    })
    done()
  })
}

function tokenReader({ outbound, provider, clientId, clock, onKeysFailure }: BackchannelDeps) {
  let keys: RemoteKeys | undefined
  return async (token: string): Promise<{ readonly issuer: string; readonly claims: LogoutClaims }> => {
    const { issuer, jwksUrl } = await provider.metadata().catch(() => Promise.reject(unavailable()))
    keys ??= createRemoteKeys(jwksUrl, clock, onKeysFailure, outbound)
    try {
      return { issuer, claims: await readLogoutToken(token, keys, { issuer, audience: clientId }, clock.date()) }
    } catch (error) {
      throw error instanceof KeysUnavailable ? unavailable() : refused(reasonOf(error))
    }
  }
}

/** A token from a minute ahead isn't a forgery: the clocks differ. */
const reasonOf = (error: unknown) =>
  error instanceof errors.JWTClaimValidationFailed && error.claim === 'iat' && error.reason === 'check_failed'
    ? 'logout_token_from_the_future'
    : 'logout_token_invalid'

const refused = (reason: string) => new Fault('bad_request', 'This logout token is not valid here.', { reason })
const unavailable = () =>
  new Fault('internal', 'Logout tokens cannot be checked right now.', {
    status: 503,
    retryAfter: 5,
    reason: 'provider_keys_unavailable',
  })
