import { Suspense, useState } from 'react'
import type { Facts } from '#domain/orchestration/facts.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import type { Environment } from '#web/app-config.ts'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { Disclosure } from '#web/ui/disclosure.tsx'
import { lazyPart } from '#web/ui/on-demand.tsx'
import { Comparison } from '../compare/comparison.tsx'
import type { RecordAnswer } from './record-answer.ts'

const Evidence = lazyPart(() => import('./evidence.tsx').then(({ Evidence }) => Evidence))
const RawRecords = lazyPart(() => import('./raw-records.tsx').then(({ RawRecords }) => RawRecords))

/** Below the answer: how it stands beside others, metadata, the raw record, and where each fact on the page comes from. */
export function More({
  environment,
  id,
  facts,
  answer,
  records,
}: {
  environment: Environment
  id: string
  facts: Facts
  answer: Answer<Orchestration>
  /** The raw answers of the other records, in the order to list. */
  records: readonly RecordAnswer[]
}) {
  const [evidence, setEvidence] = useState(false)
  const { metadata } = answer.value
  return (
    <>
      <Comparison environment={environment} orchestration={answer.value} />
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
          <Suspense>
            <RawRecords id={id} answer={answer} records={records} />
          </Suspense>
        </Disclosure>
        <Disclosure title="How we know this" onFirstOpen={() => setEvidence(true)}>
          {evidence && (
            <Suspense>
              <Evidence facts={facts} />
            </Suspense>
          )}
        </Disclosure>
      </div>
    </>
  )
}
