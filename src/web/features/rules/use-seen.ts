import { useQuery } from '@tanstack/react-query'
import type { singleNames } from '#domain/lists/rule-filters.ts'
import type { Rule } from '#paxos/rule.ts'
import { ruleNamesQuery } from '#web/api/list-queries.ts'
import type { Environment } from '#web/app-config.ts'
import type { SeenValues } from './rule-filter-bar.tsx'

/** The values that rules have, to choose from: of all rules once they are read, until then of those on the page. */
export function useSeen(environment: Environment, shown: readonly Rule[]): SeenValues {
  const { data } = useQuery(ruleNamesQuery(environment))
  const rules = [...(data ?? []), ...shown]
  const values = (name: (typeof singleNames)[number]) => [...new Set(rules.flatMap(rule => rule[name] ?? []))]
  return {
    source_asset: values('source_asset'),
    destination_asset: values('destination_asset'),
    profile_id: values('profile_id'),
  }
}
