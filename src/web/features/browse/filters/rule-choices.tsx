import type { BrowseFilters } from '#domain/lists/browse-filters.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Change } from '../use-browse.ts'
import { OtherValue } from './other-value.tsx'
import { Ticks } from './ticks.tsx'

const maxListed = 100

/** The rules to tick by name, as far as they could be read; any other by its id. */
export function RuleChoices({
  rules,
  ruleName,
  filters,
  change,
}: {
  rules: readonly Rule[]
  ruleName: (id: string) => string
  filters: BrowseFilters
  change: (change: Change) => void
}) {
  const name = 'orchestration_rule_id'
  const known = rules.flatMap(({ id }) => id ?? []).slice(0, maxListed)
  return (
    <>
      <Ticks
        name={name}
        legend="Rule"
        values={[...new Set([...known, ...filters[name]])]}
        filters={filters}
        change={change}
      >
        {ruleName}
      </Ticks>
      <OtherValue label={known.length > 0 ? 'Other rule ID' : 'Rule ID'} name={name} change={change} />
    </>
  )
}
