import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { type BatchRow, batchSummary, bySeverity } from '#domain/batch.ts'
import { batchExport, batchHeader, batchMarkdown, outcomeWords } from '#domain/batch-export.ts'
import { csvFile, tsvText } from '#domain/csv.ts'
import { rowContains } from '#domain/orchestration-rows.ts'
import { problemWords } from '#domain/problem-words.ts'
import { serverNow } from '#web/api/clock.ts'
import { type Environment, environmentTitle } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { useEnvironment } from '#web/shell/use-environment.ts'
import { announce } from '#web/ui/announcer.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { CopyAction } from '#web/ui/copy-button.tsx'
import { useRowKeys } from '#web/ui/list/row-keys.ts'
import { saveFile } from '#web/ui/list/save-file.ts'
import { SignInLink } from '#web/ui/sign-in-link.tsx'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { BatchControls } from './batch-controls.tsx'
import { BatchTable } from './batch-table.tsx'
import { LinkNotes } from './link-notes.tsx'
import { useBatch } from './use-batch.ts'
import { useOpen } from './use-open.ts'
import { useOrder } from './use-order.ts'
import { useWanted, type WantedHere } from './use-wanted.ts'

/** Many payments at once, by the ids in the address or in what was pasted in this tab. */
export function Component() {
  const environment = useEnvironment()
  const here = useWanted()
  if (here.wanted.length === 0) return <Nothing environment={environment} />
  return <Batch environment={environment} here={here} />
}

function Nothing({ environment }: { environment: Environment }) {
  useDocumentTitle('No IDs · Orchestration Desk')
  return (
    <section className="rounded-xl border border-line bg-card p-6 shadow-card">
      <h1 ref={heading => heading?.focus()} tabIndex={-1} className="text-2xl font-semibold">
        This address holds no IDs.
      </h1>
      <p className="mt-2 text-ink-soft">
        <Link to={paths.lookup(environment.name)}>Paste them into the box</Link>, one or many, or{' '}
        <Link to={paths.orchestrations(environment.name)}>browse the orchestrations</Link>.
      </p>
    </section>
  )
}

function Batch({ environment, here }: { environment: Environment; here: WantedHere }) {
  const batch = useBatch(environment, here.wanted)
  const { worstFirst, sort } = useOrder()
  const [text, setText] = useState('')
  const { key } = useLocation()
  const { rows, checked } = batch
  const summary = useMemo(() => batchSummary(rows), [rows])
  const isDone = checked === rows.length
  useDocumentTitle(`${summary.split(':', 1)[0]} · Orchestration Desk`)
  useRowKeys(key, true)
  useEffect(() => {
    if (isDone) announce(summary)
  }, [isDone, summary])
  const wanted = text.trim().toLowerCase()
  const ordered = useMemo(() => (worstFirst ? bySeverity(rows) : rows), [rows, worstFirst])
  const shown = useMemo(
    () => (wanted === '' ? ordered : ordered.filter(row => contains(row, wanted, environment.name))),
    [ordered, wanted, environment],
  )
  // What the reader asked for is drawn at once, as far as a window shows it; the rest when there is time.
  const wish = `${worstFirst} ${wanted}`
  const settling = useDeferredValue(wish) !== wish
  const open = useOpen(shown, here)
  const unchecked = rows.filter(
    ({ outcome }) => outcome.kind === 'not-checked' || outcome.kind === 'not-allowed',
  ).length
  const table = () => batchExport(ordered, environment.name)
  const save = () => {
    const stamp = new Date(serverNow()).toISOString().slice(0, 16).replace(/[-:]/g, '')
    saveFile(`batch-${environment.name}-${stamp}Z.csv`, 'text/csv;charset=utf-8', csvFile(batchHeader, table()))
    announce('CSV saved')
  }
  const problem = batch.problem && problemWords(batch.problem, { environment: environment.name })
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_30rem]">
          <h1 className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">{summary}</h1>
          <p className="mt-1 text-ink-soft">In {environmentTitle(environment.name)}</p>
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <CopyAction
            what="Markdown"
            content={() => ({ text: batchMarkdown(ordered, environment.name, location.href) })}
          >
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
          worstFirst={worstFirst}
          onSort={sort}
          text={text}
          onText={setText}
          matching={wanted === '' ? undefined : shown.length}
          unchecked={unchecked}
          batch={batch}
        />
        <BatchTable rows={shown} settling={settling} environment={environment.name} onOpen={open} />
      </section>
    </>
  )
}

/** Does the text, in lower case, occur in what was asked for or in what became of it? */
function contains(row: BatchRow, wanted: string, environment: string): boolean {
  const own = [row.wanted.text, outcomeWords(row, environment)]
  const found = row.outcome.kind === 'found' ? row.outcome.orchestrations : []
  return own.some(words => words.toLowerCase().includes(wanted)) || found.some(one => rowContains(one, wanted))
}
