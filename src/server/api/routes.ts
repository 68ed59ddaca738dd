/** The allow-list: these reads of Paxos, per environment, and nothing else. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type EndpointName, endpoints } from '#paxos/api.ts'
import { Fault } from '../fault.ts'
import { addRoute } from '../http/routes.ts'
import { rawQuery } from '../http/target.ts'
import { sendData } from './data-reply.ts'
import { readQuery } from './query.ts'
import { type Asked, idPattern, type ReadData } from './read-data.ts'

type Params = { readonly environment: string; readonly id?: string }

export const apiRoutes: FastifyPluginAsync<{ readonly readData: ReadData }> = async (app, { readData }) => {
  for (const endpoint of Object.keys(endpoints) as EndpointName[]) {
    const url = `/api/:environment/v2${endpoints[endpoint].path.replace('{id}', ':id')}`
    addRoute(app, {
      methods: ['GET'],
      url,
      access: 'signed-in',
      handler: async (request, reply) => {
        const { environment, id } = request.params as Params
        const result = await readData(request, environment, () => readAsked(endpoint, id, request))
        return sendData(request, reply, result)
      },
    })
  }
}

function readAsked(endpoint: EndpointName, id: string | undefined, request: FastifyRequest): Asked {
  const { query, fresh } = readQuery(endpoint, rawQuery(request.raw))
  if (id === undefined) return { read: { endpoint, query }, fresh }
  if (!idPattern.test(id)) throw new Fault('bad_request', 'An ID is 1 to 64 letters, digits, dashes or underscores.')
  return { read: { endpoint, id, query }, fresh }
}
