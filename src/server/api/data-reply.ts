/** Writes data to a client: the one answer that is sent thousands of times an hour, so all its headers are one list. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { matches } from '../http/conditional.ts'
import { type HeaderTable, headerList } from '../http/headers.ts'
import type { Served } from '../paxos/cache/served.ts'
import { addCacheHeaders } from './cache-headers.ts'

export type SendData = (request: FastifyRequest, reply: FastifyReply, served: Served) => void

/** `common` are the headers of every answer. A cookie that sign-in has set goes along. */
export function dataSender(common: HeaderTable, isDraining: () => boolean): SendData {
  const always = headerList(common)
  return (request, reply, served) => {
    const list = always.slice()
    addCacheHeaders(list, served)
    list.push('x-request-id', request.id)
    const cookies = reply.getHeader('set-cookie')
    if (cookies !== undefined) for (const cookie of [cookies].flat()) list.push('set-cookie', String(cookie))
    if (isDraining()) list.push('connection', 'close')
    // Past Fastify, whose way from here on costs as much as the way to here.
    reply.hijack()
    if (matches(request.headers['if-none-match'], served.etag)) {
      reply.raw.writeHead(304, list).end()
      return
    }
    const { bytes } = served
    list.push('content-type', 'application/json; charset=utf-8', 'content-length', String(bytes.length))
    // A text with a character for each byte leaves together with the head, without becoming a buffer first.
    reply.raw.writeHead(200, list).end(bytes, 'latin1')
  }
}
