import { useMemo } from 'react'
import { batchSummary, batchTitle } from '#domain/lists/batch.ts'
import type { ExportContext } from '#domain/lists/batch-export.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import { type Environment, environmentTitle } from '#web/app-config.ts'
import { useRuleName } from '#web/components/list/use-rule-name.ts'
import { SignIn } from '#web/components/problem/sign-in-link.tsx'
import { usePageName } from '#web/components/use-search.ts'
import { paths } from '#web/paths.ts'
import { Banner } from '#web/ui/display/banner.tsx'
import { PartBoundary } from '#web/ui/loading/part-boundary.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { useKept } from '#web/ui/state/use-kept.ts'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { BatchControls } from './batch-controls.tsx'
import { BatchTable } from './batch-table.tsx'
import { LinkNotes } from './link-notes.tsx'
import { useAnnounced } from './read/use-announced.ts'
import type { Batch } from './read/use-batch.ts'
import { useTransfers } from './read/use-transfers.ts'
import type { WantedHere } from './read/use-wanted.ts'
import { FailureReasons, GroupChips } from './summary.tsx'
import { TakeAway } from './take-away.tsx'
import { useMatching } from './use-matching.ts'
import { useOpen } from './use-open.ts'
import { useShown } from './use-shown.ts'

/** What became of each, in the order and as far as the reader wants it, and the ways to take it away. */
export function Results({ environment, here, batch }: { environment: Environment; here: WantedHere; batch: Batch }) {
  const page = usePageName()
  const { problemsFirst, sort, groups, toggle } = useShown()
  const [text, setText] = useKept<string>(page, 'filter', '')
  const { rows, checked } = batch
  const summary = useMemo(() => batchSummary(rows), [rows])
  const title = batchTitle(rows)
  const isDone = checked === rows.length
  useDocumentTitle(`${title} · Orchestration Desk`)
  useAnnounced(rows, isDone)
  const wanted = text.trim().toLowerCase()
  const shown = useMatching(rows, { problemsFirst, groups, wanted, environment: environment.name })
  useRowKeys(page, shown)
  const open = useOpen(shown, here)
  const unchecked = useMemo(
    () => rows.filter(({ outcome }) => outcome.kind === 'not-checked' || outcome.kind === 'not-allowed').length,
    [rows],
  )
  const transfers = useTransfers(environment, isDone ? rows : [])
  const ruleName = useRuleName(environment)
  const oldest = readInstant(batch.readAt)
  const context: ExportContext = {
    environment: environment.name,
    linkTo: id => location.origin + paths.orchestration(environment.name, id),
    url: location.href,
    checkedAt: oldest && utcDateTime(oldest),
    transfers,
  }
  const problem = batch.problem && problemText(batch.problem, { environment: environment.name })
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_30rem]">
          <h1 className="text-2xl font-semibold tracking-tight text-balance print:text-lg">
            {title}
            <span className="sr-only print:not-sr-only">{summary.slice(title.length)}</span>
          </h1>
          <p className="mt-1 text-ink-soft print:mt-0">In {environmentTitle(environment.name)}</p>
          <GroupChips rows={rows} groups={groups} onToggle={toggle} />
        </div>
        <TakeAway rows={shown} context={context} />
      </div>
      {!isDone && !batch.problem && (
        <label className="mt-4 flex items-center gap-3 text-sm text-ink-soft">
          Checked {checked.toLocaleString('en')} of {rows.length.toLocaleString('en')}
          <progress value={checked} max={rows.length} className="h-2 flex-1 accent-accent" />
        </label>
      )}
      <LinkNotes here={here} />
      {problem && (
        <div className="mt-4">
          <Banner tone="pending" title={problem.heading}>
            <p>
              {(rows.length - unchecked).toLocaleString('en')} of {rows.length.toLocaleString('en')} checked.{' '}
              {batch.problem && <SignIn problem={batch.problem} look="inline" />}
            </p>
          </Banner>
        </div>
      )}
      <FailureReasons rows={rows} onReason={setText} />
      <section aria-label="Results" className="mt-4 rounded-xl border border-line bg-card shadow-card print:mt-1">
        <BatchControls
          problemsFirst={problemsFirst}
          onSort={sort}
          text={text}
          onText={setText}
          matching={wanted === '' && groups.size === 0 ? undefined : shown.length}
          unchecked={unchecked}
          batch={batch}
        />
        <PartBoundary>
          <BatchTable
            page={page}
            rows={shown}
            environment={environment.name}
            onOpen={open}
            ruleName={ruleName}
            transfers={transfers}
          />
        </PartBoundary>
      </section>
    </>
  )
}
