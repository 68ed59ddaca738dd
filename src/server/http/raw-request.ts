/** What is refused before routing, on the request as it came: a router would decode, normalise or forgive it. */
import type { IncomingMessage } from 'node:http'
import { Fault } from '../fault.ts'
import { pathOf } from './target.ts'

const longestTarget = 8 * 1024
/** The address of a page is read in the browser, which says what of it is rubbish; it goes nowhere else. */
const longestPage = 12 * 1024
const page =
  /^\/(?!(api|auth|assets|livez|readyz)[/?])[a-z][a-z0-9-]{0,31}(\/(orchestrations|rules|transfers)(\/[^/?]*)?)?(\?|$)/

/** The fault of a request whose target or framing is not plain; undefined for a plain one. */
export function rawRequestFault(request: IncomingMessage): Fault | undefined {
  return targetFault(request.url ?? '') ?? hostFault(request.rawHeaders) ?? bodyFault(request)
}

/** Nearly all targets: nothing in them could mean two things. */
const plain = /^(?:\/[A-Za-z0-9_-]+)+$/

function targetFault(target: string): Fault | undefined {
  if (target.length <= longestTarget && plain.test(target)) return undefined
  if (target.length > longestTarget && (target.length > longestPage || !page.test(target)))
    return new Fault('bad_request', 'The address is too long.', { status: 414 })
  if (/[^\x21-\x7e]/.test(target)) return refuse('The address holds characters that do not belong in one.')
  // Absolute form (`GET http://…`), authority form and `*` are for proxies and servers as a whole.
  if (!target.startsWith('/')) return refuse('The address must begin with a slash.')
  if (/[\\#]/.test(target)) return refuse('The address holds a backslash or a fragment.')
  const path = pathOf({ url: target })
  if (path.includes('//')) return refuse('The address holds an empty segment.')
  // In the path only: a reference ID in the query may well hold an encoded slash.
  if (/%(2f|5c|2e|[01][0-9a-f]|7f)/i.test(path))
    return refuse('The address holds encoded separators or control characters.')
  if (/%00/.test(target)) return refuse('The address holds an encoded NUL.')
  if (path.split('/').some(segment => segment === '.' || segment === '..'))
    return refuse('The address holds dot segments.')
  try {
    decodeURIComponent(path)
  } catch {
    return refuse('The address is not well encoded.')
  }
  return undefined
}

/** One Host, since two let each reader pick another. Node keeps only the first, so the raw list is what counts. */
function hostFault(rawHeaders: readonly string[]): Fault | undefined {
  let host: string | undefined
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue
    if (host !== undefined) return refuse('The request names more than one host.')
    host = rawHeaders[i + 1] ?? ''
  }
  if (host === undefined) return refuse('The request names no host.')
  return /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(host)
    ? undefined
    : refuse('The host is not well formed.')
}

/** A GET with a body is either a mistake or an attempt to make two servers disagree on where it ends. */
function bodyFault({ method, headers }: IncomingMessage): Fault | undefined {
  // Node hands such a request on before its parser refuses the body.
  const coding = headers['transfer-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    return refuse('This transfer coding is not known here.')
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const empty = coding === undefined && Number(headers['content-length'] ?? 0) === 0
  return empty ? undefined : refuse(`A ${method} has no body here.`)
}

const refuse = (detail: string) => new Fault('bad_request', detail)
