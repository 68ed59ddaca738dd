/** Sign-in as the rest of the server sees it, whichever way people sign in. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Outbound } from '../outbound.ts'
import type { Audit } from './audit.ts'
import type { AuthRates } from './auth-rate.ts'
import type { Identify } from './person.ts'
import type { RevokedSessions } from './session/revoked-sessions.ts'

/** What the routes need of the server. */
type AuthHost = {
  readonly audit: Audit
  /** Where people reach this server, such as `https://desk.example.com`. */
  readonly originOf: (request: FastifyRequest) => string
  readonly addressOf: (request: FastifyRequest) => string | undefined
}

export type Auth = {
  readonly mode: Config['auth']['mode']
  readonly identify: Identify
  /** Whether the identity provider has been reached once: until then nobody can sign in. */
  readonly isReady: () => boolean
  readonly addRoutes: (app: FastifyInstance, host: AuthHost) => void
  readonly close: () => void
}

export type AuthDeps = {
  readonly revoked: RevokedSessions
  readonly clock: Clock
  readonly log: Logger
  /** For requests to the identity provider. */
  readonly outbound: Outbound
  /** Lower ones in tests. */
  readonly authRates?: AuthRates | undefined
}
