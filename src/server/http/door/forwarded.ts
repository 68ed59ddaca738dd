/** What a proxy in front says about a request, where it is one that may: everyone else's `X-Forwarded-*` is ignored. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Whether the peer at this address is a proxy of ours. */
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

/** The host that the client asked for: `X-Forwarded-Host` of a proxy of ours, else `Host`. In lower case. */
export function askedHost({ headers, socket }: IncomingMessage, isTrusted: IsTrusted): string {
  const forwarded = headers['x-forwarded-host']
  const host = typeof forwarded === 'string' && isTrusted(socket.remoteAddress) ? forwarded : headers.host
  return host?.toLowerCase() ?? ''
}

/**
 * The client's address: the peer's, or, where that is a proxy of ours, the last in `X-Forwarded-For` that is not. What
 * stands before that was sent by the client and may be anything.
 */
export function clientAddress({ headers, socket }: IncomingMessage, isTrusted: IsTrusted): string | undefined {
  let address = socket.remoteAddress
  const chain = String(headers['x-forwarded-for'] ?? '').split(',')
  while (isTrusted(address)) {
    const before = chain.pop()?.trim() ?? ''
    if (isIP(before) === 0) break
    address = before
  }
  return address
}
