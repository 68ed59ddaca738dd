import type { Facts, LegName } from '#domain/orchestration/facts.ts'
import { legFacts, legNames } from '#domain/orchestration/leg.ts'
import {
  feesText,
  type MoneyLine,
  type MoneySide,
  moneyLine,
  moneyLineText,
  sideText,
  statedText,
} from '#domain/orchestration/money-line.ts'
import { Sign, Signs } from '#web/ui/display/sign.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { usualAmount } from '../enrichment/usual-amount.ts'

/** "2,500.00 USD in → 2,499.85 USDC out (not completed) · fee 0.15 USDC" */
export function MoneyHeading({ enrichment: { facts } }: { enrichment: Enrichment }) {
  const line = moneyLine(facts)
  const more = [feesText(line), statedText(line)].flatMap(text => (text === undefined ? [] : [` · ${text}`]))
  return (
    <div className="mt-0.5 grid text-ink-soft wrap-anywhere max-md:min-h-10 md:text-lg">
      {/* A line that says more is another: nothing in it moves to the side. */}
      <p key={moneyLineText(line)} className="col-start-1 row-start-1">
        <Side side={line.source} direction="in" /> <Sign says="to">→</Sign>{' '}
        <Side side={line.destination} direction="out" />
        <Signs text={more.join('')} />
      </p>
      <UsualLength facts={facts} line={line} />
    </div>
  )
}

/** The line as long as it becomes when the transfers are read: where long amounts need several lines, these are kept. */
function UsualLength({ facts, line }: { facts: Facts; line: MoneyLine }) {
  const { source, destination } = line
  const reads = legNames.filter(name => legFacts(facts, name).transferId !== undefined)
  const words = (name: LegName, side: MoneySide, direction: 'in' | 'out') =>
    reads.includes(name)
      ? sideText({ ...side, isOfTransfer: true, isComplete: legFacts(facts, name).progress === 'completed' }, direction)
      : ''
  const out = reads.includes('destination') ? usualAmount(facts, 'destination') : undefined
  return (
    <p aria-hidden="true" className="invisible col-start-1 row-start-1 print:hidden">
      <strong className="font-semibold">{source.text}</strong> {words('source', source, 'in')} →{' '}
      <strong className="font-semibold">{out ?? destination.text}</strong> {words('destination', destination, 'out')}
      {out !== undefined && ` · fee 0${/\.\d+/.exec(out)?.[0] ?? ''} USDC`}
    </p>
  )
}

function Side({ side, direction }: { side: MoneySide; direction: 'in' | 'out' }) {
  const words = sideText(side, direction)
  return (
    <>
      <strong translate="no" className="font-semibold text-ink">
        {side.text}
      </strong>
      {words && ` ${words}`}
    </>
  )
}
