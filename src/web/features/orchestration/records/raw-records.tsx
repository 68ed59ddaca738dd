import { readInstant } from '#domain/text/instant.ts'
import { utcPrecise } from '#domain/text/time-text.ts'
import { Button } from '#web/ui/button.tsx'
import { CopyValue } from '#web/ui/copy-button.tsx'
import type { RawRecord } from '../enrichment/part.ts'
import { download } from '../share/download.ts'

/** Every answer of Paxos behind this page, byte for byte. In the page even while folded, so that the browser's find gets there. */
export const RawRecords = ({ id, records }: { id: string; records: readonly RawRecord[] }) => (
  <div id="raw-json" className="grid gap-5 px-5 pt-1 pb-5">
    {records.map(record => (
      <OneRecord key={record.name} id={id} record={record} />
    ))}
  </div>
)

function OneRecord({ id, record: { name, raw, readAt, requestId } }: { id: string; record: RawRecord }) {
  const at = readInstant(readAt)
  const what = `${name} JSON`
  const fileName = `${id.slice(0, 8)}-${name.toLowerCase().replaceAll(' ', '-')}.json`
  return (
    <section aria-label={`Raw JSON: ${name}`}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-ink-faint">
        <h3 className="font-semibold text-ink">{name}</h3>
        <span className="flex items-center gap-1 print:hidden">
          <CopyValue what={what} value={raw} />
          <Button look="quiet" size="small" onClick={() => download(fileName, 'application/json', raw)}>
            Download<span className="sr-only"> {what}</span>
          </Button>
        </span>
        <p className="w-full wrap-anywhere">
          As received from Paxos at {at ? utcPrecise(at) : readAt}
          {requestId && ` · request ${requestId}`}
        </p>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="code max-h-120 overflow-auto rounded-lg border border-line-soft bg-sunken p-4 whitespace-pre-wrap"
      >
        {raw}
      </pre>
    </section>
  )
}
