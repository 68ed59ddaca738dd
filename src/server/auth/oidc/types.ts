import type { AuthConfig } from '../../config.ts'
import type { UserInfo } from './user-info.ts'

export type OidcConfig = Extract<AuthConfig, { mode: 'oidc' }>

type Claims = Readonly<Record<string, unknown>>

/** The provider's answer about someone who signed in. */
export type SignedIn = UserInfo & {
  /** The claims of the ID token, which is verified. */
  readonly idToken: Claims & { readonly iss: string; readonly sub: string; readonly iat: number }
}
