import type { LegName } from '#domain/orchestration/facts.ts'
import { readNetwork } from '#paxos/networks.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Environment } from '#web/app-config.ts'
import { cx } from '#web/ui/cx.ts'
import { isOnlyOneMissing } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { Fact, Facts } from '../records/fact.tsx'
import { PartProblem } from '../records/part-problem.tsx'
import { TransferFacts } from './transfer-facts.tsx'

/** The transfer record of one step. Its place is kept from the first drawing on, so that nothing moves when it comes. */
export function TransferPanel({
  leg,
  title,
  enrichment: { facts, parts },
  environment,
}: {
  leg: LegName
  /** "Source transfer" */
  title: string
  enrichment: Enrichment
  environment: Environment
}) {
  const part = parts.transfers[leg]
  if (part.kind === 'none') return null
  return (
    <div className="mt-2 grid rounded-lg border border-line-soft bg-sunken px-3.5 py-2.5">
      <Expected orchestration={facts.orchestration} leg={leg} shown={part.kind === 'loading'} />
      <div className="col-start-1 row-start-1 min-w-0">
        {part.kind === 'loading' && <span className="sr-only">Reading the transfer record…</span>}
        {part.kind === 'read' && (
          <TransferFacts facts={facts} leg={leg} title={title} part={part} environment={environment.name} />
        )}
        {part.kind === 'problem' && (
          <PartProblem
            name="Transfer details"
            looking="transfer"
            part={part}
            environment={environment.name}
            isOnlyOne={isOnlyOneMissing(parts)}
          />
        )}
      </div>
    </div>
  )
}

/** The shape of the record that is expected: the words of its fields, and grey bars as long as its values usually are. */
function Expected({ orchestration, leg, shown }: { orchestration: Orchestration; leg: LegName; shown: boolean }) {
  const end = orchestration[leg]
  const isCrypto = end?.rail === 'crypto'
  const status = orchestration[`${leg}_transfer`]?.status.known
  const isOver = status === 'COMPLETED'
  // What failed may never have got a hash; a Solana signature is the long one.
  const hash = isCrypto && status !== 'FAILED' ? (readNetwork(end.network) === 'SOLANA' ? 90 : 68) : 12
  const differs = leg === 'destination' && orchestration.source_asset === orchestration.destination_asset
  return (
    <div aria-hidden="true" className={cx('col-start-1 row-start-1', !shown && 'invisible print:hidden')}>
      <Facts>
        <Bar term="Amount" like="000.00 USDC" />
        <Bar term="Fee" like="0.00 USDC" />
        <Bar term="Total" like="000.00 USDC" />
        <Bar term="Type" like="Crypto withdrawal" />
        <Bar term="Direction" like="Credit (into the profile)" />
        <Bar term="Network" like="Ethereum" />
        <Bar term="Recorded" like="2026-04-20 12:30:02.397 UTC" span="half" />
        <Bar term="Last updated" like="2026-04-20 12:30:02.397 UTC" span="half" />
        {isCrypto && <Bar term="Transaction hash" like={'0'.repeat(hash)} code span="full" />}
        {!isOver && <Bar term="Secondary status" like="None reported" span="full" />}
        {differs && <Bar term="Difference (calculated)" like="0.00 USDC" span="full" />}
      </Facts>
    </div>
  )
}

const Bar = ({
  term,
  like,
  code,
  span,
}: {
  term: string
  like: string
  code?: boolean
  span?: 'third' | 'half' | 'full'
}) => (
  <Fact term={term} {...(span && { span })}>
    <span className="rounded-md bg-line-soft">
      <span className={cx('invisible', code && 'code')}>{like}</span>
    </span>
  </Fact>
)
