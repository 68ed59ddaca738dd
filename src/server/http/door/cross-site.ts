/** Keeps other sites from using a visitor's browser: what they ask for is refused, and what they post is not ours. */
import type { IncomingMessage } from 'node:http'
import { Fault } from '../../fault.ts'
import type { OwnName } from './own-name.ts'

/** Whether a method only reads (GET, HEAD). */
export const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/**
 * Requests that another site made get nothing. Browsers say so in `Sec-Fetch-Site` and `Origin`; absent headers pass,
 * since a preload and a command line send none, and neither lets another site read the answer.
 */
export function crossSiteFault(
  request: IncomingMessage,
  { isOwnOrigin }: Pick<OwnName, 'isOwnOrigin'>,
): Fault | undefined {
  const refuse = (reason: string) => new Fault('forbidden', 'Requests from other sites are refused.', { reason })
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return refuse('cross_site')
  const { origin } = request.headers
  if (origin !== undefined && !isOwnOrigin(request, origin)) return refuse('foreign_origin')
  return undefined
}

/**
 * Whether a request opens a page in a tab, perhaps by a link of another site, which cannot read what it opens. A frame, an
 * image, a script or a prefetch is not a visit, and neither is a request whose headers contradict each other.
 */
export function isVisit({ headers }: IncomingMessage): boolean {
  const { origin, 'sec-purpose': purpose, purpose: olderPurpose } = headers
  // Browsers name no origin when they open a page by GET.
  if (origin !== undefined || purpose !== undefined || olderPurpose !== undefined) return false
  const { 'sec-fetch-dest': destination, 'sec-fetch-mode': mode, 'sec-fetch-site': site } = headers
  if (destination !== undefined) return destination === 'document' && (mode === undefined || mode === 'navigate')
  return mode === undefined && (site === undefined || site === 'none' || site === 'same-origin')
}

/** Only script of our own page can send this: a form of another site cannot, and its script would be asked first. */
const ownHeader = 'x-desk-request'

/** A request that changes something carries our own header. */
export function ownHeaderFault({ method = '', headers }: IncomingMessage): Fault | undefined {
  if (isRead(method) || headers[ownHeader] !== undefined) return undefined
  return new Fault('forbidden', `This request needs the header ${ownHeader}.`, { reason: 'no_own_header' })
}
