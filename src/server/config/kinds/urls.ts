/** Ways to read a setting that is an address. Each throws `Invalid`. */
import { isLoopbackHost } from '../loopback.ts'
import { Secret } from '../secret.ts'
import { Invalid } from '../variable.ts'

const shape = 'must be an absolute https URL'

/** A name of letters, digits, hyphens and underscores, or an IP address; no wildcard, no final dot. */
const host = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/

/** An absolute URL: https, or http to loopback. Never with a user name or password, which would end up in logs. */
export function link(text: string): URL {
  // What URL mends silently (a missing slash, a backslash, a line break) was not meant to be there.
  if (!/^https?:\/\/[^/\\\s][^\\\s]*$/i.test(text) || !URL.canParse(text)) throw new Invalid(shape)
  const parsed = new URL(text)
  if (text.split(/[/?#]/, 3)[2]?.includes('@')) throw new Invalid('must not contain a user name or password')
  if (!host.test(parsed.hostname) || parsed.port === '0') throw new Invalid(shape)
  if (parsed.protocol === 'http:' && !isLoopbackHost(parsed.hostname)) {
    throw new Invalid('must be https; plain http is for loopback only')
  }
  return parsed
}

/** A URL that requests are sent to. */
export function url(text: string): URL {
  const parsed = link(text)
  if (text.includes('#')) throw new Invalid('must not have a fragment')
  return parsed
}

/** An address that others are made from by adding to its path. */
export function baseUrl(text: string): URL {
  const parsed = url(text)
  if (text.includes('?')) throw new Invalid('must not have a query')
  return parsed
}

/** An API's base, such as `https://api.paxos.com/v2`. */
export function apiUrl(text: string): URL {
  const parsed = baseUrl(text)
  if (/^(\/[A-Za-z0-9._~-]+)*\/?$/.test(parsed.pathname)) return parsed
  throw new Invalid('must be a plain base such as https://api.paxos.com/v2')
}

/** Where people reach the desk. */
export function origin(text: string): URL {
  const parsed = baseUrl(text)
  if (parsed.pathname === '/') return parsed
  throw new Invalid('must be an origin such as https://desk.example.com, without a path')
}

const proxyShape = 'must be a URL such as http://proxy.example.com:3128, with / ? # and % in a password percent-encoded'

/** A proxy for calls out, `http://user:password@host:port`, also without `http://`. A secret, for the password's sake. */
export function proxyUrl(text: string): Secret {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (/[\p{Cc}\s\\?#]/u.test(text) || !URL.canParse(full)) throw new Invalid(proxyShape)
  const parsed = new URL(full)
  if (!/^https?:$/.test(parsed.protocol)) throw new Invalid('must be an http or https proxy')
  if (!host.test(parsed.hostname) || parsed.port === '0' || parsed.pathname !== '/') throw new Invalid(proxyShape)
  if (!isEncoded(parsed.username) || !isEncoded(parsed.password)) throw new Invalid(proxyShape)
  if (parsed.username === '' && parsed.password !== '') throw new Invalid('has a password without a user name')
  return new Secret(parsed.href)
}

function isEncoded(part: string): boolean {
  try {
    return typeof decodeURIComponent(part) === 'string'
  } catch {
    return false
  }
}
