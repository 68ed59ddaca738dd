/** Filters, sorts and pages the rows of one list. */
import type { Row } from '../data/row.ts'
import type { Cursors, Position } from './cursors.ts'
import type { ListQuery } from './query.ts'

/** How a parameter reads the field it filters by; anything but text matches nothing. */
export type Fields = Readonly<Record<string, (row: Row) => unknown>>

const field = (name: string) => (row: Row) => row.record[name]
const id = (row: Row) => row.id

export const orchestrationFields: Fields = {
  orchestration_id: id,
  ref_id: field('ref_id'),
  orchestration_rule_id: field('orchestration_rule_id'),
  profile_id: field('profile_id'),
  source_asset: field('source_asset'),
  destination_asset: field('destination_asset'),
  status: field('status'),
}

export const ruleFields: Fields = {
  ids: id,
  profile_id: field('profile_id'),
  status: field('status'),
  source_asset: field('source_asset'),
  destination_asset: field('destination_asset'),
}

export const transferFields: Fields = {
  ids: id,
  ref_ids: field('ref_id'),
  crypto_tx_hashes: field('crypto_tx_hash'),
  profile_ids: field('profile_id'),
  account_ids: field('account_id'),
  identity_ids: field('identity_id'),
  group_ids: field('group_id'),
  statuses: field('status'),
  secondary_statuses: ({ record }) => (record.secondary_status as { name?: unknown } | undefined)?.name,
  type: field('type'),
}

export const eventFields: Fields = { type: field('type') }

const inRange: Readonly<Record<string, (at: bigint, bound: bigint) => boolean>> = {
  lt: (at, bound) => at < bound,
  lte: (at, bound) => at <= bound,
  eq: (at, bound) => at === bound,
  gte: (at, bound) => at >= bound,
  gt: (at, bound) => at > bound,
}

/** One page of rows and the cursor of the next one, if any. Throws a 400 for a bad cursor. */
export function page(rows: readonly Row[], fields: Fields, query: ListQuery, cursors: Cursors) {
  const { filters, ranges, limit, order, orderBy } = query
  const wanted = [...filters].map(([name, values]) => ({ read: fields[name], values: new Set<unknown>(values) }))
  const behind = query.cursor === undefined ? undefined : cursors.read(query.cursor, query.fingerprint)
  const sign = order === 'ASC' ? 1 : -1
  const matches = (row: Row) =>
    wanted.every(({ read, values }) => read && values.has(read(row))) &&
    ranges.every(({ field, operator, instant }) => inRange[operator]?.(row[field], instant)) &&
    (behind === undefined || compare({ time: row[orderBy], id: row.id }, behind) * sign > 0)
  const found = rows
    .filter(matches)
    .sort((a, b) => sign * compare({ time: a[orderBy], id: a.id }, { time: b[orderBy], id: b.id }))
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const next =
    last && found.length > limit ? cursors.issue({ time: last[orderBy], id: last.id }, query.fingerprint) : undefined
  return { rows: shown, next }
}

/** Ties are broken by ID, so that a page never splits rows of the same instant arbitrarily. */
function compare(a: Position, b: Position): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
