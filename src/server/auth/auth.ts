/** Sign-in as the rest of the server sees it: who is asking, and the routes by which they come and go. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Outbound } from '../outbound.ts'
import type { Audit } from './audit.ts'
import type { AuthRates } from './auth-rate.ts'
import { addLoginRedirect } from './login-redirect.ts'
import type { Identify } from './person.ts'
import type { RevokedSessions } from './session/revoked-sessions.ts'

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
  /** The way to the provider. */
  readonly outbound: Outbound
  /** Lower ones in tests. */
  readonly authRates?: AuthRates | undefined
}

const local = { person: { subject: 'local' } }

/** `AUTH_MODE=none`: whoever gets past the loopback rules is the one person there is. */
export const noSignIn: Auth = {
  mode: 'none',
  identify: async () => local,
  isReady: () => true,
  addRoutes: app => addLoginRedirect(app),
  close: () => undefined,
}

/** Loads only what its mode needs: the libraries of the others would cost every start a second and memory. */
export async function createAuth({ auth, sessions }: Pick<Config, 'auth' | 'sessions'>, deps: AuthDeps): Promise<Auth> {
  switch (auth.mode) {
    case 'none':
      return noSignIn
    case 'iap':
      return (await import('./iap-auth.ts')).createIapAuth(auth, deps)
    case 'oidc':
      return (await import('./oidc/oidc-auth.ts')).createOidcAuth(auth, sessions, deps)
  }
}
