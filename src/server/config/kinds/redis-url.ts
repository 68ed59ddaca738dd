/** `REDIS_URL`, parsed once: the library gets parts and parses no URL. */
import { Secret } from '../secret.ts'
import { Invalid } from '../variable.ts'

export type RedisAddress = {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** Undefined for Redis's default user. */
  readonly username: string | undefined
  readonly password: Secret | undefined
  /** Redis decides whether it exists. */
  readonly database: number
}

const shape =
  'must be a URL such as redis://:password@host:6379/0, or rediss:// for TLS, with / ? # and % in the password percent-encoded'

const host = /^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\])$/

/** Reads `redis://user:password@host:port/database`; throws `Invalid`. */
export function redisUrl(text: string): RedisAddress {
  if (!/^rediss?:\/\/[^?#]+$/i.test(text) || /\p{Cc}/u.test(text) || !URL.canParse(text)) throw new Invalid(shape)
  const url = new URL(text)
  if (!host.test(url.hostname) || url.port === '0' || !/^\/?\d{0,4}$/.test(url.pathname)) throw new Invalid(shape)
  const username = decode(url.username)
  const password = decode(url.password)
  if (username !== '' && password === '') {
    throw new Invalid('has a user name without a password; a password alone is written redis://:password@host')
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 6379 : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: username || undefined,
    password: password === '' ? undefined : new Secret(password),
    database: Number(url.pathname.slice(1)),
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Invalid('has a user name or password that is not percent-encoded: a % in it is written %25')
  }
}
