import { useState } from 'react'
import { Link } from 'react-router'
import { type BrowseFilters, rowsParameter, writeFilters } from '#domain/lists/browse-filters.ts'
import { countText } from '#domain/lists/filter-text.ts'
import { rowContains } from '#domain/lists/orchestration-rows.ts'
import { orchestrationStatusLabel } from '#domain/orchestration/status.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { serverNow } from '#web/api/clock.ts'
import type { ListAnswer } from '#web/api/list-queries.ts'
import type { Environment } from '#web/app-config.ts'
import { type ColumnName, idClass, orchestrationColumns, useZone } from '#web/components/list/orchestration-columns.tsx'
import { rowName } from '#web/components/list/row-name.ts'
import { FromBefore, NoneLeft } from '#web/components/problem/list-notice.tsx'
import { useWriteSearch } from '#web/components/use-search.ts'
import { paths } from '#web/paths.ts'
import { PartBoundary } from '#web/ui/loading/part-boundary.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { rowLink } from '#web/ui/table/row-keys.ts'
import { Table } from '#web/ui/table/table.tsx'
import { Empty } from './empty.tsx'
import { Freshness, ListHead } from './list-head.tsx'
import { useNewer } from './use-browse.ts'

/** One page of the list: how much of it one sees, the rows, and the way on. */
export function Results({
  environment,
  filters,
  search,
  answer,
  refreshProblem,
  reading,
  columns,
  ruleName,
  onRead,
}: {
  environment: Environment
  filters: BrowseFilters
  /** The text that loaded rows have to hold. */
  search: string
  answer: ListAnswer
  refreshProblem: LookupProblem | undefined
  reading: boolean
  columns: readonly ColumnName[]
  ruleName: (id: string) => string
  onRead: () => void
}) {
  const now = useNow(serverNow, 10_000)
  const newer = useNewer(environment, filters, answer)
  const [text, setText] = useLoadedFilter(search)
  const { items, next } = answer.value
  const rows = items.map(({ value }) => value)
  const shown = rows.filter(row =>
    rowContains(row, text, [
      orchestrationStatusLabel(row.status),
      ...(row.orchestration_rule_id ? [ruleName(row.orchestration_rule_id)] : []),
    ]),
  )
  const available = orchestrationColumns({
    now,
    zone: useZone(),
    link: (id, row) => (
      <Link
        to={paths.orchestration(environment.name, id)}
        translate="no"
        aria-label={rowName(row, id)}
        className={idClass}
        {...rowLink}
      >
        {id}
      </Link>
    ),
    ruleLink: id => (
      <Link to={paths.rule(environment.name, id)} className="wrap-anywhere print:wrap-break-word">
        {ruleName(id)}
      </Link>
    ),
  })
  const to = (changed: Partial<BrowseFilters>) =>
    paths.orchestrations(environment.name, writeFilters({ ...filters, ...changed }))
  const onFirstPage = filters.page_cursor === undefined
  const newestFirst = filters.order === 'DESC'
  const start = (
    <Link to={to({ page_cursor: undefined })} className="py-1">
      {newestFirst ? 'Newest' : 'Oldest'}
    </Link>
  )
  const freshness = { readAt: answer.readAt, newer, reading, onRead }
  const fromBefore = refreshProblem && (
    <FromBefore problem={refreshProblem} environment={environment.name} cursor={filters.page_cursor}>
      {start}
    </FromBefore>
  )
  if (rows.length === 0 && onFirstPage)
    return (
      <Empty environment={environment} filters={filters} ruleName={ruleName}>
        <Freshness {...freshness} />
        {fromBefore}
      </Empty>
    )
  if (rows.length === 0) return <NoneLeft>{start}</NoneLeft>
  return (
    <section aria-label="Orchestrations found" className="rounded-xl border border-line bg-card shadow-card">
      <ListHead
        count={countText(rows.length, next !== undefined, { onFirstPage, newestFirst })}
        matching={text === '' ? undefined : { count: shown.length }}
        rowsLabel={rows.length === 1 ? 'Filter' : `Filter these ${rows.length}`}
        text={text}
        onText={setText}
        {...freshness}
      />
      {fromBefore && <div className="px-5 pt-3">{fromBefore}</div>}
      {shown.length > 0 ? (
        <PartBoundary>
          <Table
            dense
            caption="Orchestrations"
            rows={shown}
            rowKey={(row, index) => row.id ?? String(index)}
            columns={columns.map(name => available[name])}
          />
        </PartBoundary>
      ) : (
        <p className="px-5 py-10 text-center text-ink-soft">
          {rows.length === 1 ? "This row doesn't contain" : `None of these ${rows.length} contains`} “{text}”. Only rows
          on this page are searched.
        </p>
      )}
      {(next !== undefined || !onFirstPage) && (
        <nav aria-label="Pages of the list" className="flex justify-between gap-4 border-t border-line-soft px-5 py-2">
          {onFirstPage ? <span /> : start}
          {next !== undefined && (
            // A marker holds for the range it came from, which therefore moves no longer.
            <Link to={to({ page_cursor: next, created: answer.asked })} className="py-1">
              {newestFirst ? 'Older' : 'Newer'}
            </Link>
          )}
        </nav>
      )}
    </section>
  )
}

/** The text of the filter over loaded rows: at once on the screen and in the address. */
function useLoadedFilter(search: string) {
  const [text, setText] = useState(search)
  const [before, setBefore] = useState(search)
  if (search !== before) {
    setBefore(search)
    // Another list, or back to one: its address says what it is filtered by.
    setText(search)
  }
  const writeSearch = useWriteSearch()
  const change = (next: string) => {
    setText(next)
    writeSearch(parameters => (next ? parameters.set(rowsParameter, next) : parameters.delete(rowsParameter)))
  }
  return [text, change] as const
}
