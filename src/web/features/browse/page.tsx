import { Link } from 'react-router'
import { writeFilters } from '#domain/lists/browse-filters.ts'
import { statusMeaning } from '#domain/orchestration/status.ts'
import { orchestrationStatuses, readEnum } from '#paxos/enums.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { otherEnvironments } from '#web/app-config.ts'
import { formatNames } from '#web/components/list/table-formats.ts'
import { ExpiredMarker, IgnoredPart, isExpiredMarker, PartProblem } from '#web/components/problem/list-notice.tsx'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { usePageName } from '#web/components/use-search.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { ColumnPicker, useColumns } from './columns.tsx'
import { FilterBar } from './filters/filter-bar.tsx'
import { StatusTabs } from './filters/status-tabs.tsx'
import { Results } from './results.tsx'
import { ShareLink } from './share-link.tsx'
import { useBrowse } from './use-browse.ts'
import { useFile } from './use-file.ts'

/** The list of orchestrations: Paxos's own filters, all of them in the address. */
export function BrowsePage() {
  const environment = useEnvironment()
  const { filters, ignored, rows, change, query, rules, ruleName } = useBrowse(environment)
  const { chosen, choose } = useColumns()
  // A list of failures only is read for their reasons.
  const isOfFailures =
    filters.status.length > 0 &&
    filters.status.every(status => statusMeaning(readEnum(orchestrationStatuses, status)).isFailure)
  const columns = isOfFailures && !chosen.includes('reason') ? chosen.toSpliced(-1, 0, 'reason') : chosen
  const loaded = query.data?.value.items ?? []
  const assets = [
    ...rules.flatMap(({ source_asset, destination_asset }) => [source_asset, destination_asset]),
    ...loaded.flatMap(({ value: { source_asset, destination_asset } }) => [source_asset, destination_asset]),
  ].filter(asset => asset !== undefined)
  const problem = useLastProblem(query, writeFilters(filters).join())
  const file = useFile(environment, filters)
  useShortcut('action csv', () => void file.save('csv'))
  useShortcut('action xlsx', () => void file.save('xlsx'))
  useDocumentTitle('Orchestrations · Orchestration Desk')
  useRowKeys(usePageName(), query.data)
  const context = { environment: environment.name, otherEnvironments: otherEnvironments(environment) }
  const readAgain = () => void query.refetch()
  const start = paths.orchestrations(environment.name, writeFilters({ ...filters, page_cursor: undefined }))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-tight">Orchestrations</h1>
        {query.data && (
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            <ColumnPicker chosen={chosen} choose={choose} />
            {(['csv', 'xlsx'] as const).map(format => (
              <Button key={format} onClick={() => file.save(format)} disabled={file.busy !== undefined}>
                {file.busy === format ? 'Preparing…' : formatNames[format]}
              </Button>
            ))}
            <ShareLink environment={environment} filters={filters} rows={rows} readMs={Date.parse(query.data.readAt)} />
          </div>
        )}
      </div>
      <StatusTabs filters={filters} environment={environment.name} />
      <FilterBar
        filters={filters}
        environment={environment.name}
        rules={rules}
        ruleName={ruleName}
        assets={assets}
        change={change}
      />
      <IgnoredPart ignored={ignored} />
      {file.problem && (
        <div className="mt-3">
          <PartProblem
            part={file.problem.format === 'csv' ? 'CSV' : 'Excel file'}
            problem={file.problem.problem}
            context={context}
            onRetry={() => file.problem && file.save(file.problem.format)}
            retrying={file.busy !== undefined}
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
            columns={columns}
            ruleName={ruleName}
            onRead={readAgain}
          />
        ) : problem ? (
          isExpiredMarker(problem, filters.page_cursor) ? (
            <ExpiredMarker>
              <Link to={start}>Start from the {filters.order === 'DESC' ? 'newest' : 'oldest'}.</Link>
            </ExpiredMarker>
          ) : (
            <QueryProblem level={2} query={query} problem={problem} context={context} />
          )
        ) : (
          <div role="status" aria-label="Reading the list">
            <Skeleton className="h-96 rounded-xl" />
          </div>
        )}
      </div>
    </>
  )
}
