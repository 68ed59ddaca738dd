import { Link } from 'react-router'
import { type BrowseFilters, type ListName, noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { activeFilters, filterLabels } from '#domain/lists/filter-text.ts'
import { orchestrationStatuses } from '#paxos/enums.ts'
import type { Rule } from '#paxos/rule.ts'
import { orchestrationStatusOf } from '#web/components/list/status-of.tsx'
import { paths } from '#web/paths.ts'
import { FilterForm, LinesField, Select, TextField } from '#web/ui/controls/fields.tsx'
import { Popover } from '#web/ui/controls/popover.tsx'
import type { Change } from '../use-browse.ts'
import { AssetChoices } from './asset-choices.tsx'
import { CreatedForm } from './created-form.tsx'
import { RuleChoices } from './rule-choices.tsx'
import { Ticks } from './ticks.tsx'

type Props = {
  filters: BrowseFilters
  environment: string
  rules: readonly Rule[]
  ruleName: (id: string) => string
  /** Assets to choose from: those that rules and loaded rows have. */
  assets: readonly string[]
  change: (change: Change) => void
}

/** Several values of one field: separated by anything that an id or an asset cannot have. */
const split = (text: FormDataEntryValue | null, by: RegExp) => [
  ...new Set(
    String(text ?? '')
      .split(by)
      .map(value => value.trim())
      .filter(Boolean),
  ),
]

/** The filters that Paxos itself has, one button each; what is chosen stands on the button. */
export function FilterBar({ filters, environment, rules, ruleName, assets, change }: Props) {
  const active = new Map(activeFilters(filters, ruleName).map(filter => [filter.name, filter]))
  const pill = (name: ListName | 'created') => ({ label: filterLabels[name], value: active.get(name)?.value })
  const words = (name: ListName, hint: string) => (
    <Popover {...pill(name)}>
      {close => (
        <FilterForm
          onApply={form => {
            close()
            change({ [name]: split(form.get(name), /[\s,;]+/) })
          }}
        >
          <TextField
            label={filterLabels[name]}
            hint={hint}
            name={name}
            defaultValue={filters[name].join(', ')}
            autoFocus
          />
        </FilterForm>
      )}
    </Popover>
  )
  return (
    <search
      aria-label="Filters for orchestrations"
      className="relative -mx-1 mt-3 flex flex-wrap items-center gap-2 px-1 py-1 print:hidden"
    >
      <Popover {...pill('status')}>
        {() => (
          <Ticks
            name="status"
            legend="Status"
            values={[...new Set([...orchestrationStatuses, ...filters.status])]}
            filters={filters}
            change={change}
          >
            {orchestrationStatusOf}
          </Ticks>
        )}
      </Popover>
      <Popover {...pill('created')}>
        {close => (
          <CreatedForm
            created={filters.created}
            onApply={created => {
              close()
              change({ created })
            }}
          />
        )}
      </Popover>
      {(['source_asset', 'destination_asset'] as const).map(name => (
        <Popover key={name} {...pill(name)}>
          {() => <AssetChoices name={name} seen={assets} filters={filters} change={change} />}
        </Popover>
      ))}
      <Popover {...pill('orchestration_rule_id')}>
        {() => <RuleChoices rules={rules} ruleName={ruleName} filters={filters} change={change} />}
      </Popover>
      {words('profile_id', 'Profile IDs, separated by commas or spaces.')}
      <Popover {...pill('ref_id')}>
        {close => (
          <FilterForm
            onApply={form => {
              close()
              change({ ref_id: split(form.get('ref_id'), /\r?\n/) })
            }}
          >
            <LinesField
              label="Reference"
              hint="One per line, exact match."
              name="ref_id"
              defaultValue={filters.ref_id.join('\n')}
              autoFocus
            />
          </FilterForm>
        )}
      </Popover>
      <Select
        label="Order"
        value={filters.order}
        onChange={event => change({ order: event.target.value === 'ASC' ? 'ASC' : 'DESC' })}
        options={[
          ['DESC', 'Newest first'],
          ['ASC', 'Oldest first'],
        ]}
      />
      {active.size > 0 && (
        <Link
          to={paths.orchestrations(environment, writeFilters({ ...noFilters, order: filters.order }))}
          className="shrink-0 px-1.5 py-1 text-sm"
        >
          Clear filters
        </Link>
      )}
    </search>
  )
}
