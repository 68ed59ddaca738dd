/** The API's endpoints, registered from the shared table. */
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type EndpointName, endpoints } from '#paxos/api.ts'
import { shortPages } from '../data/records/loose-records.ts'
import type { Kind } from '../data/row.ts'
import { ruleQuirks } from '../data/rules.ts'
import type { Quirk } from '../data/scenario.ts'
import { sentinelFor, sentinelRecords } from '../data/sentinel-records.ts'
import type { World } from '../data/world.ts'
import type { Cursors } from './cursors.ts'
import type { Limits } from './limits.ts'
import { eventFields, orchestrationFields, page, ruleFields, transferFields } from './listing.ts'
import { misbehaviours } from './misbehaviours.ts'
import { insufficientScopes, notFound, wrongMethod } from './problems.ts'
import { type ListQuery, readQuery } from './query.ts'
import type { Tokens } from './tokens.ts'

export type ApiOptions = {
  readonly world: World
  readonly tokens: Tokens
  readonly limits: Limits
  readonly cursors: Cursors
  readonly clock: () => number
  readonly perSecond: number
  /** Delay between head and complete body of a slow response. */
  readonly slowMs: number
  readonly dripMs: number
  readonly origin: () => string
}

/** An accepted request. */
type Call = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly scopes: ReadonlySet<string>
  readonly scope: string
}
type Handler = (call: Call) => Promise<string | undefined> | string | undefined

const otherMethods = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { tokens, limits, perSecond } = options
  for (const [name, handle] of Object.entries(handlers(options))) {
    const { path, scope } = endpoints[name as EndpointName]
    const url = `/v2${path.replace('{id}', ':id')}`
    app.get(url, async (request, reply) => {
      limits.count(request.ip, name, perSecond)
      const scopes = tokens.scopesOf(request.headers.authorization)
      if (!scopes.has(scope)) throw insufficientScopes(scopes, scope)
      reply.type('application/json')
      return (await handle({ request, reply, scopes, scope })) ?? reply
    })
    const refuse = async () => {
      throw wrongMethod('GET')
    }
    app.route({ method: [...otherMethods], url, onRequest: refuse, handler: refuse })
  }
}

function handlers({
  world,
  limits,
  cursors,
  clock,
  slowMs,
  dripMs,
  origin,
}: ApiOptions): Record<EndpointName, Handler> {
  const reads = new Map<string, number>()

  const single =
    (kind: Kind, thing: string): Handler =>
    call => {
      const id = idOf(call.request)
      readQuery(endpointOf[kind], searchOf(call.request))
      const row = world.find(kind, id)
      if (!row) throw notFound(`${thing} not found: ${id}`)
      return obey([row.quirk], row.text, call)
    }

  const orchestration: Handler = call => {
    const { request, reply, scopes, scope } = call
    const id = idOf(request)
    const { does } = sentinelFor(id) ?? {}
    if (!does) return single('orchestrations', 'orchestration')(call)
    const timesRead = reads.get(id) ?? 0
    if (does === 'recovers') reads.set(id, timesRead + 1)
    // Clearing it now and then keeps invented IDs from filling the memory.
    if (reads.size > 10_000) reads.clear()
    return misbehaviours[does]({
      reply,
      id,
      scopes,
      requiredScope: scope,
      text: () =>
        (does === 'recovers' && world.find('orchestrations', id)?.text) ||
        JSON.stringify(sentinelRecords(id, clock()).orchestration),
      origin: origin(),
      timesRead,
      dripMs,
      punish: () => limits.punish(request.ip),
    })
  }

  /** The response, unless one of its records misbehaves. */
  const obey = (quirks: readonly (Quirk | undefined)[], text: string, { reply, scopes, scope }: Call) => {
    if (quirks.includes('forbidden-scope')) throw insufficientScopes(scopes, scope)
    return quirks.includes('slow') ? sendLate(reply, text, slowMs) : text
  }

  return {
    orchestration,
    transfer: single('transfers', 'transfer'),
    event: single('events', 'event'),
    orchestrations: ({ request }) => {
      const query = readQuery('orchestrations', searchOf(request))
      for (const id of query.filters.get('orchestration_id') ?? []) if (!sentinelFor(id)) world.begin(id)
      const most = (query.filters.get('profile_id') ?? []).map(id => shortPages.get(id) ?? query.limit)
      const short = { ...query, limit: Math.min(query.limit, ...most) }
      const { rows, next } = page(world.all('orchestrations'), orchestrationFields, short, cursors)
      return list('items', rows, next ?? '')
    },
    rules: call => {
      const query = readQuery('rules', searchOf(call.request))
      const { rows, next } = page(world.rules, ruleFields, query, cursors)
      const quirks = (query.filters.get('ids') ?? []).map(id => ruleQuirks.get(id))
      return obey(quirks, list('items', rows, next), call)
    },
    transfers: call => {
      const query = readQuery('transfers', searchOf(call.request))
      const { rows, next } = page(world.all('transfers'), transferFields, query, cursors)
      // A misbehaving record also misbehaves in a list by ID.
      const quirks = query.filters.has('ids') ? rows.map(row => row.quirk) : []
      return obey(quirks, list('items', rows, next), call)
    },
    events: ({ request }) => {
      const query: ListQuery = readQuery('events', searchOf(request))
      const { rows, next } = page(world.all('events'), eventFields, query, cursors)
      return list('events', rows, next ?? '')
    },
  }
}

/**
 * Sends the head at once and the body in two halves, the second after `ms`: slow, but never silent long enough to look
 * like a hang.
 */
function sendLate(reply: FastifyReply, text: string, ms: number): undefined {
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders).flushHeaders()
  const half = text.length / 2
  const timers = [
    setTimeout(() => reply.raw.write(text.slice(0, half)), ms / 2).unref(),
    setTimeout(() => reply.raw.end(text.slice(half)), ms).unref(),
  ]
  reply.raw.once('close', () => {
    for (const timer of timers) clearTimeout(timer)
  })
}

const endpointOf = { orchestrations: 'orchestration', transfers: 'transfer', events: 'event' } as const

const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

/** The raw query: Fastify's parser cannot tell a repeated key from a list. */
const searchOf = ({ raw: { url = '' } }: FastifyRequest) => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')

/** A list response. On the last page the cursor is empty or absent, as in Paxos. */
const list = (name: string, rows: readonly { text: string }[], next: string | undefined) =>
  `{"${name}":[${rows.map(({ text }) => text).join(',')}]${next === undefined ? '' : `,"next_page_cursor":${JSON.stringify(next)}`}}`
