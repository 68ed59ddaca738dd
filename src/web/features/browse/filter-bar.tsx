import { Link } from 'react-router'
import { type BrowseFilters, type ListName, noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { activeFilters, filterLabels } from '#domain/lists/filter-text.ts'
import { orchestrationStatuses } from '#paxos/enums.ts'
import type { Rule } from '#paxos/rule.ts'
import { orchestrationStatusOf } from '#web/components/list/status-of.tsx'
import { paths } from '#web/paths.ts'
import { Choice, FilterForm, LinesField, Select, TextField } from '#web/ui/fields.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { CreatedForm } from './created-form.tsx'
import { RuleChoices } from './rule-choices.tsx'

type Props = {
  filters: BrowseFilters
  environment: string
  rules: readonly Rule[]
  ruleName: (id: string) => string
  change: (part: Partial<BrowseFilters>) => void
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
export function FilterBar({ filters, environment, rules, ruleName, change }: Props) {
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
      aria-label="Filters"
      className="relative -mx-1 mt-3 flex flex-wrap items-center gap-2 px-1 py-1 max-sm:flex-nowrap max-sm:overflow-x-auto print:hidden"
    >
      <Popover {...pill('status')}>
        {close => (
          <FilterForm
            onApply={form => {
              close()
              change({ status: form.getAll('status').map(String) })
            }}
          >
            <fieldset>
              <legend className="sr-only">Status</legend>
              {[...new Set([...orchestrationStatuses, ...filters.status])].map(status => (
                <Choice
                  key={status}
                  type="checkbox"
                  name="status"
                  value={status}
                  defaultChecked={filters.status.includes(status)}
                >
                  {orchestrationStatusOf(status)}
                </Choice>
              ))}
            </fieldset>
          </FilterForm>
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
      {words('source_asset', 'USDC, PYUSD: any of them. Capitals count.')}
      {words('destination_asset', 'USDG, USD: any of them. Capitals count.')}
      <Popover {...pill('orchestration_rule_id')}>
        {close => (
          <FilterForm
            onApply={form => {
              close()
              const typed = split(form.get('typed'), /[\s,;]+/)
              change({ orchestration_rule_id: [...new Set([...form.getAll('rule').map(String), ...typed])] })
            }}
          >
            <RuleChoices rules={rules} chosen={filters.orchestration_rule_id} />
          </FilterForm>
        )}
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
              hint="One to a line, whole and to the letter."
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
