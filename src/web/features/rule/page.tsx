import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ruleMeaning } from '#domain/orchestration/status.ts'
import type { Rule } from '#paxos/rule.ts'
import { ruleQuery } from '#web/api/queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { RuleBadge } from '#web/components/badge.tsx'
import { Problem } from '#web/components/problem/problem.tsx'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { Banner } from '#web/ui/display/banner.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { RuleCard } from './rule-card.tsx'
import { RuleRecord } from './rule-record.tsx'

/** One rule: its definition, and what it has done lately. Neither waits for the other, nor fails with it. */
export function RulePage() {
  const environment = useEnvironment()
  const { id = '' } = useParams()
  return (
    <>
      <DefinitionOf key={`definition ${id}`} environment={environment} id={id} />
      <RuleRecord key={`record ${id}`} environment={environment} id={id} />
    </>
  )
}

function DefinitionOf({ environment, id }: { environment: Environment; id: string }) {
  const query = useQuery({ ...ruleQuery(environment, id), retryOnMount: false })
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id,
    looking: 'rule',
  } as const
  const problem = useLastProblem(query, id)
  if (query.data) {
    const rule = query.data.value.items[0]?.value
    if (rule) return <RuleDefinition rule={rule} id={id} environment={environment} />
    return (
      <Problem
        problem={{ code: 'not_found' }}
        context={context}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    )
  }
  if (problem) return <QueryProblem query={query} problem={problem} context={context} />
  return (
    <div role="status" aria-label="Looking up this rule">
      <Skeleton className="h-7 w-28" />
      <Skeleton className="mt-3 h-9 max-w-md" />
      <Skeleton className="mt-6 h-64 rounded-xl" />
    </div>
  )
}

function RuleDefinition({ rule, id, environment }: { rule: Rule; id: string; environment: Environment }) {
  const name = rule.nickname ?? rule.ref_id ?? id
  useDocumentTitle(`Rule ${name} · Orchestration Desk`)
  const meaning = rule.status.known && ruleMeaning(rule.status).meaning
  return (
    <article>
      <RuleBadge status={rule.status} />
      <h1 className="mt-1 text-2xl leading-[1.875rem] font-semibold tracking-tight wrap-anywhere">
        <Untrusted text={name} />
      </h1>
      <div className="mt-1">
        {meaning ? (
          <p className="text-ink-soft">{meaning}</p>
        ) : (
          <Banner
            tone="neutral"
            title={
              rule.status.raw === undefined
                ? 'Paxos reports no status for this rule.'
                : `Unrecognised status: ${rule.status.raw}. Check Paxos's docs before you reply.`
            }
          />
        )}
      </div>
      <RuleCard rule={rule} id={id} environment={environment} />
    </article>
  )
}
