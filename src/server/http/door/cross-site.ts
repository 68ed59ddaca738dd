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

/** Only script of our own page can send this: a form of another site cannot, and its script would be asked first. */
const ownHeader = 'x-desk-request'

/** A request that changes something carries our own header. */
export function ownHeaderFault({ method = '', headers }: IncomingMessage): Fault | undefined {
  if (isRead(method) || headers[ownHeader] !== undefined) return undefined
  return new Fault('forbidden', `This request needs the header ${ownHeader}.`, { reason: 'no_own_header' })
}
