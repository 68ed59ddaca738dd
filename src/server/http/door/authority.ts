/** Parses what names a machine in a request: `Host`, `Origin`, and what proxies in front say in `X-Forwarded-*`. */
import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/** A host in lower case, IPv6 in brackets and in its shortest form, and the port where one is named. */
export type Authority = { readonly host: string; readonly port: number | undefined }

export type Origin = Authority & { readonly scheme: 'http' | 'https' }

const defaultPorts = { http: 80, https: 443 } as const

const name = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i

/** Parses `host` or `host:port`; undefined for anything else. A final dot stays, since not every name may have one. */
export function parseAuthority(text: string): Authority | undefined {
  const [, literal, bare = '', digits] = /^(?:(\[[^\]]*\])|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? []
  const port = digits === undefined ? undefined : Number(digits)
  if (port !== undefined && port > 65_535) return undefined
  if (literal === undefined) return name.test(bare) ? { host: bare.toLowerCase(), port } : undefined
  const address = parseIPv6(literal.slice(1, -1))
  return address === undefined ? undefined : { host: `[${address}]`, port }
}

/** Parses an origin as browsers write it; undefined for anything else, `null` included. */
export function parseOrigin(text: string): Origin | undefined {
  const [, scheme = '', rest = ''] = /^(https?):\/\/(.*)$/i.exec(text) ?? []
  const authority = parseAuthority(rest)
  return authority && { ...authority, scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http' }
}

/** Whether an authority, asked for by this origin's scheme, is the one of the origin. */
export function isAuthorityOf({ host, port }: Authority, origin: Origin): boolean {
  const { [origin.scheme]: defaultPort } = defaultPorts
  return withoutDot(host) === withoutDot(origin.host) && (port ?? defaultPort) === (origin.port ?? defaultPort)
}

export const isSameOrigin = (one: Origin, other: Origin): boolean =>
  one.scheme === other.scheme && isAuthorityOf(one, other)

/** `desk.example.` is `desk.example`, written so that no search domain is tried. */
const withoutDot = (host: string) => host.replace(/\.$/, '')

/**
 * Parses an IP address as proxies write it in `X-Forwarded-For`: alone or with a port, in brackets or in quotes. IPv4
 * written as IPv6 becomes IPv4. Undefined for anything else, such as `unknown`.
 */
export function parseAddress(text: string): string | undefined {
  const [, unquoted = text] = /^"(.*)"$/.exec(text) ?? []
  if (isIPv6(unquoted)) return asIPv4(parseIPv6(unquoted))
  const [, literal, bare = '', port = '0'] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(unquoted) ?? []
  if (Number(port) > 65_535) return undefined
  if (literal !== undefined) return asIPv4(parseIPv6(literal))
  return isIPv4(bare) ? bare : undefined
}

/** The shortest form; undefined for anything else, and for an address with a zone, which means nothing elsewhere. */
const parseIPv6 = (text: string) =>
  isIPv6(text) && !text.includes('%') ? new SocketAddress({ address: text, family: 'ipv6' }).address : undefined

const asIPv4 = (address: string | undefined) => address?.replace(/^::ffff:(?=\d+\.)/, '')
