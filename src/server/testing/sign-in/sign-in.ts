/** Sign-in settings for tests. */

import type { AuthConfig, Config } from '../../config/config.ts'
import { Secret } from '../../config/secret.ts'
import { canaries } from '../canaries.ts'

export const clientId = 'desk'

type Oidc = Extract<AuthConfig, { mode: 'oidc' }>

export const sessionKeys = {
  old: new Secret('old-session-key-old-session-key-0001'),
  current: new Secret('current-session-key-current-sess-02'),
}

/** `AUTH_MODE=oidc` at this issuer. */
export const oidcAt = (
  issuer: URL,
  own: Partial<Oidc> = {},
  sessions: Partial<Config['sessions']> = {},
): Pick<Config, 'auth' | 'sessions'> => ({
  auth: {
    mode: 'oidc',
    issuer,
    clientId,
    clientSecret: new Secret(canaries.clientSecret),
    allowedGroups: [],
    environmentGroups: {},
    hasOpenEnvironment: true,
    groupsClaim: 'groups',
    ...own,
  },
  sessions: { keys: [sessionKeys.current], idleMs: 30 * 60_000, maxMs: 8 * 3_600_000, ...sessions },
})

export const iap = { header: 'x-assertion', issuer: 'https://iap.example', audience: '/projects/1/desk' } as const

/** `AUTH_MODE=iap` with the keys at this address. */
export const iapAt = (jwksUrl: URL, own: { readonly header?: string } = {}): Pick<Config, 'auth' | 'sessions'> => ({
  auth: { mode: 'iap', ...iap, jwksUrl, algorithms: ['ES256'], ...own },
  sessions: { keys: [], idleMs: 60_000, maxMs: 60_000 },
})
