/** Sign-in as the rest of the server sees it: who is asking, and the routes by which they come and go. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { isReturnPath } from '#domain/return-path.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { addRoute } from '../http/routes.ts'
import type { Audit } from './audit.ts'
import { addBackchannelRoute } from './backchannel.ts'
import { createIapIdentify, type IapConfig } from './iap.ts'
import { findProvider, type OidcConfig } from './identity-provider.ts'
import { createKeyRing } from './key-ring.ts'
import { createLoginAttempts } from './login-attempts.ts'
import type { Identify } from './person.ts'
import { createRemoteKeys } from './remote-keys.ts'
import type { RevokedSessions } from './revoked-sessions.ts'
import { addSignInRoutes } from './routes.ts'
import { createSessions } from './sessions.ts'

/** What the routes need of the server that they stand in. */
type AuthHost = {
  readonly audit: Audit
  /** Where people reach this server, such as `https://desk.example.com`. */
  readonly originOf: (request: FastifyRequest) => string
  readonly addressOf: (request: FastifyRequest) => string | undefined
}

export type Auth = {
  readonly mode: Config['auth']['mode']
  readonly identify: Identify
  /** Whether whoever vouches for people has been reached once: before that nobody could be let in. */
  readonly isReady: () => boolean
  readonly addRoutes: (app: FastifyInstance, host: AuthHost) => void
  readonly close: () => void
}

export type AuthDeps = {
  readonly revoked: RevokedSessions
  readonly clock: Clock
  readonly log: Logger
}

/** `AUTH_MODE=none`: whoever gets past the loopback rules is the one person there is. */
export const noSignIn: Auth = {
  mode: 'none',
  identify: () => ({ person: { subject: 'local' } }),
  isReady: () => true,
  addRoutes: app => addLoginRedirect(app),
  close: () => undefined,
}

export async function createAuth({ auth, sessions }: Pick<Config, 'auth' | 'sessions'>, deps: AuthDeps): Promise<Auth> {
  switch (auth.mode) {
    case 'none':
      return noSignIn
    case 'iap':
      return iapAuth(auth, deps)
    case 'oidc':
      return oidcAuth(auth, sessions, deps)
  }
}

function iapAuth(config: IapConfig, { clock, log }: AuthDeps): Auth {
  const keys = createRemoteKeys(config.jwksUrl, clock, warnOfKeys(log))
  const stopLooking = untilKnown(keys)
  return {
    mode: 'iap',
    identify: createIapIdentify(config, keys, clock),
    isReady: keys.known,
    addRoutes: app => addLoginRedirect(app),
    close: stopLooking,
  }
}

async function oidcAuth(config: OidcConfig, limits: Config['sessions'], deps: AuthDeps): Promise<Auth> {
  const { clock, log, revoked } = deps
  if (limits.keys.length === 0) {
    log.warn({ event: 'session_keys_random' }, 'SESSION_KEYS is not set: everyone is signed out by the next start')
  }
  const ring = await createKeyRing(limits.keys)
  const sessions = createSessions({ ring, revoked, clock, ...limits })
  const provider = findProvider(config, log)
  return {
    mode: 'oidc',
    identify: ({ headers }) => sessions.identify(headers.cookie),
    isReady: provider.known,
    addRoutes(app, host) {
      addSignInRoutes(app, { config, provider, sessions, attempts: createLoginAttempts(ring, clock), ...host })
      const { clientId } = config
      const { audit } = host
      addBackchannelRoute(app, { provider, clientId, sessions, revoked, audit, clock, onKeysFailure: warnOfKeys(log) })
    },
    close: provider.close,
  }
}

const warnOfKeys = (log: Logger) => (reason: string) =>
  log.warn({ event: 'keys_unreachable', reason }, 'the keys that signatures are checked with could not be fetched')

/** Asks for keys every few seconds until they have come once. */
function untilKnown({ load, known }: ReturnType<typeof createRemoteKeys>): () => void {
  const timer = setInterval(() => (known() ? clearInterval(timer) : void load()), 5000).unref()
  void load()
  return () => clearInterval(timer)
}

/** Where others sign people in, a visit is all it takes: the proxy in front sees to it on the way here. */
function addLoginRedirect(app: FastifyInstance): void {
  addRoute(app, ['GET'], '/auth/login', (request, reply) => {
    const asked = new URLSearchParams(request.raw.url?.split('?').slice(1).join('?') ?? '').get('rd') ?? '/'
    return reply.header('cache-control', 'no-store').redirect(isReturnPath(asked) ? asked : '/', 303)
  })
}
