/**
 * The filters of the list of orchestrations: how they stand in the address, and what they ask Paxos for. The names in the
 * address are Paxos's own; only `created` (a range that moves along) is ours.
 */
import type { Query } from '#paxos/api.ts'
import { readInstant } from '../text/instant.ts'
import { isPrintable } from '../text/plain-text.ts'

export const spans = {
  '1h': { ms: 3_600_000, words: 'last hour' },
  '24h': { ms: 86_400_000, words: 'last 24 hours' },
  '7d': { ms: 7 * 86_400_000, words: 'last 7 days' },
  '30d': { ms: 30 * 86_400_000, words: 'last 30 days' },
} as const
export type Span = keyof typeof spans

/** `last` moves along with the clock; `between` has RFC 3339 bounds, the second one exclusive. */
export type Created =
  | { readonly kind: 'any' }
  | { readonly kind: 'last'; readonly span: Span }
  | { readonly kind: 'between'; readonly from: string | undefined; readonly to: string | undefined }

export const listNames = [
  'status',
  'source_asset',
  'destination_asset',
  'orchestration_rule_id',
  'profile_id',
  'ref_id',
] as const
export type ListName = (typeof listNames)[number]

export type BrowseFilters = Readonly<Record<ListName, readonly string[]>> & {
  readonly created: Created
  readonly order: 'DESC' | 'ASC'
  readonly page_cursor: string | undefined
}

export const noFilters: BrowseFilters = {
  status: [],
  source_asset: [],
  destination_asset: [],
  orchestration_rule_id: [],
  profile_id: [],
  ref_id: [],
  created: { kind: 'any' },
  order: 'DESC',
  page_cursor: undefined,
}

/** The parameter of the filter over loaded rows: ours alone, never sent to Paxos. */
export const rowsParameter = 'rows'

export type Entry = readonly [name: string, value: string]

/** Paxos takes each filter up to a hundred times. */
const maxValues = 100
const cursorShape = /^[A-Za-z0-9._~:=+/|-]{1,512}$/

/** What of an address could not be used, cut to a length that can be shown. */
const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Reads an address. What it does not understand is left out and named in `ignored`; it never throws. */
export function readFilters(entries: Iterable<Entry>): { filters: BrowseFilters; ignored: readonly string[] } {
  const lists = new Map<ListName, Set<string>>()
  const ignored: string[] = []
  let { created, order, page_cursor } = noFilters
  const bounds: { from?: string; to?: string } = {}
  const refuse = (name: string, value: string) => ignored.push(`${excerpt(name)}=${excerpt(value)}`)
  for (const [name, value] of entries) {
    const list = listNames.find(known => known === name)
    const text = value.trim()
    if (list) {
      const values = lists.get(list) ?? new Set()
      if (!isPrintable(text) || values.size >= maxValues) refuse(name, value)
      else lists.set(list, values.add(text))
    } else if (name === 'created' && Object.hasOwn(spans, value)) created = { kind: 'last', span: value as Span }
    else if (name === 'created_at.gte' && readInstant(value)) bounds.from = value
    else if (name === 'created_at.lt' && readInstant(value)) bounds.to = value
    else if (name === 'order' && (value === 'ASC' || value === 'DESC')) order = value
    else if (name === 'page_cursor' && cursorShape.test(value)) page_cursor = value
    else refuse(name, value)
  }
  // A fixed range is the narrower claim of the two.
  if (bounds.from !== undefined || bounds.to !== undefined)
    created = { kind: 'between', from: bounds.from, to: bounds.to }
  const values = Object.fromEntries([...lists].map(([name, set]) => [name, [...set]]))
  return { filters: { ...noFilters, ...values, created, order, page_cursor }, ignored }
}

/** The entries of an address that `readFilters` reads back to the same filters; none for what is as usual. */
export function writeFilters(filters: BrowseFilters): readonly Entry[] {
  const { created, order, page_cursor } = filters
  const between = created.kind === 'between' ? created : undefined
  const single: readonly (readonly [string, string | undefined])[] = [
    ['created', created.kind === 'last' ? created.span : undefined],
    ['created_at.gte', between?.from],
    ['created_at.lt', between?.to],
    ['order', order === 'ASC' ? order : undefined],
    ['page_cursor', page_cursor],
  ]
  return [
    ...listNames.flatMap(name => filters[name].map((value): Entry => [name, value])),
    ...single.flatMap(([name, value]): Entry[] => (value === undefined ? [] : [[name, value]])),
  ]
}

/** The range with its ends fixed as they are now. A cursor holds only for the range it came from, hence `openEnded`. */
export function frozen(created: Created, nowMs: number, { openEnded = false } = {}): Created {
  if (created.kind !== 'last') return created
  const text = (ms: number) => new Date(ms).toISOString()
  return { kind: 'between', from: text(nowMs - spans[created.span].ms), to: openEnded ? undefined : text(nowMs) }
}

/** What to ask Paxos for. `nowMs` is the server's clock; only a moving range depends on it. */
export function listQuery(filters: BrowseFilters, nowMs: number, limit: number): Query {
  const created = frozen(filters.created, nowMs, { openEnded: true })
  const between = created.kind === 'between' ? created : undefined
  const some = (values: readonly string[]) => (values.length === 0 ? undefined : values)
  return {
    ...Object.fromEntries(listNames.map(name => [name, some(filters[name])])),
    'created_at.gte': between?.from,
    'created_at.lt': between?.to,
    order: filters.order === 'ASC' ? 'ASC' : undefined,
    page_cursor: filters.page_cursor,
    limit,
  }
}
