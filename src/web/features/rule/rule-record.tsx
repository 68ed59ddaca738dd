import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import { statusesWhere } from '#domain/orchestration/status.ts'
import { serverNow } from '#web/api/clock.ts'
import { type ListAnswer, orchestrationListQuery } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { ReadAge } from '#web/components/list/read-age.tsx'
import { FromBefore, PartProblem } from '#web/components/problem/list-notice.tsx'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Card } from '#web/ui/display/card.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { Latest } from './latest.tsx'
import { Performance } from './performance.tsx'

const finished = statusesWhere(({ isTerminal }) => isTerminal)
const failed = statusesWhere(({ isFailure, isApproval }) => isFailure && !isApproval)

/** What the rule has done lately. Two reads, each of which may fail without the other, and without the rule's definition. */
export function RuleRecord({ environment, id }: { environment: Environment; id: string }) {
  const ofRule = { ...noFilters, orchestration_rule_id: [id] }
  const options = (filters: typeof ofRule) => ({ ...orchestrationListQuery(environment, filters), retryOnMount: false })
  const done = useQuery(options({ ...ofRule, status: finished }))
  const latest = useQuery(options(ofRule))
  const list = (filters: typeof ofRule) => paths.orchestrations(environment.name, writeFilters(filters))
  const [readAt] = [done, latest].flatMap(({ data }) => data?.readAt ?? []).toSorted()
  const readAgain = () => {
    for (const query of [done, latest]) void query.refetch()
  }
  return (
    <div className="mt-4 grid gap-4">
      {readAt !== undefined && (
        <p className="-mb-2 flex items-center gap-2 text-sm text-ink-faint print:hidden">
          <ReadAge readAt={readAt} clock={serverNow} />
          <Button size="small" onClick={readAgain} disabled={done.isFetching || latest.isFetching}>
            Refresh
          </Button>
        </p>
      )}
      <Part query={done} environment={environment.name} title="Performance" what="The rule's results">
        {answer => (
          <Performance answer={answer} environment={environment.name} failures={{ ...ofRule, status: failed }} />
        )}
      </Part>
      <Part
        query={latest}
        environment={environment.name}
        title="Latest orchestrations"
        what="The rule's orchestrations"
      >
        {answer => <Latest answer={answer} environment={environment.name} list={list(ofRule)} />}
      </Part>
    </div>
  )
}

function Part({
  query,
  environment,
  title,
  what,
  children,
}: {
  query: UseQueryResult<ListAnswer>
  environment: string
  title: string
  what: string
  children: (answer: ListAnswer) => ReactNode
}) {
  if (query.data)
    return (
      <div>
        {query.error && (
          <div className="pb-3">
            <FromBefore problem={problemOf(query.error)} environment={environment} />
          </div>
        )}
        {children(query.data)}
      </div>
    )
  return (
    <Card title={title}>
      <div className="p-5">
        {query.error ? (
          <PartProblem
            part={what}
            problem={problemOf(query.error)}
            context={{ environment }}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <div role="status" aria-label={`Reading: ${title}`}>
            <Skeleton className="h-24" />
          </div>
        )}
      </div>
    </Card>
  )
}
