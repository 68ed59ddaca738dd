/** The user-info endpoint, where many providers put name and groups. It may fail when the ID token suffices. */
import * as oidc from 'openid-client'
import { codeOf, networkReason, statusOf, word } from './provider-faults.ts'

type Claims = Readonly<Record<string, unknown>>

type UserInfo = { readonly userInfo?: Claims; readonly userInfoFault?: string }

/** What the provider tells about someone who signed in. */
export type SignedIn = UserInfo & {
  /** The claims of the ID token, which is verified. */
  readonly idToken: Claims & { readonly iss: string; readonly sub: string; readonly iat: number }
}

/** The claims of the person with this subject, or a code for why there are none. Never rejects. */
export async function fetchUserInfo(
  provider: oidc.Configuration,
  accessToken: string,
  subject: string,
): Promise<UserInfo> {
  if (!provider.serverMetadata().userinfo_endpoint) return {}
  try {
    return { userInfo: await oidc.fetchUserInfo(provider, accessToken, subject) }
  } catch (error) {
    return { userInfoFault: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  // AD FS answers 401 to a token that was issued for the desk and not for itself.
  if (error instanceof oidc.WWWAuthenticateChallengeError) return `status_${error.status}`
  const code = codeOf(error)
  switch (code) {
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return `status_${statusOf(error) ?? 'unknown'}`
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return 'other_subject'
    case undefined:
      return error instanceof TypeError ? networkReason(error) : 'unreadable'
    default:
      return word(code)
  }
}
