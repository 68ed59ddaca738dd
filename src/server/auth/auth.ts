/** Sets up sign-in as `AUTH_MODE` says. */
import type { Config } from '../config/config.ts'
import { addLoginRedirect } from './login-redirect.ts'
import type { Auth, AuthDeps } from './types.ts'

const local = { person: { subject: 'local' } }

/** `AUTH_MODE=none`: everyone who passes the loopback rules is the same person. */
export const noSignIn: Auth = {
  mode: 'none',
  identify: async () => local,
  isReady: () => true,
  addRoutes: app => addLoginRedirect(app),
  close: () => undefined,
}

/** Loads the libraries of this mode only: those of the others would cost every start a second, and memory. */
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
