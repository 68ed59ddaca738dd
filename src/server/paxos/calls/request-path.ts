/** The path that a validated request is sent to, and the key that identifies equal requests. */
import { apiPath, type EndpointName, endpoints, type Query } from '#paxos/api.ts'
import { Fault } from '../../fault.ts'

/** A validated request. */
export type ReadRequest = {
  readonly endpoint: EndpointName
  readonly id?: string
  readonly query?: Query
}

/** The path on the API's origin, checked once more against the template: nothing may leave it. */
export function requestPaths(apiUrl: URL): (request: ReadRequest) => string {
  const { origin } = apiUrl
  const base = apiUrl.pathname.replace(/\/$/, '')
  return ({ endpoint, id, query }) => {
    const path = base + apiPath(endpoint, { ...(id !== undefined && { id }), ...(query && { query }) })
    const expected = base + endpoints[endpoint].path.replace('{id}', id ?? '')
    const url = new URL(origin + path)
    if (url.origin !== origin || url.pathname !== expected || url.username || url.hash) {
      throw new Fault('bad_request', 'This request does not stay within the API.', { reason: 'path_assertion' })
    }
    return path
  }
}

/** Equal requests have equal keys: parameters are sorted, values keep their order. */
export function requestKey({ endpoint, id, query = {} }: ReadRequest): string {
  const pairs = Object.keys(query)
    .sort()
    .map(key => [key, query[key]])
  return JSON.stringify([endpoint, id ?? null, pairs])
}
