import { useMemo, useState } from 'react'
import { readInstant } from '#domain/text/instant.ts'
import { layOutJson } from '#domain/text/json-layout.ts'
import { utcPrecise } from '#domain/text/time-text.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { CopyAction, withinSentence } from '#web/ui/copy/copy-button.tsx'
import type { RawRecord } from '../enrichment/part.ts'
import { download } from '../share/download.ts'
import { JsonTree } from './json-tree.tsx'

/** Every answer of Paxos behind this page, laid out for reading, copied and saved byte for byte. */
export const RawJson = ({ id, records }: { id: string; records: readonly RawRecord[] }) => (
  <div className="grid gap-4">
    {records.map(record => (
      <OneRecord key={record.name} id={id} record={record} />
    ))}
  </div>
)

const all = Number.POSITIVE_INFINITY

function OneRecord({ id, record: { name, raw, readAt, requestId } }: { id: string; record: RawRecord }) {
  const at = readInstant(readAt)
  const layout = useMemo(() => layOutJson(raw), [raw])
  // Counted, so that folding all again takes effect on levels that the reader opened meanwhile.
  const [folding, setFolding] = useState({ openTo: all, times: 0 })
  const fold = (openTo: number) => setFolding({ openTo, times: folding.times + 1 })
  const what = `${name} JSON`
  const fileName = `${id.slice(0, 8)}-${name.toLowerCase().replaceAll(' ', '-')}.json`
  return (
    <section aria-label={`Raw JSON: ${name}`} className="min-w-0 rounded-xl border border-line bg-card shadow-card">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-soft px-4 py-2">
        <h3 className="font-semibold">{name}</h3>
        <p className="mr-auto text-xs text-ink-faint wrap-anywhere">
          As received from Paxos at {at ? utcPrecise(at) : readAt}
          {requestId && `, request ${requestId}`}
        </p>
        <span className="flex flex-wrap gap-1.5 print:hidden">
          {layout && (
            <>
              <Button look="quiet" size="small" onClick={() => fold(1)}>
                Fold
              </Button>
              <Button look="quiet" size="small" onClick={() => fold(all)}>
                Unfold
              </Button>
            </>
          )}
          <CopyAction what={what} size="small" label={`Copy ${withinSentence(what)}`} content={() => ({ text: raw })}>
            Copy
          </CopyAction>
          <Button size="small" onClick={() => download(fileName, 'application/json', raw)}>
            Download<span className="sr-only"> {what}</span>
          </Button>
        </span>
      </div>
      {layout ? (
        <div translate="no" className="code-small px-3 py-2">
          <JsonTree key={folding.times} node={layout} openTo={folding.openTo} />
        </div>
      ) : (
        <pre translate="no" className="code-small px-4 py-2 whitespace-pre-wrap">
          {raw}
        </pre>
      )}
    </section>
  )
}
