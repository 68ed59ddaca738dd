/** Serves the web app: the page at its routes, files by name. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { isPlainId } from '#domain/config/orchestration-id.ts'
import { type PageName, pagePath, pageRows, pages } from '#domain/config/pages.ts'
import { mendAddress } from '#domain/share/own-address.ts'
import { idPattern } from '../api/read-data.ts'
import { Fault } from '../fault.ts'
import { matches } from '../http/conditional.ts'
import { type AnswerNowhere, type SendPage, wantsPage } from '../http/door/addresses.ts'
import type { HeaderTable } from '../http/headers.ts'
import { addRoute, type Handler } from '../http/routes.ts'
import { rawQuery } from '../http/target.ts'
import type { SendDrawn } from './drawn/drawn-page.ts'
import { represent } from './encoding.ts'
import type { LinkHints } from './link-hints.ts'
import { openSearchDescription } from './opensearch.ts'
import type { SiteFile } from './read-site.ts'

type SiteOptions = {
  readonly files: ReadonlyMap<string, SiteFile>
  readonly hints: LinkHints
  readonly sendPage: SendPage
  readonly nowhere: AnswerNowhere
  readonly environments: readonly string[]
  readonly defaultEnvironment: string
  /** Where people reach this server, such as `https://desk.example.com`. */
  readonly originOf: (request: FastifyRequest) => string
  /** Where pages are drawn; undefined where they are not. */
  readonly sendDrawn: SendDrawn | undefined
}

type Params = { readonly environment: string; readonly id?: string }

/** Below `/{environment}`. The app reports malformed IDs, so any single segment matches. */
const routeOf = (page: PageName) => (pages[page].path === '' ? '' : `/${pages[page].path}`)

/** Possible names of environments. The excluded ones are routes of this server. */
const environmentNames = '^(?!(?:api|auth|assets|lookup)$)[a-z][a-z0-9-]{0,31}$'

/** Only the browser interprets a page's address, and the page reports invalid parts. */
const maxPageTargetBytes = 12 * 1024

export const siteRoutes: FastifyPluginAsync<SiteOptions> = async (app, options) => {
  const { files, defaultEnvironment, nowhere, originOf } = options
  const methods = ['GET', 'HEAD'] as const
  const addPublic = (url: string, handler: Handler, maxTargetBytes?: number) =>
    addRoute(app, { methods, url, access: 'public', handler, ...(maxTargetBytes !== undefined && { maxTargetBytes }) })
  /** An address without an environment leads to the same one of the default environment, which may be as long as a page's. */
  const addDefault = (url: string, page: PageName) => {
    const path = pagePath(defaultEnvironment, page)
    const handler: Handler = (request, reply) => {
      const query = rawQuery(request.raw)
      return reply.header('cache-control', 'no-cache').redirect(query ? `${path}?${query}` : path, 302)
    }
    addPublic(url, handler, maxPageTargetBytes - path.length)
  }
  const addPage = (url: string, handler: Handler, takesPerson?: (request: FastifyRequest) => boolean) =>
    addRoute(app, {
      methods,
      url,
      where: { environment: environmentNames },
      access: 'public',
      maxTargetBytes: maxPageTargetBytes,
      takesPerson,
      handler,
    })
  const sendFile = (path: string, request: FastifyRequest, reply: FastifyReply) => {
    const file = files.get(path)
    if (!file) return nowhere(request, reply, new Fault('not_found', 'No such file.'))
    return sendRepresentation(file, request, reply)
  }

  addDefault('/', 'lookup')
  addDefault('/lookup', 'smartLink')
  addPublic('/opensearch.xml', (request, reply) =>
    reply
      .headers({ 'cache-control': 'no-cache', 'content-type': 'application/opensearchdescription+xml; charset=utf-8' })
      .send(openSearchDescription(originOf(request))),
  )
  addPublic('/assets/*', (request, reply) =>
    sendFile(`/assets/${(request.params as { '*': string })['*']}`, request, reply),
  )
  for (const path of files.keys()) {
    if (!path.startsWith('/assets/')) addPublic(path, (request, reply) => sendFile(path, request, reply))
  }
  for (const [page] of pageRows) {
    const route = routeOf(page)
    addPage(
      `/:environment${route}`,
      (request, reply) => servePage(options, page, request, reply),
      page === 'orchestration' && options.sendDrawn ? request => isDrawn(options, request) : undefined,
    )
    addPage(`/:environment${route}/`, (request, reply) => redirectWithoutSlash(route, request, reply))
  }
}

/** Whether this page is drawn for someone who may see it. */
function isDrawn({ environments }: SiteOptions, request: FastifyRequest): boolean {
  const { environment, id } = request.params as Params
  const isPage = environments.includes(environment) && id !== undefined && isPlainId(id)
  return isPage && request.method === 'GET' && wantsPage(request)
}

/** Redirects an app address with a trailing slash. */
function redirectWithoutSlash(route: string, request: FastifyRequest, reply: FastifyReply) {
  const { environment, id = '' } = request.params as Params
  const path = `/${environment}${route.replace(':id', () => encodeURIComponent(id))}`
  const query = rawQuery(request.raw)
  return reply.header('cache-control', 'no-cache').redirect(query ? `${path}?${query}` : path, 308)
}

/** The app's page, which holds no data. As an error page it is never a 304, which would pass for a 200. */
export const pageSender =
  (page: SiteFile, headers: HeaderTable): SendPage =>
  (request, reply, status) =>
    sendRepresentation(page, request, reply.code(status).headers(headers))

function servePage(options: SiteOptions, page: PageName, request: FastifyRequest, reply: FastifyReply) {
  const { environment, id } = request.params as Params
  // The app lists the known environments.
  if (!options.environments.includes(environment)) return options.sendPage(request, reply, 404)
  request.outcome.environment = environment
  // Known only where the page is drawn.
  if (request.person && id !== undefined && options.sendDrawn && staysAsItIs(request)) {
    return options.sendDrawn(request, reply, { environment, id })
  }
  const link = hintFor(options.hints, page, environment, id)
  if (link) reply.header('link', link)
  return options.sendPage(request, reply, 200)
}

/** What a mail program added to a link is taken off by the app, which then shows another page. */
const staysAsItIs = ({ raw: { url = '' } }: FastifyRequest) => mendAddress(url).address === url

function hintFor(hints: LinkHints, page: PageName, environment: string, id: string | undefined): string {
  if (page === 'lookup') return hints.lookup
  if (page === 'orchestration' && id !== undefined && idPattern.test(id)) {
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
