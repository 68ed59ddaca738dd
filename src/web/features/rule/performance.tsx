import type { ReactNode } from 'react'
import { Link } from 'react-router'
import {
  boundsText,
  denominatorText,
  lastChange,
  ruleStatistics,
  successText,
} from '#domain/compare/rule-statistics.ts'
import { type BrowseFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { ageText, utcDateTime } from '#domain/text/time-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { serverNow } from '#web/api/clock.ts'
import type { ListAnswer } from '#web/api/list-queries.ts'
import { rowName } from '#web/components/list/row-name.ts'
import { Time } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { Signs } from '#web/ui/display/sign.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { FailureReasons } from './failure-reasons.tsx'

/** Success, time and failures of the rule's latest finished orchestrations; each number with what it is a share of. */
export function Performance({
  answer,
  environment,
  failures,
}: {
  answer: ListAnswer
  environment: string
  /** The filters of the list of all its failures. */
  failures: BrowseFilters
}) {
  const now = useNow(serverNow, 60_000)
  const more = answer.value.next !== undefined
  const statistics = ruleStatistics(answer.value.items.map(({ value }) => value))
  const { finished, failed, rejected, bounds, lastFailure, reasons } = statistics
  if (finished === 0)
    return (
      <Card title="Performance">
        <p className="px-5 py-4 text-ink-soft">No orchestration of this rule has finished yet.</p>
      </Card>
    )
  const view = (row: Orchestration) =>
    row.id && (
      <Link to={paths.orchestration(environment, row.id)} aria-label={`View: ${rowName(row, row.id)}`}>
        View
      </Link>
    )
  const success = successText(statistics, more)
  const words = bounds && boundsText(bounds)
  const completed = bounds ? `of ${bounds.of} completed` : 'No completed orchestration has usable times'
  const lastAt = lastFailure && lastChange(lastFailure)
  return (
    <section aria-labelledby="performance" className="grid gap-4">
      <h2 id="performance" className="sr-only">
        Performance
      </h2>
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Tile term="Completed" value={success.share} of={success.of}>
          {failed} failed, {rejected} rejected
        </Tile>
        <Tile term="Median time" value={<Signs text={words?.median ?? 'Unknown'} />} of={completed}>
          {bounds && 'From creation to last update'}
        </Tile>
        <Tile term="Slowest" value={<Signs text={words?.worst ?? 'Unknown'} />} of={completed}>
          {bounds && view(bounds.slowest)}
        </Tile>
        <Tile
          term="Last failure"
          value={lastAt ? ageText(lastAt, now) : lastFailure ? 'Time not reported' : 'None'}
          of={lastAt ? <>by {<Time at={lastAt}>{utcDateTime(lastAt)}</Time>}</> : denominatorText(finished, more)}
        >
          {lastFailure && view(lastFailure)}
        </Tile>
      </dl>
      {reasons.length > 0 && (
        <FailureReasons reasons={reasons} failed={failed} environment={environment} failures={writeFilters(failures)} />
      )}
    </section>
  )
}

/** One number, what it is of, and where it leads. */
const Tile = ({
  term,
  value,
  of,
  children,
}: {
  term: string
  value: ReactNode
  of: ReactNode
  children?: ReactNode
}) => (
  <div className="flex min-w-0 flex-col rounded-xl border border-line bg-card px-5 py-4 shadow-card">
    <dt className="text-xs text-ink-faint">{term}</dt>
    <dd className="mt-1 flex flex-1 flex-col">
      <span className="text-2xl font-semibold tracking-tight">{value}</span>
      <span className="text-sm text-ink-soft">{of}</span>
      <span className="mt-auto pt-1 text-sm text-ink-faint empty:hidden">{children}</span>
    </dd>
  </div>
)
