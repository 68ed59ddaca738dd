import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import {
  completedAround,
  completedSentence,
  type FailuresAround,
  failuresAnswer,
  failuresAround,
  ownerText,
  type Window,
} from '#domain/compare/failures-around.ts'
import { alikeFilter, pairText } from '#domain/compare/route.ts'
import { noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { instantFromMs } from '#domain/text/instant.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { aroundQuery, type ComparedList } from '#web/api/comparison-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { Time } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { PartProblem } from '../records/part-problem.tsx'
import { ComparedCard, Reading } from './compared-card.tsx'
import { ReasonTable } from './reason-table.tsx'

/** "Is it just this customer?": what else failed like it in the 24 hours around it, and what completed meanwhile. */
export function ComparedFailures({
  environment,
  orchestration,
}: {
  environment: Environment
  orchestration: Orchestration
}) {
  const isComparable = alikeFilter(orchestration) !== undefined
  const failed = useQuery({ ...aroundQuery(environment, orchestration, 'failures'), enabled: isComparable })
  const completed = useQuery({ ...aroundQuery(environment, orchestration, 'completed'), enabled: isComparable })
  const title = 'Is it just this customer?'
  if (!isComparable)
    return <ComparedCard title={title}>Paxos reports neither its assets nor a rule to compare by.</ComparedCard>
  if (failed.data) {
    const around = failuresAround(orchestration, failed.data.rows, failed.data.more)
    const { window } = failed.data
    const done = completed.data && completedAround(orchestration, completed.data.rows, completed.data.more)
    const { lead, text } = failuresAnswer(orchestration, around, done)
    const list = paths.orchestrations(
      environment.name,
      writeFilters({ ...noFilters, ...alikeFilter(orchestration), status: ['FAILED'], created: rangeOf(window) }),
    )
    return (
      <ComparedCard title={title} aside={<Link to={list}>All failed {pairText(orchestration)}</Link>}>
        <p className="text-lg font-semibold">{[lead, text].filter(Boolean).join(' ')}</p>
        <div className="mt-0.5 text-ink-soft">
          <Completed query={completed} orchestration={orchestration} around={around} environment={environment} />
        </div>
        <p className="mt-2 text-sm text-ink-faint">
          Compared with payments by the same rule, or of the same assets over the same rails, created{' '}
          {window ? <Range window={window} /> : 'at any time'}.{around.owner && ` ${ownerText(around)}`}
          {failed.data.more &&
            ` In the first ${failed.data.rows.length.toLocaleString('en')} failures; more available.`}
        </p>
        {around.others > 0 && (
          <ReasonTable groups={around.groups} subject={orchestration} environment={environment.name} />
        )}
      </ComparedCard>
    )
  }
  return (
    <ComparedCard title={title}>
      {failed.error ? <Unread what="Other failures" query={failed} environment={environment} /> : <Reading />}
    </ComparedCard>
  )
}

const rangeOf = (window: Window | undefined) =>
  window
    ? ({ kind: 'between', from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() } as const)
    : noFilters.created

function Range({ window }: { window: Window }) {
  const [from, to] = [instantFromMs(window.from), instantFromMs(window.to)]
  return (
    <>
      <Time at={from}>{utcDateTime(from)}</Time> to <Time at={to}>{utcDateTime(to)}</Time>
    </>
  )
}

/** The denominator, which may fail by itself. */
function Completed({
  query,
  orchestration,
  around,
  environment,
}: {
  query: UseQueryResult<ComparedList>
  orchestration: Orchestration
  around: FailuresAround
  environment: Environment
}) {
  if (query.data)
    return completedSentence(completedAround(orchestration, query.data.rows, query.data.more), around.owner)
  return query.error ? (
    <Unread what="What completed meanwhile is" query={query} environment={environment} />
  ) : (
    'Reading what completed meanwhile…'
  )
}

const Unread = ({
  what,
  query,
  environment,
}: {
  what: string
  query: UseQueryResult<ComparedList>
  environment: Environment
}) => (
  <PartProblem
    name={what}
    part={{
      kind: 'problem',
      problem: problemOf(query.error),
      retry: () => void query.refetch(),
      retrying: query.isFetching,
    }}
    environment={environment.name}
    isOnlyOne
  />
)
