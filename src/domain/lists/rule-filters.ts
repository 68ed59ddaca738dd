/** The filters of the list of rules: how they stand in the address, and what they ask Paxos for. */
import type { Query } from '#paxos/api.ts'
import { isPrintable } from '../text/plain-text.ts'
import type { Entry } from './browse-filters.ts'

/** `status` may stand several times; Paxos takes the others once. */
export type RuleFilters = {
  readonly status: readonly string[]
  readonly source_asset: string | undefined
  readonly destination_asset: string | undefined
  readonly profile_id: string | undefined
  readonly page_cursor: string | undefined
}

export const noRuleFilters: RuleFilters = {
  status: [],
  source_asset: undefined,
  destination_asset: undefined,
  profile_id: undefined,
  page_cursor: undefined,
}

export const singleNames = ['source_asset', 'destination_asset', 'profile_id'] as const

const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Reads an address. What it does not understand is left out and named in `ignored`; it never throws. */
export function readRuleFilters(entries: Iterable<Entry>): { filters: RuleFilters; ignored: readonly string[] } {
  const status = new Set<string>()
  const single: { -readonly [name in (typeof singleNames)[number] | 'page_cursor']?: string } = {}
  const ignored: string[] = []
  for (const [name, value] of entries) {
    const text = value.trim()
    const known = [...singleNames, 'page_cursor' as const].find(one => one === name)
    if (!isPrintable(text) || (known !== undefined && single[known] !== undefined))
      ignored.push(`${excerpt(name)}=${excerpt(value)}`)
    else if (name === 'status') status.add(text)
    else if (known) single[known] = text
    else ignored.push(`${excerpt(name)}=${excerpt(value)}`)
  }
  return { filters: { ...noRuleFilters, ...single, status: [...status].slice(0, 100) }, ignored }
}

/** The entries of an address that `readRuleFilters` reads back to the same filters. */
export const writeRuleFilters = (filters: RuleFilters): readonly Entry[] => [
  ...filters.status.map((value): Entry => ['status', value]),
  ...[...singleNames, 'page_cursor' as const].flatMap((name): Entry[] => {
    const value = filters[name]
    return value === undefined ? [] : [[name, value]]
  }),
]

/** What to ask Paxos for. */
export const ruleQueryOf = (filters: RuleFilters): Query => ({
  ...filters,
  status: filters.status.length === 0 ? undefined : filters.status,
})
