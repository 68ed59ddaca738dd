/** Answers with data that was read from Paxos. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { matches } from '../http/conditional.ts'
import type { Served } from '../paxos/cache/served.ts'
import { cacheHeaders } from './cache-headers.ts'

export function sendData(request: FastifyRequest, reply: FastifyReply, served: Served): FastifyReply {
  reply.headers(cacheHeaders(served))
  if (matches(request.headers['if-none-match'], served.etag)) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(served.body)
}
