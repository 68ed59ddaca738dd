/** Refuses requests before routing by their raw form, which a router would decode, normalise or forgive. */
import type { IncomingMessage } from 'node:http'
import fp from 'fastify-plugin'
import { Fault } from '../../fault.ts'
import { pathOf } from '../target.ts'
import { parseAuthority } from './authority.ts'

/** No route takes a longer target; most take less, see `lengthFault`. */
const maxTargetBytes = 12 * 1024
const maxUsualBytes = 8 * 1024

/** Replaces a target that is not plain before routing: no route matches it. */
export const unroutable = '//'

/** Nearly all targets: nothing in them could mean two things. */
const plain = /^(?:\/[A-Za-z0-9_-]+)+$/

/** RFC 3986 section 2.3. Encoded, they are the same address in other letters, which only some readers decode. */
const unreserved = /[A-Za-z0-9\-._~]/

/** The fault of a request target that is not plain; undefined for a plain one. */
export function targetFault(target: string): Fault | undefined {
  if (target.length > maxTargetBytes) return tooLong()
  if (plain.test(target)) return undefined
  if (/[^\x21-\x7e]/.test(target)) return refuse('The address holds characters that do not belong in one.')
  // Absolute form (`GET http://…`), authority form and `*` are for proxies and servers as a whole.
  if (!target.startsWith('/')) return refuse('The address must begin with a slash.')
  if (/[\\#]/.test(target)) return refuse('The address holds a backslash or a fragment.')
  if (/%00/.test(target)) return refuse('The address holds an encoded NUL.')
  return pathFault(pathOf({ url: target }))
}

/** A reference ID in the query may well hold an encoded slash, so these hold for the path alone. */
function pathFault(path: string): Fault | undefined {
  if (path.includes('//')) return refuse('The address holds an empty segment.')
  for (const [, hex = ''] of path.matchAll(/%([0-9a-f]{2})/gi)) {
    const code = Number.parseInt(hex, 16)
    const character = String.fromCharCode(code)
    if (unreserved.test(character)) return refuse('The address encodes characters that need no encoding.')
    if (code < 0x20 || code === 0x7f || character === '/' || character === '\\')
      return refuse('The address holds encoded separators or control characters.')
  }
  if (path.split('/').some(segment => segment === '.' || segment === '..'))
    return refuse('The address holds dot segments.')
  try {
    decodeURIComponent(path)
  } catch {
    return refuse('The address is not well encoded.')
  }
  return undefined
}

/** The fault of a plain target on the route that it matched, where that says how long targets may be. */
export const lengthFault = (target: string, maxBytes = maxUsualBytes): Fault | undefined =>
  target.length > maxBytes ? tooLong() : undefined

const tooLong = () => new Fault('bad_request', 'The address is too long.', { status: 414 })

/**
 * The fault of a request that two readers could take for different ones; undefined for a plain one. Probes that speak
 * HTTP/1.0 name no host, or whatever they like.
 */
export function framingFault(request: IncomingMessage, isProbe = false): Fault | undefined {
  return hostFault(request.rawHeaders, isProbe && request.httpVersion === '1.0') ?? bodyFault(request)
}

export const framing = fp(async app => {
  app.addHook('onRequest', (request, reply, done) => {
    const fault = framingFault(request.raw, request.routeOptions.config.access === 'health')
    if (fault) reply.header('connection', 'close')
    done(fault)
  })
})

/** One Host, since two let each reader pick another. Node keeps only the first, so the raw list is what counts. */
function hostFault(rawHeaders: readonly string[], anyHost: boolean): Fault | undefined {
  const isHost = (_text: string, index: number) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host'
  const [host, ...others] = rawHeaders.filter(isHost)
  if (others.length > 0) return refuse('The request names more than one host.')
  if (anyHost) return undefined
  if (host === undefined) return refuse('The request names no host.')
  return parseAuthority(host) ? undefined : refuse('The host is not well formed.')
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
