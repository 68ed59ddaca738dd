import { Link } from 'react-router'
import { type RuleFilters, singleNames, writeRuleFilters } from '#domain/lists/rule-filters.ts'
import { ruleStatusLabel } from '#domain/orchestration/status.ts'
import { readEnum, ruleStatuses } from '#paxos/enums.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { Choice } from '#web/ui/controls/fields.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'
import { type ChangeRules, SingleChoice } from './single-choice.tsx'

const labels = { source_asset: 'Source asset', destination_asset: 'Destination asset', profile_id: 'Profile' } as const

/** What loaded rules have, to choose from. */
export type SeenValues = Readonly<Record<(typeof singleNames)[number], readonly string[]>>

/** The filters that Paxos has for rules, one button each; each choice applies at once, and stands on the button. */
export function RuleFilterBar({
  filters,
  environment,
  seen,
  change,
}: {
  filters: RuleFilters
  environment: string
  seen: SeenValues
  change: ChangeRules
}) {
  const statuses = filters.status.map(status => ruleStatusLabel(readEnum(ruleStatuses, status))).join(', ')
  return (
    <search
      aria-label="Filters for rules"
      className="relative -mx-1 mt-3 flex flex-wrap items-center gap-2 px-1 py-1 print:hidden"
    >
      <Popover label="Status" value={statuses || undefined}>
        {() => (
          <fieldset>
            <legend className="sr-only">Status</legend>
            {[...new Set([...ruleStatuses, ...filters.status])].map(status => (
              <Choice
                key={status}
                type="checkbox"
                defaultChecked={filters.status.includes(status)}
                onChange={({ target: { checked } }) =>
                  change(now => ({
                    status: checked
                      ? [...new Set([...now.status, status])]
                      : now.status.filter(other => other !== status),
                  }))
                }
              >
                <RuleBadge status={readEnum(ruleStatuses, status)} />
              </Choice>
            ))}
          </fieldset>
        )}
      </Popover>
      {singleNames.map(name => (
        <Popover key={name} label={labels[name]} value={filters[name]}>
          {close => (
            <SingleChoice
              name={name}
              label={labels[name]}
              chosen={filters[name]}
              seen={seen[name]}
              change={change}
              onTyped={close}
            />
          )}
        </Popover>
      ))}
      {writeRuleFilters({ ...filters, page_cursor: undefined }).length > 0 && (
        <Link to={paths.rules(environment)} className="shrink-0 px-1.5 py-1 text-sm">
          Clear filters
        </Link>
      )}
    </search>
  )
}
