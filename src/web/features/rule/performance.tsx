import type { ReactNode } from 'react'
import { Link } from 'react-router'
import {
  boundsText,
  denominatorText,
  lastChange,
  ruleStatistics,
  successText,
} from '#domain/compare/rule-statistics.ts'
import { type BrowseFilters, rowsParameter, writeFilters } from '#domain/lists/browse-filters.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { ListAnswer } from '#web/api/list-queries.ts'
import { idClass } from '#web/components/list/orchestration-columns.tsx'
import { Time } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { Table } from '#web/ui/table/table.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

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
  const more = answer.value.next !== undefined
  const statistics = ruleStatistics(answer.value.items.map(({ value }) => value))
  const { finished, failed, rejected, bounds, lastFailure, reasons } = statistics
  const failedEntries = writeFilters(failures)
  const failedList = paths.orchestrations(environment, failedEntries)
  const withReason = (reason: string) =>
    paths.orchestrations(environment, [...failedEntries, [rowsParameter, searchable(reason)]])
  const of = denominatorText(finished, more)
  const link = (row: Orchestration, words: ReactNode) =>
    row.id ? <Link to={paths.orchestration(environment, row.id)}>{words}</Link> : words
  if (finished === 0)
    return (
      <Card title="How it has been doing">
        <p className="px-5 py-4 text-ink-soft">None of its orchestrations has finished yet.</p>
      </Card>
    )
  const lastAt = lastFailure && lastChange(lastFailure)
  const words = bounds && boundsText(bounds)
  return (
    <Card title="How it has been doing" aside={of}>
      <dl className="grid gap-x-8 gap-y-4 px-5 py-4 sm:grid-cols-2 lg:grid-cols-4">
        <Fact term="Completed" value={successText(statistics, more)}>
          {failed} failed, {rejected} rejected
        </Fact>
        <Fact term="Median time" value={words?.median ?? 'Not known'}>
          {bounds ? `from creation to last update, of ${bounds.of} completed` : 'no completed one has usable times'}
        </Fact>
        <Fact term="Worst time" value={words?.worst ?? 'Not known'}>
          {bounds && link(bounds.slowest, 'The slowest one')}
        </Fact>
        <Fact
          term="Last failure"
          value={
            lastAt ? (
              <>
                By <Time at={lastAt}>{utcDateTime(lastAt)}</Time>
              </>
            ) : lastFailure ? (
              'Time not reported'
            ) : (
              'None'
            )
          }
        >
          {lastFailure ? link(lastFailure, 'Open it') : of}
        </Fact>
      </dl>
      {reasons.length > 0 && (
        <section aria-labelledby="reasons" className="border-t border-line-soft">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 pt-4 pb-1">
            <h3 id="reasons" className="font-semibold">
              Failures by Paxos's reason
            </h3>
            <Link to={failedList} className="text-sm">
              All its failures
            </Link>
          </div>
          <Table
            caption="Failures by Paxos's reason"
            rows={reasons}
            rowKey={(_, index) => String(index)}
            columns={[
              {
                header: "Paxos's reason",
                cell: ({ reason }) =>
                  reason === undefined ? (
                    <span className="text-ink-soft">Paxos gave no reason.</span>
                  ) : (
                    <Untrusted text={reason} />
                  ),
              },
              { header: 'Failures', half: true, cell: ({ count }) => `${count} of ${failed}` },
              {
                header: 'Newest',
                half: true,
                cell: ({ latest }) => link(latest, <span className={idClass}>{latest.id}</span>),
              },
              {
                header: 'Others',
                cell: ({ reason }) =>
                  reason === undefined ? (
                    <span className="text-ink-faint">–</span>
                  ) : (
                    <Link to={withReason(reason)}>Other failures with this reason</Link>
                  ),
              },
            ]}
          />
        </section>
      )}
    </Card>
  )
}

/** So much of a reason as a field of one line holds and an address carries. */
const searchable = (reason: string) => (reason.trim().split(/[\r\n]/, 1)[0] ?? '').slice(0, 200)

const Fact = ({ term, value, children }: { term: string; value: ReactNode; children?: ReactNode }) => (
  <div>
    <dt className="text-xs text-ink-faint">{term}</dt>
    <dd className="mt-0.5">
      <span className="block text-lg font-semibold">{value}</span>
      <span className="text-sm text-ink-soft">{children}</span>
    </dd>
  </div>
)
