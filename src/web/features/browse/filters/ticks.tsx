import type { ReactNode } from 'react'
import type { BrowseFilters, ListName } from '#domain/lists/browse-filters.ts'
import { Choice } from '#web/ui/controls/fields.tsx'
import type { Change } from '../use-browse.ts'

/** The same list with a value added, or without it. */
const toggled = (values: readonly string[], value: string, on: boolean) =>
  on ? [...new Set([...values, value])] : values.filter(other => other !== value)

/** The values of a filter to tick; each tick applies at once. */
export const Ticks = ({
  name,
  legend,
  values,
  filters,
  change,
  children,
}: {
  name: ListName
  legend: string
  values: readonly string[]
  filters: BrowseFilters
  change: (change: Change) => void
  children: (value: string) => ReactNode
}) => (
  <fieldset>
    <legend className="sr-only">{legend}</legend>
    {values.map(value => (
      <Choice
        key={value}
        type="checkbox"
        defaultChecked={filters[name].includes(value)}
        onChange={({ target: { checked } }) => change(now => ({ [name]: toggled(now[name], value, checked) }))}
      >
        {children(value)}
      </Choice>
    ))}
  </fieldset>
)
