/** The allow-list: these reads of Paxos, per environment, and nothing else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type EndpointName, endpoints } from '#paxos/api.ts'
import type { RecordRead } from '../auth/reads.ts'
import { Fault } from '../fault.ts'
import { matches } from '../http/conditional.ts'
import { addRoute } from '../http/routes.ts'
import type { ReadRequest } from '../paxos/request-path.ts'
import type { Upstream } from '../paxos/upstream.ts'
import { readQuery } from './query.ts'

type Params = { readonly environment: string; readonly id?: string }

/** IDs are UUIDs in practice; this is what may stand in a path without further thought. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export function addApiRoutes(app: FastifyInstance, upstreams: readonly Upstream[], recordRead: RecordRead): void {
  const byName = new Map(upstreams.map(upstream => [upstream.name, upstream]))
  for (const endpoint of Object.keys(endpoints) as EndpointName[]) {
    const url = `/api/:environment/v2${endpoints[endpoint].path.replace('{id}', ':id')}`
    addRoute(app, ['GET'], url, async (request, reply) => {
      const { environment, id } = request.params as Params
      const upstream = byName.get(environment)
      if (!upstream) throw new Fault('not_found', 'This environment is not configured here.')
      request.outcome.environment = environment
      const read = readRequest(endpoint, id, request)
      await forward(upstream, read, request, reply)
      recordRead(request, environment, read)
      return reply
    })
  }
}

function readRequest(endpoint: EndpointName, id: string | undefined, request: FastifyRequest): ReadRequest {
  const raw = request.raw.url?.split('?').slice(1).join('?') ?? ''
  if (id === undefined) return { endpoint, query: readQuery(endpoint, raw) }
  if (!idPattern.test(id)) throw new Fault('bad_request', 'An ID is 1 to 64 letters, digits, dashes or underscores.')
  return { endpoint, id, query: readQuery(endpoint, raw) }
}

async function forward(upstream: Upstream, read: ReadRequest, request: FastifyRequest, reply: FastifyReply) {
  const { body, etag, readAt, joined } = await upstream.read(read, request.id)
  request.outcome.cache = joined ? 'shared' : 'call'
  request.outcome.readAt = readAt
  reply.headers({ 'cache-control': 'private, no-cache', etag, 'x-read-at': readAt.toISOString() })
  if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(body)
}
