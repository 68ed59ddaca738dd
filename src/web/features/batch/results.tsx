import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { batchSummary } from '#domain/lists/batch.ts'
import { batchExport, batchHeader, batchMarkdown } from '#domain/lists/batch-export.ts'
import { csvFile, tsvText } from '#domain/lists/csv.ts'
import { problemText } from '#domain/problems/problem-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { type Environment, environmentTitle } from '#web/app-config.ts'
import { SignInLink } from '#web/components/problem/sign-in-link.tsx'
import { usePageName, useWriteSearch } from '#web/components/use-search.ts'
import { announce } from '#web/ui/announcer.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyAction } from '#web/ui/copy-button.tsx'
import { saveFile } from '#web/ui/save-file.ts'
import { useRowKeys } from '#web/ui/table/row-keys.ts'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { useKept } from '#web/ui/use-kept.ts'
import { BatchControls } from './batch-controls.tsx'
import { BatchTable } from './batch-table.tsx'
import { LinkNotes } from './link-notes.tsx'
import type { useBatch } from './use-batch.ts'
import { useMatching } from './use-matching.ts'
import { useOpen } from './use-open.ts'
import type { WantedHere } from './use-wanted.ts'

/** What became of each, in the order and as far as the reader wants it, and the ways to take it away. */
export function Results({
  environment,
  here,
  batch,
}: {
  environment: Environment
  here: WantedHere
  batch: ReturnType<typeof useBatch>
}) {
  const page = usePageName()
  const problemsFirst = useSearchParams()[0].get('sort') === 'worst'
  const writeSearch = useWriteSearch()
  const sort = (first: boolean) => writeSearch(search => (first ? search.set('sort', 'worst') : search.delete('sort')))
  const [text, setText] = useKept<string>(page, 'filter', '')
  const { rows, checked } = batch
  const summary = useMemo(() => batchSummary(rows), [rows])
  const isDone = checked === rows.length
  useDocumentTitle(`${summary.split(':', 1)[0]} · Orchestration Desk`)
  useEffect(() => {
    if (isDone) announce(summary)
  }, [isDone, summary])
  const wanted = text.trim().toLowerCase()
  const shown = useMatching(rows, { problemsFirst, wanted, environment: environment.name })
  useRowKeys(page, shown)
  const open = useOpen(shown, here)
  const unchecked = useMemo(
    () => rows.filter(({ outcome }) => outcome.kind === 'not-checked' || outcome.kind === 'not-allowed').length,
    [rows],
  )
  const table = () => batchExport(shown, environment.name)
  const save = () => {
    const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
    saveFile(`batch-${environment.name}-${stamp}Z.csv`, 'text/csv;charset=utf-8', csvFile(batchHeader, table()))
    announce('CSV saved')
  }
  const problem = batch.problem && problemText(batch.problem, { environment: environment.name })
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_30rem]">
          <h1 className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">{summary}</h1>
          <p className="mt-1 text-ink-soft">In {environmentTitle(environment.name)}</p>
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <CopyAction what="Markdown" content={() => ({ text: batchMarkdown(shown, environment.name, location.href) })}>
            Copy Markdown
          </CopyAction>
          <CopyAction what="Table" content={() => ({ text: tsvText(batchHeader, table()) })}>
            Copy TSV
          </CopyAction>
          <Button onClick={save}>CSV</Button>
        </div>
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
              What was read before stays below; {unchecked} of {rows.length} are left.{' '}
              {batch.problem?.code === 'unauthenticated' && <SignInLink look="inline" />}
            </p>
          </Banner>
        </div>
      )}
      <section aria-label="Results" className="mt-4 rounded-xl border border-line bg-card shadow-card">
        <BatchControls
          problemsFirst={problemsFirst}
          onSort={sort}
          text={text}
          onText={setText}
          matching={wanted === '' ? undefined : shown.length}
          unchecked={unchecked}
          batch={batch}
        />
        <BatchTable page={page} rows={shown} environment={environment.name} onOpen={open} />
      </section>
    </>
  )
}
