/** The allow-list: these reads of Paxos, per environment, and nothing else. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type EndpointName, endpoints } from '#paxos/api.ts'
import { maySee } from '../auth/person.ts'
import type { RecordRead } from '../auth/reads.ts'
import { Fault } from '../fault.ts'
import { addRoute } from '../http/routes.ts'
import { rawQuery } from '../http/target.ts'
import type { CacheResult } from '../paxos/cache/result.ts'
import type { ReadRequest } from '../paxos/calls/request-path.ts'
import type { Upstream } from '../paxos/upstream.ts'
import { sendData } from './data-reply.ts'
import { readQuery } from './query.ts'

type Params = { readonly environment: string; readonly id?: string }

/** IDs are UUIDs in practice; these characters are safe in a path. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/

/** Marks a background refresh. Without it (a preload sends no header) someone is waiting. */
const purposeHeader = 'x-desk-purpose'

type ApiRoutesOptions = {
  readonly upstreams: readonly Upstream[]
  readonly recordRead: RecordRead
  /** Tells the audit log of a refusal. */
  readonly onRefused: (request: FastifyRequest, fault: Fault) => void
}

export const apiRoutes: FastifyPluginAsync<ApiRoutesOptions> = async (app, { upstreams, recordRead, onRefused }) => {
  const byName = new Map(upstreams.map(upstream => [upstream.name, upstream]))
  for (const endpoint of Object.keys(endpoints) as EndpointName[]) {
    const url = `/api/:environment/v2${endpoints[endpoint].path.replace('{id}', ':id')}`
    addRoute(app, {
      methods: ['GET'],
      url,
      access: 'signed-in',
      handler: async (request, reply, person) => {
        const { environment, id } = request.params as Params
        const upstream = byName.get(environment)
        if (!upstream) throw new Fault('not_found', 'This environment is not configured here.')
        request.outcome.environment = environment
        // Before the cache and before anything is asked of Paxos.
        if (!maySee(person, environment)) {
          const fault = new Fault('environment_forbidden', 'Your account may not see this environment.', {
            reason: 'not_in_a_group_of_the_environment',
          })
          onRefused(request, fault)
          throw fault
        }
        const asked = readAsked(endpoint, id, request)
        const result = await readFor(request, upstream, asked)
        request.outcome.result = result
        recordRead(request, environment, asked.read, result.key)
        return sendData(request, reply, result)
      },
    })
  }
}

type Asked = { readonly read: ReadRequest; readonly fresh: boolean }

function readAsked(endpoint: EndpointName, id: string | undefined, request: FastifyRequest): Asked {
  const { query, fresh } = readQuery(endpoint, rawQuery(request.raw))
  if (id === undefined) return { read: { endpoint, query }, fresh }
  if (!idPattern.test(id)) throw new Fault('bad_request', 'An ID is 1 to 64 letters, digits, dashes or underscores.')
  return { read: { endpoint, id, query }, fresh }
}

function readFor(request: FastifyRequest, upstream: Upstream, { read, fresh }: Asked): Promise<CacheResult> {
  const purpose = request.headers[purposeHeader] === 'poll' ? 'poll' : 'open'
  return upstream.read(read, { trace: request.trace, purpose, fresh })
}
