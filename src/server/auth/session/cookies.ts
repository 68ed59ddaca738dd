/** Cookies as this server sets and reads them: bound to this very host (`__Host-`), over TLS, out of reach of scripts. */
import { withoutBlanks } from '../../http/field-text.ts'

export const sessionCookie = '__Host-session'
/** One for each sign-in under way. */
export const attemptCookie = (id: string): string => `__Host-tx-${id}`

/** Whether this is the name of a cookie that we set. */
export const isOwn = (name: string): boolean => /^__Host-(session|tx-[A-Za-z0-9_-]{12})$/.test(name)

export const isAttemptCookie = (name: string): boolean => isOwn(name) && name !== sessionCookie

type Attributes = { readonly maxAgeSeconds?: number }

/**
 * A `Set-Cookie` value. Without `maxAgeSeconds` the browser drops it when it closes. Lax: people arrive by a link from a
 * ticket or from the identity provider, and every write is checked for its origin.
 */
export function setCookie(name: string, value: string, { maxAgeSeconds }: Attributes = {}): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`
}

/** The `Set-Cookie` value that removes one. */
export const clearCookie = (name: string): string => setCookie(name, '', { maxAgeSeconds: 0 })

/** `name` is empty for a cookie without one, which browsers send as its bare value. */
export type Cookie = { readonly name: string; readonly value: string }

/**
 * The cookies of a `Cookie` header in its order, byte for byte: Node gives it with one character for each byte. Only space
 * and tab are stripped (RFC 6265 section 5.4). JavaScript's `trim` also takes a no-break space off a name, which another
 * host of the same domain may set, and makes ours of it.
 */
export function readCookies(header: string | undefined): readonly Cookie[] {
  if (header === undefined) return []
  return header.split(';').flatMap(pair => {
    const text = withoutBlanks(pair)
    const at = text.indexOf('=')
    if (text === '') return []
    if (at < 0) return [{ name: '', value: text }]
    return [{ name: withoutBlanks(text.slice(0, at)), value: withoutBlanks(text.slice(at + 1)) }]
  })
}

/** Why a cookie is not believed: it came twice, or another one came whose name imitates its name. */
const doubts = ['cookie_twice', 'cookie_lookalike'] as const
export type CookieDoubt = (typeof doubts)[number]

export const isCookieDoubt = (reason: string | undefined): boolean => doubts.some(doubt => doubt === reason)

export type FoundCookie =
  | { readonly value: string | undefined; readonly doubt?: undefined }
  | { readonly value?: undefined; readonly doubt: CookieDoubt }

/**
 * The one cookie of exactly this name. Browsers send a `__Host-` cookie once, so a second one, or one whose name differs by
 * odd bytes or by case only, was planted, and which of them is ours can't be told.
 */
export function soleCookie(name: string, cookies: readonly Cookie[]): FoundCookie {
  if (cookies.some(cookie => cookie.name !== name && shownName(cookie) === name.toLowerCase())) {
    return { doubt: 'cookie_lookalike' }
  }
  const [first, second] = cookies.filter(cookie => cookie.name === name)
  return second ? { doubt: 'cookie_twice' } : { value: first?.value }
}

/** Whether a lenient parser or an old browser would take this cookie for one that we set. */
export const isLookalike = (cookie: Cookie): boolean =>
  !isOwn(cookie.name) && /^__host-(session|tx-[a-z0-9_-]{12})$/.test(shownName(cookie))

/**
 * A name without the bytes that no name may hold (RFC 6265: an RFC 9110 token), all in lower case. Browsers send a cookie
 * without a name as its bare value, which may hold a name.
 */
function shownName({ name, value }: Cookie): string {
  const shown = name === '' ? (value.split('=')[0] ?? '') : name
  return shown.replaceAll(/[^!#$%&'*+\-.^_`|~0-9A-Za-z]/g, '').toLowerCase()
}
