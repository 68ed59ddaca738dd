/** Answers the visit of an orchestration's page with the page as drawn: the head at once, the rest when Paxos has answered. */
import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type EmbeddedReply, type Reply, zoneCookie } from '#domain/config/drawing.ts'
import { namedZone } from '#domain/text/named-zone.ts'
import { cacheHeaders } from '../../api/cache-headers.ts'
import type { ReadData } from '../../api/read-data.ts'
import { readCookies, soleCookie } from '../../auth/session/cookies.ts'
import { problemDocument } from '../../fault.ts'
import type { HeaderTable } from '../../http/headers.ts'
import { asFault } from '../../http/problem-reply.ts'
import { rawQuery } from '../../http/target.ts'
import type { CacheResult } from '../../paxos/cache/result.ts'
import { acceptedEncodings } from '../encoding.ts'
import { drawnDocument } from './document.ts'
import type { Drawer } from './drawing.ts'
import type { Piece } from './pieces.ts'

/** How long the rest of the page waits for the answer. Past it the app waits, which says so. */
const answerMs = 1000

export type DrawnPageDeps = {
  readonly drawer: Omit<Drawer, 'close'>
  readonly headers: HeaderTable
  readonly readData: ReadData
  /** Tells the log that an answer could not be drawn. */
  readonly onFailure: (request: FastifyRequest, error: unknown) => void
}

type Target = { readonly environment: string; readonly id: string }

export type SendDrawn = (request: FastifyRequest, reply: FastifyReply, target: Target) => FastifyReply

/** Expects a request with a person. */
export function drawnPageSender({ drawer, headers, readData, onFailure }: DrawnPageDeps): SendDrawn {
  const document = drawnDocument(drawer.parts)

  async function restOf(request: FastifyRequest, { environment, id }: Target, encoding: keyof Piece) {
    const at = Date.now()
    const zone = readerZone(request)
    const embed = (reply: Reply): EmbeddedReply => ({ environment, id, at, zone, reply })
    let result: CacheResult | undefined
    try {
      result = await within(
        answerMs,
        readData(request, environment, () => ({ read: { endpoint: 'orchestration', id }, fresh: false })),
      )
    } catch (error) {
      return document.empty(embed(problemReply(request, error)))[encoding]
    }
    if (!result) return document.empty()[encoding]
    const embedded = embed(dataReply(request, result))
    try {
      const query = rawQuery(request.raw)
      return await drawer.draw({ embedded, search: query ? `?${query}` : '', encoding })
    } catch (error) {
      onFailure(request, error)
      return document.empty(embedded)[encoding]
    }
  }

  return (request, reply, target) => {
    const encoding = acceptedEncodings(request.headers['accept-encoding'])('gzip') ? 'gzip' : 'plain'
    reply.headers({
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      ...(encoding === 'gzip' && { 'content-encoding': encoding }),
    })
    const page = new PassThrough()
    page.write(document.head[encoding])
    void restOf(request, target, encoding).then(rest => page.destroyed || page.end(rest))
    return reply.send(page)
  }
}

/** What the reader's browser says; used only if there is such a zone. */
function readerZone({ headers: { cookie } }: FastifyRequest): string | undefined {
  const { value } = soleCookie(zoneCookie, readCookies(cookie))
  return value !== undefined && namedZone(value) ? value : undefined
}

/** Undefined if it takes longer; it goes on all the same. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function dataReply(request: FastifyRequest, result: CacheResult): Reply {
  const { 'x-read-at': readAt, 'x-stale': stale } = cacheHeaders(result)
  return {
    status: 200,
    headers: { 'x-read-at': readAt, 'x-stale': stale, 'x-request-id': request.id },
    // As a browser reads it.
    body: new TextDecoder().decode(result.body),
  }
}

function problemReply(request: FastifyRequest, error: unknown): Reply {
  const fault = asFault(error)
  request.outcome.fault = fault
  return { status: fault.status, headers: {}, body: JSON.stringify(problemDocument(fault, request.trace)) }
}
