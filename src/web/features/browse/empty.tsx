import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type BrowseFilters, noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { activeFilters } from '#domain/lists/filter-text.ts'
import { type Environment, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { List } from '#web/ui/display/list.tsx'

/** No rows: what was asked for, and what to change about it. Empty is neither forbidden nor failed, and says so by saying what was read. */
export function Empty({
  environment,
  filters,
  ruleName,
  children,
}: {
  environment: Environment
  filters: BrowseFilters
  ruleName: (id: string) => string
  /** How old this answer is, and the way to ask again. */
  children: ReactNode
}) {
  const active = activeFilters(filters, ruleName)
  const to = (next: BrowseFilters) => paths.orchestrations(environment.name, writeFilters(next))
  return (
    <section className="rounded-xl border border-line bg-card px-6 py-10 shadow-card">
      <h2 className="text-lg font-semibold">
        {active.length === 0 ? `No orchestrations in ${environmentTitle(environment.name)} yet.` : 'Nothing matches.'}
      </h2>
      {active.length > 0 && (
        <>
          <p className="mt-1 text-ink-soft">Filters match exactly. Try removing one:</p>
          <List className="mt-3 flex flex-wrap gap-2">
            {active.map(({ name, label, value, without }) => (
              <li key={name} className="min-w-0">
                <Link
                  to={to(without)}
                  className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-line px-3 text-sm text-ink no-underline wrap-anywhere hover:bg-hover"
                >
                  <span aria-hidden="true">✕</span>
                  <span className="sr-only">Remove</span> {label}: {value}
                </Link>
              </li>
            ))}
            {active.length > 1 && (
              <li>
                <Link
                  to={to({ ...noFilters, order: filters.order })}
                  className="inline-flex min-h-8 items-center text-sm"
                >
                  Clear filters
                </Link>
              </li>
            )}
          </List>
        </>
      )}
      <div className="mt-4">{children}</div>
    </section>
  )
}
