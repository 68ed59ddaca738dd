import { Link } from 'react-router'
import { type BrowseFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { orchestrationStatusLabel, statusesWhere } from '#domain/orchestration/status.ts'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { paths } from '#web/paths.ts'
import { List } from '#web/ui/display/list.tsx'

/** The statuses as tabs, what failed first; the other filters stay. Several at once are chosen in the filter bar. */
export function StatusTabs({ filters, environment }: { filters: BrowseFilters; environment: string }) {
  const failures = statusesWhere(({ isFailure }) => isFailure)
  const open = statusesWhere(({ isTerminal }) => !isTerminal).toReversed()
  const done = statusesWhere(({ isTerminal, isFailure }) => isTerminal && !isFailure)
  const [first, ...others] = failures
  const order = [...(first ? [first] : []), ...open, ...others, ...done]
  const tab = (status: string | undefined) => {
    const wanted = status === undefined ? [] : [status]
    const isHere = filters.status.length === wanted.length && filters.status[0] === status
    return (
      <li key={status ?? 'all'}>
        <Link
          to={paths.orchestrations(environment, writeFilters({ ...filters, status: wanted, page_cursor: undefined }))}
          aria-current={isHere ? 'page' : undefined}
          className="flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft no-underline hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {status === undefined ? 'All' : orchestrationStatusLabel(readEnum(orchestrationStatuses, status))}
        </Link>
      </li>
    )
  }
  return (
    <nav aria-label="Orchestrations by status" className="mt-3 border-b border-line print:hidden">
      <List className="flex flex-wrap">{[undefined, ...order].map(tab)}</List>
    </nav>
  )
}
