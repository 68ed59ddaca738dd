import { lazy, Suspense, useState } from 'react'
import type { Facts } from '#domain/facts.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { CopyValue } from '#web/ui/copy-button.tsx'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { Disclosure } from '#web/ui/disclosure.tsx'
import type { RecordAnswer } from './record-answer.ts'

const Evidence = lazy(() => import('./evidence.tsx').then(({ Evidence }) => ({ default: Evidence })))

/** Below the answer: metadata, the raw record, and where each fact on the page comes from. */
export function More({
  facts,
  answer,
}: {
  facts: Facts
  answer: Answer<Orchestration>
  /** The raw answers of the other records, in the order to list. */
  records: readonly RecordAnswer[]
}) {
  const [evidence, setEvidence] = useState(false)
  const { metadata } = answer.value
  return (
    <div className="min-w-0 rounded-xl border border-line bg-card shadow-card">
      <Disclosure title="Metadata" count={metadata.length} open={metadata.length > 0 && metadata.length <= 12}>
        {metadata.length === 0 ? (
          <p className="px-5 pb-4 text-ink-faint">No metadata was sent with this payment.</p>
        ) : (
          <Definitions>
            {metadata.map(([key, value]) => (
              <Definition key={key} term={key} code copy={value}>
                {value}
              </Definition>
            ))}
          </Definitions>
        )}
      </Disclosure>
      <Disclosure title="Raw JSON">
        <div className="px-5 pb-5">
          <div className="mb-2 flex flex-wrap items-center justify-between gap-2 text-sm text-ink-faint">
            <span>As received from Paxos at {answer.readAt}</span>
            <CopyValue what="Raw JSON" value={answer.raw} />
          </div>
          <section aria-label="Raw JSON" className="rounded-lg border border-line-soft bg-sunken">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0} className="code max-h-120 overflow-auto p-4 whitespace-pre-wrap print:max-h-none">
              {answer.raw}
            </pre>
          </section>
        </div>
      </Disclosure>
      <Disclosure title="How we know this" onFirstOpen={() => setEvidence(true)}>
        {evidence && (
          <Suspense>
            <Evidence facts={facts} />
          </Suspense>
        )}
      </Disclosure>
    </div>
  )
}
