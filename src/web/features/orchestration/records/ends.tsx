import type { ReactNode } from 'react'
import { addressLink } from '#domain/config/links.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { railText } from '#domain/orchestration/rails.ts'
import { amountText, readAmount } from '#domain/text/money.ts'
import type { Leg } from '#paxos/orchestration.ts'
import type { RailEndpoint } from '#paxos/rail-endpoint.ts'
import { appConfig } from '#web/app-config.ts'
import { LegBadge, PlainBadge } from '#web/components/badge.tsx'
import { EndpointFacts } from '#web/components/rail-endpoint.tsx'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'

/** Source and destination, facing each other on a wide screen: from where to where, over which rails. */
export function Ends({ facts, environment }: { facts: Facts; environment: string }) {
  const { orchestration } = facts
  const { source, destination, source_transfer, destination_transfer } = orchestration
  return (
    <section
      aria-label="Source and destination"
      className="mt-6 grid rounded-xl border border-line bg-card shadow-card sm:grid-cols-2 print:break-inside-avoid"
    >
      <End
        side="Source"
        what={amountText(readAmount(orchestration.source_amount), orchestration.source_asset)}
        endpoint={source}
        leg={source_transfer}
        environment={environment}
      />
      <End
        side="Destination"
        what={arrived(facts)}
        endpoint={destination}
        leg={destination_transfer}
        environment={environment}
        arrow={<Arrow />}
      />
    </section>
  )
}

/** What went out, once its transfer is known to be complete: until then the amount is only an intention. */
function arrived({ orchestration, transfers }: Facts): string {
  const { destination_asset, destination_transfer } = orchestration
  const { id, amount, asset, status } = transfers?.destination ?? {}
  const isDone = destination_transfer?.status.known === 'COMPLETED' && status?.known === 'COMPLETED'
  const isIt = id === destination_transfer?.transfer_id && asset === destination_asset
  if (isDone && isIt && amount !== undefined) return amountText(readAmount(amount), asset)
  return destination_asset ?? 'Asset not reported'
}

function End({
  side,
  what,
  endpoint,
  leg,
  environment,
  arrow,
}: {
  side: 'Source' | 'Destination'
  what: string
  endpoint: RailEndpoint | undefined
  leg: Leg | undefined
  environment: string
  arrow?: ReactNode
}) {
  const link = (term: string, value: string) => {
    const network = endpoint?.rail === 'crypto' ? endpoint.network : undefined
    const href = term === 'Address' && addressLink(environment, network, value, appConfig.links.explorers)
    return href ? <ExternalLink href={href}>{value}</ExternalLink> : <Untrusted text={value} />
  }
  return (
    <div className="relative min-w-0 px-5 py-4 not-first:border-line-soft max-sm:not-first:border-t sm:not-first:border-l sm:not-first:pl-8 sm:first:pr-8">
      {arrow}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-xs font-semibold tracking-wider text-ink-faint uppercase">{side}</h2>
        {leg ? <LegBadge status={leg.status} /> : <PlainBadge label="Not reported" />}
      </div>
      <p className="mt-1.5 text-xl font-semibold wrap-anywhere">{what}</p>
      <p className="text-ink-soft wrap-anywhere">{railText(endpoint)}</p>
      <EndpointFacts side={side} endpoint={endpoint} decorate={link} />
    </div>
  )
}

const Arrow = () => (
  <span
    aria-hidden="true"
    className="absolute grid size-8 place-items-center rounded-full border border-line bg-card text-ink-faint max-sm:-top-4 max-sm:right-1/2 max-sm:translate-x-1/2 max-sm:rotate-90 sm:top-1/2 sm:-left-4 sm:-translate-y-1/2"
  >
    <Icon name="arrow" className="size-4" />
  </span>
)
