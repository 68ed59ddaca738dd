import type { BrowseFilters } from '#domain/lists/browse-filters.ts'
import { filterLabels } from '#domain/lists/filter-text.ts'
import type { Change } from '../use-browse.ts'
import { OtherValue } from './other-value.tsx'
import { Ticks } from './ticks.tsx'

/** The assets seen so far to tick, and a field for any other. */
export const AssetChoices = ({
  name,
  seen,
  filters,
  change,
}: {
  name: 'source_asset' | 'destination_asset'
  seen: readonly string[]
  filters: BrowseFilters
  change: (change: Change) => void
}) => (
  <>
    <Ticks
      name={name}
      legend={filterLabels[name]}
      values={[...new Set([...filters[name], ...seen])].toSorted()}
      filters={filters}
      change={change}
    >
      {asset => asset}
    </Ticks>
    <OtherValue label="Other asset" name={name} change={change} />
  </>
)
