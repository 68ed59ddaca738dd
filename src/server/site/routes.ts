/** Serves the web app: its page under the app's routes, its files under their own names. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { idPattern } from '../api/routes.ts'
import { Fault } from '../fault.ts'
import { matches } from '../http/conditional.ts'
import type { HeaderTable } from '../http/headers.ts'
import { addRoute } from '../http/routes.ts'
import { pathOf } from '../http/target.ts'
import { represent } from './encoding.ts'
import type { LinkHints } from './link-hints.ts'
import type { SiteFile } from './read-site.ts'

export type SiteDeps = {
  readonly files: ReadonlyMap<string, SiteFile>
  readonly page: SiteFile
  readonly hints: LinkHints
  readonly pageHeaders: HeaderTable
  readonly environments: readonly string[]
  readonly defaultEnvironment: string
}

type Params = { readonly environment: string; readonly id?: string }

/** Below `/{environment}`. The app decides what an ID that is none looks like, so any one segment will do. */
const pageRoutes = ['', '/orchestrations', '/orchestrations/:id', '/rules', '/rules/:id', '/transfers/:id']

const environmentPattern = /^[a-z][a-z0-9-]{0,31}$/
const reserved = new Set(['api', 'auth', 'assets'])

export function addSiteRoutes(app: FastifyInstance, deps: SiteDeps): void {
  const { files, defaultEnvironment } = deps
  addRoute(app, ['GET', 'HEAD'], '/', (_request, reply) =>
    reply.header('cache-control', 'no-cache').redirect(`/${defaultEnvironment}`, 302),
  )
  const sendFile = (request: FastifyRequest, reply: FastifyReply) => {
    const file = files.get(pathOf(request.raw))
    if (!file) throw new Fault('not_found', 'There is no such file.')
    return sendRepresentation(file, request, reply)
  }
  addRoute(app, ['GET', 'HEAD'], '/assets/*', sendFile)
  for (const path of files.keys()) if (!path.startsWith('/assets/')) addRoute(app, ['GET', 'HEAD'], path, sendFile)

  for (const route of pageRoutes) {
    addRoute(app, ['GET', 'HEAD'], `/:environment${route}`, (request, reply) => sendPage(deps, route, request, reply))
  }
}

/** Where to send someone who typed a slash after one of the app's addresses; undefined for every other request. */
export function withoutSlash({ method, raw }: FastifyRequest): string | undefined {
  const path = pathOf(raw)
  if (!path.endsWith('/')) return undefined
  const [, environment = '', ...rest] = path.split('/')
  if (rest.pop() !== '' || (method !== 'GET' && method !== 'HEAD')) return undefined
  if (!environmentPattern.test(environment) || reserved.has(environment)) return undefined
  const shape = rest.map((segment, index) => (index === 1 ? ':id' : segment)).join('/')
  return pageRoutes.includes(shape && `/${shape}`) ? path.slice(0, -1) + raw.url?.slice(path.length) : undefined
}

function sendPage(deps: SiteDeps, route: string, request: FastifyRequest, reply: FastifyReply) {
  const { environment, id } = request.params as Params
  if (!environmentPattern.test(environment) || reserved.has(environment)) {
    throw new Fault('not_found', 'There is no such page.')
  }
  reply.headers(deps.pageHeaders)
  // The app says which environments there are.
  if (!deps.environments.includes(environment)) return sendRepresentation(deps.page, request, reply.code(404))
  request.outcome.environment = environment
  const link = hintFor(deps.hints, route, environment, id)
  if (link) reply.header('link', link)
  return sendRepresentation(deps.page, request, reply)
}

function hintFor(hints: LinkHints, route: string, environment: string, id: string | undefined): string {
  if (route === '') return hints.lookup
  if (route === '/orchestrations/:id' && id !== undefined && idPattern.test(id)) {
    return hints.detail(`/api/${environment}/v2/orchestration/orchestrations/${id}`)
  }
  return hints.other
}

function sendRepresentation(file: SiteFile, request: FastifyRequest, reply: FastifyReply) {
  const { body, etag, encoding } = represent(file, request.headers['accept-encoding'])
  reply.headers({
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag,
  })
  if (reply.statusCode === 200 && matches(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (encoding) reply.header('content-encoding', encoding)
  return reply.header('content-type', file.type).send(body)
}
