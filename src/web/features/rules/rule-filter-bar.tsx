import { Link } from 'react-router'
import { type RuleFilters, singleNames, writeRuleFilters } from '#domain/lists/rule-filters.ts'
import { ruleStatusLabel } from '#domain/orchestration/status.ts'
import { readEnum, ruleStatuses } from '#paxos/enums.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { Choice, FilterForm, TextField } from '#web/ui/fields.tsx'
import { Popover } from '#web/ui/popover.tsx'

const labels = { source_asset: 'Source asset', destination_asset: 'Destination asset', profile_id: 'Profile' } as const
const hints = {
  source_asset: 'One asset, such as USDC. Capitals count.',
  destination_asset: 'One asset, such as USDG. Capitals count.',
  profile_id: 'One whole profile ID.',
} as const

/** The filters that Paxos has for rules, one button each; what is chosen stands on the button. */
export function RuleFilterBar({
  filters,
  environment,
  change,
}: {
  filters: RuleFilters
  environment: string
  change: (part: Partial<RuleFilters>) => void
}) {
  const statuses = filters.status.map(status => ruleStatusLabel(readEnum(ruleStatuses, status))).join(', ')
  return (
    <search
      aria-label="Filters"
      className="relative -mx-1 mt-3 flex flex-wrap items-center gap-2 px-1 py-1 max-sm:flex-nowrap max-sm:overflow-x-auto print:hidden"
    >
      <Popover label="Status" value={statuses || undefined}>
        {close => (
          <FilterForm
            onApply={form => {
              close()
              change({ status: form.getAll('status').map(String) })
            }}
          >
            <fieldset>
              <legend className="sr-only">Status</legend>
              {[...new Set([...ruleStatuses, ...filters.status])].map(status => (
                <Choice
                  key={status}
                  type="checkbox"
                  name="status"
                  value={status}
                  defaultChecked={filters.status.includes(status)}
                >
                  <RuleBadge status={readEnum(ruleStatuses, status)} />
                </Choice>
              ))}
            </fieldset>
          </FilterForm>
        )}
      </Popover>
      {singleNames.map(name => (
        <Popover key={name} label={labels[name]} value={filters[name]}>
          {close => (
            <FilterForm
              onApply={form => {
                close()
                change({ [name]: String(form.get(name) ?? '').trim() || undefined })
              }}
            >
              <TextField
                label={labels[name]}
                hint={hints[name]}
                name={name}
                defaultValue={filters[name] ?? ''}
                autoFocus
              />
            </FilterForm>
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
