import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type BrowseFilters, noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { activeFilters } from '#domain/lists/filter-text.ts'
import { type Environment, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'

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
        {active.length === 0
          ? `No orchestrations in ${environmentTitle(environment.name)} yet.`
          : 'No orchestrations match these filters.'}
      </h2>
      <div className="mt-2">{children}</div>
      {active.length > 0 && (
        <>
          <p className="mt-3 text-ink-soft">
            Paxos answered with an empty list. Capitals, spaces and whole IDs count. Look again:
          </p>
          <ul className="mt-4 grid gap-2">
            {active.map(({ name, label, value, without }) => (
              <li key={name}>
                <Link to={to(without)}>
                  Without {label}: {value}
                </Link>
              </li>
            ))}
            {active.length > 1 && (
              <li>
                <Link to={to({ ...noFilters, order: filters.order })}>Without any filter</Link>
              </li>
            )}
          </ul>
        </>
      )}
    </section>
  )
}
