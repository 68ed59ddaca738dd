/** `AUTH_MODE=iap`: a proxy in front signs people in, and vouches for them in a header. */
import { createAuthRate, limitRate } from './auth-rate.ts'
import { createIapIdentify, type IapConfig } from './iap.ts'
import { addLoginRedirect } from './login-redirect.ts'
import { createRemoteKeys, warnOfKeys } from './remote-keys.ts'
import type { Auth, AuthDeps } from './types.ts'

export function createIapAuth(config: IapConfig, { clock, log, outbound, authRates }: AuthDeps): Auth {
  const keys = createRemoteKeys(config.jwksUrl, clock, warnOfKeys(log), outbound)
  const stopLooking = untilKnown(keys)
  return {
    mode: 'iap',
    identify: createIapIdentify(config, keys, clock),
    isReady: keys.known,
    addRoutes: (app, { addressOf }) =>
      app.register(async routes => {
        limitRate(routes, createAuthRate(clock, authRates), addressOf)
        addLoginRedirect(routes)
      }),
    close: stopLooking,
  }
}

/** Asks for keys every few seconds until they have come once. */
function untilKnown({ load, known }: ReturnType<typeof createRemoteKeys>): () => void {
  const timer = setInterval(() => (known() ? clearInterval(timer) : void load()), 5000).unref()
  void load()
  return () => clearInterval(timer)
}
