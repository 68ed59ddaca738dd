/** Who may ask at all: the rules that stand in for sign-in on loopback, and the refusal of cross-site requests. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isLoopbackAddress, isLoopbackHost } from '../config/loopback.ts'
import { Fault } from '../fault.ts'

/** A proxy in front adds one of these, or one in `X-Forwarded-`, and then the peer is the proxy and loopback means nothing. */
const forwarding = [
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'via',
]

function isForwarded(headers: IncomingHttpHeaders): boolean {
  for (const name in headers) if (name.startsWith('x-forwarded-')) return true
  return forwarding.some(name => headers[name] !== undefined)
}

let lastName = ''
let wasLoopback = false

/** Whether a `Host` stays on this machine. Nearly all requests name the same one, which is looked at once. */
function isLoopbackName(host: string): boolean {
  if (host !== lastName) {
    lastName = host
    wasLoopback = isLoopbackHost(host.replace(/:\d+$/, ''))
  }
  return wasLoopback
}

/** `AUTH_MODE=none`: the peer and the Host are loopback (a rebound DNS name is not) and nothing was forwarded. */
export function loopbackFault({ headers, socket }: IncomingMessage): Fault | undefined {
  const refuse = (detail: string, reason: string) => new Fault('forbidden', detail, { reason })
  if (!isLoopbackAddress(socket.remoteAddress)) {
    return refuse('This server answers its own machine only.', 'peer_not_loopback')
  }
  if (!isLoopbackName(headers.host ?? '')) {
    return refuse('This server answers to localhost only.', 'host_not_loopback')
  }
  if (isForwarded(headers)) {
    return refuse('Without sign-in this server must not stand behind a proxy.', 'forwarded')
  }
  return undefined
}

/** Where people sign in, or a demo is public by intention: the server still answers to its own name only. */
export function hostFault(host: string, publicUrl: URL | undefined): Fault | undefined {
  if (host === publicUrl?.host || isLoopbackName(host)) return undefined
  return new Fault('forbidden', 'This server answers to its own name only.', { reason: 'host_unknown' })
}

/**
 * Requests that another site made get nothing. Browsers say so in `Sec-Fetch-Site` and `Origin`; absent headers pass,
 * since a preload and a command line send none, and neither lets another site read the answer.
 */
export function crossSiteFault({ headers }: IncomingMessage, ownOrigin: () => string): Fault | undefined {
  const refuse = (reason: string) => new Fault('forbidden', 'Requests from other sites are refused.', { reason })
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return refuse('cross_site')
  const { origin } = headers
  if (origin !== undefined && origin !== ownOrigin()) return refuse('foreign_origin')
  return undefined
}

/** What only script of our own page can send along: a form of another site cannot, and its script would be asked first. */
const ownHeader = 'x-desk-request'

/**
 * What our own page posts. The other POSTs come from the browser itself (`/api/csp-report`) and from the identity provider
 * (`/auth/backchannel-logout`), which know no header of ours; whatever else is posted finds no route that takes it.
 */
const ownPosts = ['/auth/logout']

/** A POST of our own page carries our own header. */
export function ownHeaderFault({ method, headers }: IncomingMessage, path: string): Fault | undefined {
  if (method !== 'POST' || !ownPosts.includes(path) || headers[ownHeader] !== undefined) return undefined
  return new Fault('forbidden', `This request needs the header ${ownHeader}.`, { reason: 'no_own_header' })
}
