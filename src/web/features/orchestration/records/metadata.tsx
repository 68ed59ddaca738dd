import { metadataLink } from '#domain/config/links.ts'
import { appConfig } from '#web/app-config.ts'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Untrusted, UntrustedLink } from '#web/ui/display/untrusted.tsx'

type Entry = readonly [key: string, value: string]

/** The text that came with the orchestration, key by key; a value that the operator has a page of leads there. */
export const Metadata = ({ metadata, environment }: { metadata: readonly Entry[]; environment: string }) =>
  metadata.length === 0 ? (
    <p className="text-ink-soft">This orchestration has no metadata.</p>
  ) : (
    <dl className="grid gap-x-8 rounded-xl border border-line bg-card px-4 py-1 shadow-card sm:grid-cols-2">
      {metadata.map(([key, value]) => {
        const href = metadataLink(appConfig.links, key, environment, value)
        return (
          <div
            key={key}
            className="min-w-0 border-b border-line-soft py-1.5 sm:last:border-0 sm:nth-last-2:odd:border-0"
          >
            <dt className="text-xs text-ink-faint wrap-anywhere">
              <Untrusted text={key} />
            </dt>
            <dd className="wrap-anywhere">
              <span translate="no" className="code">
                <UntrustedLink href={href} text={value} />
              </span>
              <CopyValue what={key} value={value} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
