/**
 * The part of the Paxos REST API v2 that this project reads: paths, scopes and query parameters, in one table that the
 * browser app, the proxy's allow-list and the simulator all read.
 */

/** How a query parameter is written: `list` may repeat (1 to 100 times), the others appear once. */
export type ParameterKind = 'list' | 'text' | 'limit' | 'order' | 'cursor' | 'time'

const times = (field: 'created_at' | 'updated_at') =>
  ({
    [`${field}.lt`]: 'time',
    [`${field}.lte`]: 'time',
    [`${field}.eq`]: 'time',
    [`${field}.gte`]: 'time',
    [`${field}.gt`]: 'time',
  }) as const

const paging = { limit: 'limit', order: 'order', page_cursor: 'cursor' } as const

/** One endpoint: `path` with `{id}` where an id goes, relative to the API base (which ends in `/v2`). */
export type ApiEndpoint = {
  readonly path: string
  readonly scope: string
  /** Plural noun for the results, as support staff say it. */
  readonly things: string
  readonly maxLimit: number
  readonly query: Readonly<Record<string, ParameterKind>>
}

export const endpoints = {
  orchestration: {
    path: '/orchestration/orchestrations/{id}',
    scope: 'orchestration:read_orchestration',
    things: 'orchestrations',
    maxLimit: 0,
    query: {},
  },
  orchestrations: {
    path: '/orchestration/orchestrations',
    scope: 'orchestration:read_orchestration',
    things: 'orchestrations',
    maxLimit: 1000,
    query: {
      orchestration_id: 'list',
      ref_id: 'list',
      orchestration_rule_id: 'list',
      profile_id: 'list',
      source_asset: 'list',
      destination_asset: 'list',
      status: 'list',
      ...times('created_at'),
      ...paging,
    },
  },
  rules: {
    path: '/orchestration/rules',
    scope: 'orchestration:read_orchestration_rule',
    things: 'rules',
    maxLimit: 1000,
    query: {
      ids: 'list',
      profile_id: 'text',
      status: 'list',
      source_asset: 'text',
      destination_asset: 'text',
      ...paging,
    },
  },
  transfer: {
    path: '/transfer/transfers/{id}',
    scope: 'transfer:read_transfer',
    things: 'transfers',
    maxLimit: 0,
    query: {},
  },
  transfers: {
    path: '/transfer/transfers',
    scope: 'transfer:read_transfer',
    things: 'transfers',
    maxLimit: 1000,
    query: {
      ids: 'list',
      ref_ids: 'list',
      crypto_tx_hashes: 'list',
      profile_ids: 'list',
      account_ids: 'list',
      identity_ids: 'list',
      group_ids: 'list',
      statuses: 'list',
      secondary_statuses: 'list',
      type: 'list',
      ...times('created_at'),
      ...times('updated_at'),
      order_by: 'text',
      ...paging,
    },
  },
  events: {
    path: '/events',
    scope: 'events:read_event',
    things: 'events',
    maxLimit: 100,
    query: { type: 'text', ...times('created_at'), ...paging },
  },
  event: { path: '/events/{id}', scope: 'events:read_event', things: 'events', maxLimit: 0, query: {} },
} as const satisfies Record<string, ApiEndpoint>

export type EndpointName = keyof typeof endpoints

/** The scopes a credential needs to read everything. */
export const readScopes: readonly string[] = [...new Set(Object.values(endpoints).map(({ scope }) => scope))]

/** Query values: a list repeats its name, an undefined one is left out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** The path and query of a request below the API base, with everything percent-encoded: `/events?type=…`. */
export function apiPath(name: EndpointName, { id, query = {} }: { id?: string; query?: Query } = {}): string {
  const path = endpoints[name].path.replace('{id}', encoded(id ?? ''))
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined
      ? []
      : (Array.isArray(value) ? value : [value]).map(one => `${encoded(key)}=${encoded(String(one))}`),
  )
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

/** `encodeURIComponent` throws on a lone surrogate, which a careless cut leaves behind. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
