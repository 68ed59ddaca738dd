import { addressLink } from '#domain/config/links.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { legFacts } from '#domain/orchestration/leg.ts'
import { type MoneySide, moneyLine, sideText } from '#domain/orchestration/money-line.ts'
import { chainOf, railText } from '#domain/orchestration/rails.ts'
import { appConfig } from '#web/app-config.ts'
import { EndpointFacts } from '#web/components/rail-endpoint.tsx'
import { CopyValue } from '#web/ui/copy/copy-button.tsx'
import { Dot, Signs } from '#web/ui/display/sign.tsx'
import { UntrustedLink } from '#web/ui/display/untrusted.tsx'

/** From where to where, over which rails, with every field that Paxos sent of either. */
export function SourceAndDestination({ facts, environment }: { facts: Facts; environment: string }) {
  const line = moneyLine(facts)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Side side="source" money={line.source} facts={facts} environment={environment} />
      <Side side="destination" money={line.destination} facts={facts} environment={environment} />
    </div>
  )
}

const titles = { source: 'Source', destination: 'Destination' } as const
const directions = { source: 'in', destination: 'out' } as const

function Side({
  side,
  money,
  facts,
  environment,
}: {
  side: keyof typeof titles
  money: MoneySide
  facts: Facts
  environment: string
}) {
  const { endpoint } = legFacts(facts, side)
  const network = chainOf(endpoint)
  const link = (term: string, value: string) => {
    const href = term === 'Address' ? addressLink(environment, network, value, appConfig.links.explorers) : undefined
    return <UntrustedLink href={href} text={value} />
  }
  return (
    <section
      aria-label={titles[side]}
      className="min-w-0 rounded-xl border border-line bg-card px-4 py-2.5 shadow-card print:break-inside-avoid"
    >
      <h3 className="text-xs text-ink-faint">
        <span className="font-semibold">{titles[side]}</span>
        <Dot />
        <Signs text={railText(endpoint)} />
      </h3>
      <p className="font-semibold wrap-anywhere">
        <span translate="no">{money.text}</span>{' '}
        <span className="font-normal text-ink-soft">{sideText(money, directions[side])}</span>
        {money.raw !== undefined && <CopyValue what={`${titles[side]} amount`} value={money.raw} />}
      </p>
      <EndpointFacts side={titles[side]} endpoint={endpoint} decorate={link} />
    </section>
  )
}
