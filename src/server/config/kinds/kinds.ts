/** Ways to read the text of a setting. Each throws `Invalid`. */
import { BlockList, isIP } from 'node:net'
import { Secret } from '../secret.ts'
import { Invalid } from '../variable.ts'

/** Any text on one line. */
export function text(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new Invalid('must not contain line breaks or other control characters')
  return value
}

export const textUpTo =
  (most: number) =>
  (value: string): string => {
    if (text(value).length > most) throw new Invalid(`must be at most ${most} characters long`)
    return value
  }

/** A client ID or secret of OAuth 2.0: printable ASCII (RFC 6749 appendix A). */
export function credential(value: string): string {
  if (!/^[\x20-\x7e]+$/.test(value)) throw new Invalid('must consist of printable ASCII characters')
  return value
}

export const secretCredential = (value: string): Secret => new Secret(credential(value))

export const oneOf =
  <const Choices extends readonly string[]>(...choices: Choices) =>
  (value: string): Choices[number] => {
    const choice = choices.find(one => one === value)
    if (choice === undefined) throw new Invalid(`must be one of: ${choices.join(', ')}`)
    return choice
  }

export const onOff = (value: string): boolean => oneOf('on', 'off')(value) === 'on'

export const integer =
  (least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    throw new Invalid(`must be a whole number from ${least} to ${most}`)
  }

export const port = integer(0, 65_535)

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Text such as `30m` as milliseconds. */
export function duration(value: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(value) ?? []
  const ms = Number(count) * (unitMs[unit] ?? 0)
  if (ms > 0 && ms <= 30 * 86_400_000) return ms
  throw new Invalid('must be a duration such as 30m or 8h, up to 30d')
}

/** A decimal number above 0, up to 1. */
export function share(value: string): number {
  const number = /^(0?\.\d{1,6}|1(\.0+)?)$/.test(value) ? Number(value) : 0
  if (number > 0) return number
  throw new Invalid('must be a number above 0 and up to 1')
}

/** What commas separate, without the white space around it. */
export const items = (value: string) => value.split(',').map(item => item.trim())

export function list(what: string, isItem: (item: string) => boolean) {
  return (value: string): readonly string[] => {
    const all = items(text(value))
    if (!all.every(isItem)) throw new Invalid(`must be ${what}, separated by commas`)
    return all
  }
}

/** An address to listen on. Names are refused: what one resolves to differs from machine to machine. */
export function listenAddress(value: string): string {
  if (value.toLowerCase() === 'localhost') return '127.0.0.1'
  const bare = value.replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare)) return bare
  throw new Invalid('must be an IP address of this machine, such as 127.0.0.1 or 0.0.0.0, or localhost')
}

/** Networks such as `10.0.0.0/8`, and single addresses. */
export function networks(value: string): readonly string[] {
  const all = list('networks such as 10.0.0.0/8', isNetwork)(value)
  // Everyone could then claim any address and any host name.
  if (all.some(network => network.endsWith('/0'))) throw new Invalid('must not trust every address (/0)')
  return all
}

function isNetwork(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (rest.length > 0 || (bits !== undefined && !/^(0|[1-9]\d{0,2})$/.test(bits))) return false
  try {
    new BlockList().addSubnet(address, Number(bits ?? 0), family)
    return true
  } catch {
    return false
  }
}

/** Keys of sessions, newest first. */
export function sessionKeys(value: string): readonly Secret[] {
  const keys = items(text(value))
  if (keys.some(key => Buffer.byteLength(key) < 32)) {
    throw new Invalid('must be keys of at least 32 bytes each, separated by commas, newest first')
  }
  if (new Set(keys).size < keys.length) throw new Invalid('has the same key twice')
  return keys.map(key => new Secret(key))
}

/** Request headers that are never an assertion, however the proxy in front is set up. */
const reservedHeaders = ['host', 'cookie', 'set-cookie', 'connection', 'content-length', 'transfer-encoding']

/** The name of a request header, in lower case as Node gives it. */
export function headerName(value: string): string {
  const name = value.toLowerCase()
  if (/^[a-z0-9-]{1,64}$/.test(name) && !reservedHeaders.includes(name)) return name
  throw new Invalid('must be the name of a header')
}

/** Scopes as the token endpoint takes them (RFC 6749 section 3.3). */
export function scope(value: string): string {
  if (/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(value)) return value
  throw new Invalid('must be scopes separated by single spaces')
}
