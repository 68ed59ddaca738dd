/** Validates the query of a list request against the endpoint table, as Paxos would. */
import { type ApiEndpoint, type EndpointName, endpoints } from '#paxos/api.ts'
import { ruleStatuses, secondaryStatuses, transferStatuses } from '#paxos/enums.ts'
import { readInstant } from '../data/values/time.ts'
import { badRequest } from './problems.ts'

type TimeField = 'created' | 'updated'

export type ListQuery = {
  /** Parameter name → values, of which one must match. */
  readonly filters: ReadonlyMap<string, readonly string[]>
  readonly ranges: readonly { readonly field: TimeField; readonly operator: string; readonly instant: bigint }[]
  readonly limit: number
  readonly order: 'ASC' | 'DESC'
  readonly orderBy: TimeField
  readonly cursor: string | undefined
  /** Everything but limit and cursor, normalised: a cursor is valid for its own query only. */
  readonly fingerprint: string
}

const maxRepeats = 100

/** Parameters with a closed list of values in Paxos's API description. */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  'rules status': ruleStatuses,
  'transfers statuses': transferStatuses,
  'transfers secondary_statuses': secondaryStatuses,
  'transfers order_by': ['CREATED_AT', 'UPDATED_AT'],
}

/** Transfer filters that Paxos's API description allows with times only, not with another filter. */
const lonely = ['ids', 'ref_ids', 'profile_ids', 'account_ids', 'identity_ids', 'type']

/** `search` is the part after the `?`. Throws a 400. */
export function readQuery(name: EndpointName, search: string): ListQuery {
  const endpoint: ApiEndpoint = endpoints[name]
  const given = new URLSearchParams(search)
  const filters = new Map<string, readonly string[]>()
  const ranges: { field: TimeField; operator: string; instant: bigint }[] = []
  for (const key of new Set(given.keys())) {
    const kind = Object.hasOwn(endpoint.query, key) ? endpoint.query[key] : undefined
    const values = given.getAll(key)
    const first = values[0] ?? ''
    if (kind === undefined) throw badRequest(`unknown parameter "${key}"`)
    if (kind !== 'list' && values.length > 1) throw badRequest(`parameter "${key}" appears more than once`)
    if (values.length > maxRepeats) throw badRequest(`parameter "${key}" appears more than ${maxRepeats} times`)
    const vocabulary = vocabularies[`${name} ${key}`]
    const strange = vocabulary && values.find(value => !vocabulary.includes(value))
    if (strange !== undefined) throw badRequest(`"${strange}" is not a value of parameter "${key}"`)
    if (kind === 'time') ranges.push(readRange(key, first))
    else if (key !== 'order_by' && (kind === 'list' || kind === 'text')) filters.set(key, values)
  }
  const together = lonely.find(key => name === 'transfers' && filters.has(key) && filters.size > 1)
  if (together) throw badRequest(`parameter "${together}" can be combined with created_at and updated_at only`)
  const orderBy = readOrderBy(given.get('order_by'), ranges)
  return {
    filters,
    ranges,
    limit: readLimit(given.get('limit'), endpoint.maxLimit),
    order: readOrder(given.get('order'), name === 'events' || orderBy === 'updated' ? 'ASC' : 'DESC'),
    orderBy,
    cursor: given.get('page_cursor') || undefined,
    fingerprint: JSON.stringify(
      [...given]
        .filter(([key]) => key !== 'limit' && key !== 'page_cursor')
        .sort(([a, x], [b, y]) => (a + x < b + y ? -1 : 1)),
    ),
  }
}

function readRange(key: string, value: string) {
  const instant = readInstant(value)
  if (instant === undefined) throw badRequest(`parameter "${key}" is not an RFC 3339 time: "${value}"`)
  const [field, operator = ''] = key.split('.')
  return { field: field === 'updated_at' ? ('updated' as const) : ('created' as const), operator, instant }
}

function readOrderBy(given: string | null, ranges: ListQuery['ranges']): TimeField {
  const filtered = ranges[0]?.field
  if (given === null) return ranges.every(({ field }) => field === filtered) ? (filtered ?? 'created') : 'created'
  const field = given === 'UPDATED_AT' ? 'updated' : 'created'
  if (filtered && !ranges.some(range => range.field === field))
    throw badRequest('order_by must name the time that is filtered by')
  return field
}

function readLimit(given: string | null, max: number): number {
  if (given === null) return 100
  const limit = /^\d{1,6}$/.test(given) ? Number(given) : 0
  if (limit < 1 || limit > max) throw badRequest(`limit must be a whole number from 1 to ${max}`)
  return limit
}

function readOrder(given: string | null, usual: 'ASC' | 'DESC'): 'ASC' | 'DESC' {
  if (given === null) return usual
  if (given !== 'ASC' && given !== 'DESC') throw badRequest('order must be ASC or DESC')
  return given
}
