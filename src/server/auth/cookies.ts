/** Cookies as this server sets and reads them: each bound to this very host (`__Host-`), over TLS, out of reach of scripts. */

type Attributes = { readonly sameSite: 'Strict' | 'Lax'; readonly maxAgeSeconds?: number }

/** A `Set-Cookie` value. Without `maxAgeSeconds` the browser drops it when it closes. */
export function setCookie(name: string, value: string, { sameSite, maxAgeSeconds }: Attributes): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}${age}`
}

/** The `Set-Cookie` value that removes one. */
export const clearCookie = (name: string): string => setCookie(name, '', { sameSite: 'Strict', maxAgeSeconds: 0 })

/** The cookies whose name begins so, as name and value, in the order of the header. */
export function cookiesNamed(prefix: string, header: string | undefined): readonly (readonly [string, string])[] {
  if (header === undefined || !header.includes(prefix)) return []
  return header.split(';').flatMap(pair => {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    return at > 0 && name.startsWith(prefix) ? [[name, pair.slice(at + 1).trim()] as const] : []
  })
}
