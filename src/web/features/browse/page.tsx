import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { writeFilters } from '#domain/browse-filters.ts'
import type { LookupProblem } from '#domain/problem-words.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { otherEnvironments } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { useEnvironment } from '#web/shell/use-environment.ts'
import { Button } from '#web/ui/button.tsx'
import { IgnoredPart, PartProblem } from '#web/ui/list/notice.tsx'
import { useRowKeys } from '#web/ui/list/row-keys.ts'
import { Problem } from '#web/ui/problem.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { ColumnPicker, useColumns } from './columns.tsx'
import { CsvButton } from './csv-button.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Results } from './results.tsx'
import { ShareLink } from './share-link.tsx'
import { useBrowse } from './use-browse.ts'

/** The list of orchestrations: Paxos's own filters, all of them in the address. */
export function Component() {
  const environment = useEnvironment()
  const { filters, ignored, rows, show, query, rules, ruleName } = useBrowse(environment)
  const { chosen, choose } = useColumns()
  const [csvProblem, setCsvProblem] = useState<LookupProblem>()
  useDocumentTitle('Orchestrations · Orchestration Desk')
  useRowKeys(useLocation().key, query.data !== undefined)
  const context = { environment: environment.name, otherEnvironments: otherEnvironments(environment) }
  const readAgain = () => void query.refetch()
  const newest = paths.orchestrations(environment.name, writeFilters({ ...filters, page_cursor: undefined }))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-tight">Orchestrations</h1>
        {query.data && (
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <ColumnPicker chosen={chosen} choose={choose} />
            <CsvButton environment={environment} filters={filters} onProblem={setCsvProblem} />
            <ShareLink environment={environment} filters={filters} readMs={Date.parse(query.data.readAt)} />
          </div>
        )}
      </div>
      <FilterBar
        filters={filters}
        environment={environment.name}
        rules={rules}
        ruleName={ruleName}
        onChange={next => void show(next)}
      />
      <IgnoredPart ignored={ignored} />
      {csvProblem && (
        <div className="mt-3">
          <PartProblem
            part="CSV"
            problem={csvProblem}
            context={context}
            onRetry={() => setCsvProblem(undefined)}
            retrying={false}
          />
        </div>
      )}
      <div className="mt-4">
        {query.data ? (
          <Results
            environment={environment}
            filters={filters}
            search={rows}
            answer={query.data}
            refreshProblem={query.error ? problemOf(query.error) : undefined}
            reading={query.isFetching}
            columns={chosen}
            ruleName={ruleName}
            onRead={readAgain}
          />
        ) : query.error ? (
          <Failure problem={problemOf(query.error)} newest={newest} isPage={filters.page_cursor !== undefined}>
            <Problem level={2} problem={problemOf(query.error)} context={context}>
              <Button look="primary" onClick={readAgain} disabled={query.isFetching}>
                Try again
              </Button>
            </Problem>
          </Failure>
        ) : (
          <div role="status" aria-label="Reading the list">
            <Bone className="h-96 rounded-xl" />
          </div>
        )}
      </div>
    </>
  )
}

/** A page marker of Paxos's holds for a while only: whoever follows an old link is told so, and where to start again. */
function Failure({
  problem,
  newest,
  isPage,
  children,
}: {
  problem: LookupProblem
  newest: string
  isPage: boolean
  children: React.ReactNode
}) {
  const said = `${problem.upstream?.title} ${problem.upstream?.detail}`
  if (!isPage || problem.code !== 'bad_request' || !/cursor/i.test(said)) return children
  return (
    <section className="rounded-xl border border-line bg-card p-6 shadow-card">
      <h2 ref={heading => heading?.focus()} tabIndex={-1} className="text-xl font-semibold">
        This page marker has expired.
      </h2>
      <p className="mt-1 text-ink-soft">
        Paxos keeps the place in a list for a limited time. <Link to={newest}>Start from the newest.</Link>
      </p>
    </section>
  )
}
