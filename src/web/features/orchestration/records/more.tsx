import { useState } from 'react'
import { metadataLink } from '#domain/config/links.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { Definition, Definitions } from '#web/ui/definitions.tsx'
import { Disclosure } from '#web/ui/disclosure.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'
import { Comparison } from '../compare/comparison.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { Evidence } from './evidence.tsx'
import { RawRecords } from './raw-records.tsx'

/** Below the answer: how it stands beside others, metadata, the raw record, and where each fact on the page comes from. */
export function More({
  environment,
  id,
  enrichment: { facts, records },
}: {
  environment: Environment
  id: string
  enrichment: Enrichment
}) {
  const [evidence, setEvidence] = useState(false)
  const { orchestration } = facts
  const { metadata } = orchestration
  return (
    <>
      <Comparison environment={environment} orchestration={orchestration} />
      <div className="min-w-0 rounded-xl border border-line bg-card shadow-card">
        <Disclosure title="Metadata" count={metadata.length} open={metadata.length > 0 && metadata.length <= 12}>
          {metadata.length === 0 ? (
            <p className="px-5 pb-4 text-ink-faint">No metadata was sent with this payment.</p>
          ) : (
            <Definitions>
              {metadata.map(([key, value]) => {
                const href = metadataLink(appConfig.links, key, environment.name, value)
                return (
                  <Definition key={key} term={key} code copy={value}>
                    {href ? (
                      <ExternalLink href={href}>
                        <Untrusted text={value} />
                      </ExternalLink>
                    ) : (
                      value
                    )}
                  </Definition>
                )
              })}
            </Definitions>
          )}
        </Disclosure>
        <Disclosure title="Raw JSON">
          <RawRecords id={id} records={records} />
        </Disclosure>
        <Disclosure title="How we know this" onFirstOpen={() => setEvidence(true)}>
          {evidence && <Evidence facts={facts} />}
        </Disclosure>
      </div>
    </>
  )
}
