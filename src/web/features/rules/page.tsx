import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { countText } from '#domain/lists/filter-text.ts'
import { readRuleFilters, ruleQueryOf, writeRuleFilters } from '#domain/lists/rule-filters.ts'
import { ruleListQuery } from '#web/api/list-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { environmentTitle, otherEnvironments } from '#web/app-config.ts'
import {
  ExpiredMarker,
  FromBefore,
  IgnoredPart,
  isExpiredMarker,
  NoneLeft,
} from '#web/components/problem/list-notice.tsx'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { RuleFilterBar } from './rule-filter-bar.tsx'
import { RuleTable } from './rule-table.tsx'
import type { ChangeRules } from './single-choice.tsx'
import { useSeen } from './use-seen.ts'

/** The list of rules, with the filters that Paxos has for them, all in the address. */
export function RulesPage() {
  const environment = useEnvironment()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { filters, ignored } = useMemo(() => readRuleFilters([...search]), [search])
  const query = useQuery({ ...ruleListQuery(environment, ruleQueryOf(filters)), retryOnMount: false })
  const problem = useLastProblem(query, search.toString())
  useDocumentTitle('Rules · Orchestration Desk')
  useRowKeys(useLocation().key, query.data)
  const to = (next: typeof filters) => paths.rules(environment.name, writeRuleFilters(next))
  const change: ChangeRules = part => {
    // The address may be ahead of what is drawn: of two changes in a row both count.
    const now = readRuleFilters([...new URLSearchParams(location.search)]).filters
    void navigate(to({ ...now, ...part(now), page_cursor: undefined }))
  }
  const rules = query.data?.value.items.map(({ value }) => value) ?? []
  const seen = useSeen(environment, rules)
  const next = query.data?.value.next
  const onFirstPage = filters.page_cursor === undefined
  const start = <Link to={to({ ...filters, page_cursor: undefined })}>Start from the newest.</Link>
  const isFiltered = writeRuleFilters({ ...filters, page_cursor: undefined }).length > 0
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Rules</h1>
      <RuleFilterBar filters={filters} environment={environment.name} seen={seen} change={change} />
      <IgnoredPart ignored={ignored} />
      <div className="mt-4">
        {query.data && rules.length > 0 && (
          <section aria-label="Rules found" className="rounded-xl border border-line bg-card shadow-card">
            <p className="flex min-h-12 items-center gap-3 border-b border-line-soft px-5 text-sm">
              <span className="font-semibold">{countText(rules.length, next !== undefined, { onFirstPage })}</span>
              <Button size="small" onClick={() => query.refetch()} disabled={query.isFetching}>
                Refresh
              </Button>
            </p>
            {query.error && (
              <div className="px-5 pt-3">
                <FromBefore
                  problem={problemOf(query.error)}
                  environment={environment.name}
                  cursor={filters.page_cursor}
                >
                  {start}
                </FromBefore>
              </div>
            )}
            <RuleTable rules={rules} environment={environment.name} />
            {(next !== undefined || !onFirstPage) && (
              <nav aria-label="Pages of the list" className="flex gap-6 border-t border-line-soft px-5 py-3">
                {!onFirstPage && <Link to={to({ ...filters, page_cursor: undefined })}>Newest</Link>}
                {next !== undefined && <Link to={to({ ...filters, page_cursor: next })}>Older</Link>}
              </nav>
            )}
          </section>
        )}
        {query.data && rules.length === 0 && !onFirstPage && <NoneLeft>{start}</NoneLeft>}
        {query.data && rules.length === 0 && onFirstPage && (
          <section className="rounded-xl border border-line bg-card px-6 py-10 shadow-card">
            <h2 className="text-lg font-semibold">
              {isFiltered ? 'No rules match these filters.' : `No rules in ${environmentTitle(environment.name)} yet.`}
            </h2>
            {isFiltered && (
              <p className="mt-1 text-ink-soft">
                Filters match exactly. <Link to={paths.rules(environment.name)}>Show all rules</Link>
              </p>
            )}
          </section>
        )}
        {problem && isExpiredMarker(problem, filters.page_cursor) && <ExpiredMarker>{start}</ExpiredMarker>}
        {problem && !isExpiredMarker(problem, filters.page_cursor) && (
          <QueryProblem
            level={2}
            query={query}
            problem={problem}
            context={{ environment: environment.name, otherEnvironments: otherEnvironments(environment) }}
          />
        )}
        {query.isPending && !problem && (
          <div role="status" aria-label="Reading the rules">
            <Skeleton className="h-72 rounded-xl" />
          </div>
        )}
      </div>
    </>
  )
}
