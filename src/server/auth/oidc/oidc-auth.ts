/** `AUTH_MODE=oidc`: people sign in at an OpenID Connect provider, and keep a sealed session here. */

import type { OidcConfig } from '../../config/auth.ts'
import type { Config } from '../../config/config.ts'
import { createAuthRate, limitRate } from '../auth-rate.ts'
import { warnOfKeys } from '../remote-keys.ts'
import { createKeyRing } from '../session/key-ring.ts'
import { createSessions } from '../session/sessions.ts'
import type { Auth, AuthDeps } from '../types.ts'
import { addBackchannelRoute } from './backchannel.ts'
import { findProvider } from './identity-provider.ts'
import { createLoginAttempts } from './login-attempts.ts'
import { addSignInRoutes } from './routes.ts'

export async function createOidcAuth(config: OidcConfig, limits: Config['sessions'], deps: AuthDeps): Promise<Auth> {
  const { clock, log, revoked, outbound, authRates } = deps
  if (limits.keys.length === 0) {
    log.warn({ event: 'session_keys_random' }, 'SESSION_KEYS is not set: everyone is signed out by the next start')
  }
  const ring = await createKeyRing(limits.keys)
  const sessions = createSessions({ ring, revoked, clock, environmentGroups: config.environmentGroups, ...limits })
  const provider = findProvider(config, log, outbound)
  const rate = createAuthRate(clock, authRates)
  return {
    mode: 'oidc',
    identify: sessions.identify,
    isReady: provider.known,
    addRoutes(app, host) {
      app.register(async routes => {
        limitRate(routes, rate, host.addressOf)
        addSignInRoutes(routes, {
          config,
          provider,
          sessions,
          attempts: createLoginAttempts(ring, clock),
          log,
          ...host,
        })
        const { clientId } = config
        const onKeysFailure = warnOfKeys(log)
        addBackchannelRoute(routes, {
          outbound,
          provider,
          clientId,
          sessions,
          revoked,
          rate,
          clock,
          onKeysFailure,
          ...host,
        })
      })
    },
    close: provider.close,
  }
}
