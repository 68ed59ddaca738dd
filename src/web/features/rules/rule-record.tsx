import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { noFilters, writeFilters } from '#domain/browse-filters.ts'
import { type ListAnswer, orchestrationListQuery } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { PartProblem } from '#web/ui/list/notice.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { Latest } from './latest.tsx'
import { Performance } from './performance.tsx'

const finished = ['COMPLETED', 'FAILED', 'REJECTED']

/** What the rule has done lately. Two reads, each of which may fail without the other, and without the rule's definition. */
export function RuleRecord({ environment, id }: { environment: Environment; id: string }) {
  const ofRule = { ...noFilters, orchestration_rule_id: [id] }
  const done = { ...ofRule, status: finished }
  const list = (filters: typeof ofRule) => paths.orchestrations(environment.name, writeFilters(filters))
  return (
    <div className="mt-6 grid gap-6">
      <Part environment={environment} filters={done} title="How it has been doing" what="The rule's results">
        {answer => (
          <Performance
            answer={answer}
            environment={environment.name}
            failedList={list({ ...ofRule, status: ['FAILED'] })}
          />
        )}
      </Part>
      <Part environment={environment} filters={ofRule} title="Latest orchestrations" what="The rule's orchestrations">
        {answer => <Latest answer={answer} environment={environment.name} list={list(ofRule)} />}
      </Part>
    </div>
  )
}

function Part({
  environment,
  filters,
  title,
  what,
  children,
}: {
  environment: Environment
  filters: typeof noFilters
  title: string
  what: string
  children: (answer: ListAnswer) => ReactNode
}) {
  const query = useQuery({ ...orchestrationListQuery(environment, filters), retryOnMount: false })
  if (query.data) return children(query.data)
  return (
    <Card title={title}>
      <div className="p-5">
        {query.error ? (
          <PartProblem
            part={what}
            problem={problemOf(query.error)}
            context={{ environment: environment.name }}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <div role="status" aria-label={`Reading: ${title}`}>
            <Bone className="h-24" />
          </div>
        )}
      </div>
    </Card>
  )
}
