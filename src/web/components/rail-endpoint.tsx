import type { ReactNode } from 'react'
import { endpointFields } from '#domain/orchestration/rails.ts'
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Untrusted } from '#web/ui/display/untrusted.tsx'

/** Everything Paxos said about one end of the movement. `decorate` may turn a value into a link. */
export function EndpointFacts({
  side,
  endpoint,
  decorate = (_term, value) => <Untrusted text={value} />,
}: {
  side: string
  endpoint: RailEndpoint | undefined
  decorate?: (term: string, value: string) => ReactNode
}) {
  const facts = endpointFields(endpoint).filter(({ name }) => name !== 'network')
  if (facts.length === 0) return null
  return (
    <dl className="mt-2 grid gap-1.5">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt className="text-xs text-ink-faint">{term}</dt>
          <dd className="wrap-anywhere">
            <span translate="no" className="code-small">
              {decorate(term, value)}
            </span>
            <CopyValue what={`${side} ${term.charAt(0).toLowerCase()}${term.slice(1)}`} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
