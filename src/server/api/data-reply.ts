/** Answers with data that was read from Paxos. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { matches } from '../http/conditional.ts'
import type { CacheResult } from '../paxos/cache/result.ts'
import { cacheHeaders } from './cache-headers.ts'

export function sendData(request: FastifyRequest, reply: FastifyReply, result: CacheResult): FastifyReply {
  reply.headers(cacheHeaders(result))
  if (matches(request.headers['if-none-match'], result.etag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(result.body)
}
