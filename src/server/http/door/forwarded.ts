/** What a trusted proxy in front says about a request. `X-Forwarded-*` from anyone else is ignored. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { listElements } from '../header-list.ts'
import { type Authority, parseAddress, parseAuthority } from './authority.ts'

/** Whether this is the address of a trusted proxy. */
export type IsTrusted = (address: string | undefined) => boolean

/** Trusts addresses and networks such as `10.0.0.0/8`; each has been validated. */
export function trustNetworks(networks: readonly string[]): IsTrusted {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return address => {
    const family = isIP(address ?? '')
    return family !== 0 && list.check(address ?? '', family === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * The host that the client asked for, from `Host` or from a trusted proxy's `X-Forwarded-Host`, where the outermost proxy
 * comes first. Undefined if that is not a host.
 */
export function askedHost({ headers, socket }: IncomingMessage, isTrusted: IsTrusted): Authority | undefined {
  const forwarded = headers['x-forwarded-host']
  const believed = typeof forwarded === 'string' && isTrusted(socket.remoteAddress)
  return parseAuthority((believed ? listElements(forwarded)[0] : headers.host) ?? '')
}

/**
 * The client's address: the peer's, or, behind trusted proxies, the last in `X-Forwarded-For` that is not theirs. Anything
 * before that was sent by the client.
 */
export function clientAddress({ headers, socket }: IncomingMessage, isTrusted: IsTrusted): string | undefined {
  let address = parseAddress(socket.remoteAddress ?? '') ?? socket.remoteAddress
  const chain = [...listElements(String(headers['x-forwarded-for'] ?? ''))]
  while (isTrusted(address)) {
    const before = parseAddress(chain.pop() ?? '')
    if (before === undefined) break
    address = before
  }
  return address
}
