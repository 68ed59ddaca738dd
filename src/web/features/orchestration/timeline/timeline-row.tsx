import { Fragment, type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { LegName } from '#domain/orchestration/facts.ts'
import type { Step } from '#domain/orchestration/timeline/step.ts'
import {
  instantsOf,
  noteText,
  type RowZone,
  timeInFull,
  whenParts,
} from '#domain/orchestration/timeline/step-time-text.ts'
import { isFuture } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { Badge } from '#web/components/badge.tsx'
import { paths } from '#web/paths.ts'
import { cx } from '#web/ui/display/cx.ts'
import { Icon } from '#web/ui/display/icon.tsx'
import { Shape } from '#web/ui/display/shapes.tsx'
import { Sign, Signs } from '#web/ui/display/sign.tsx'
import { toneMark, toneRow } from '#web/ui/display/tone.ts'
import { Untrusted } from '#web/ui/display/untrusted.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { usualAmount } from '../enrichment/usual-amount.ts'
import { TookBar } from './took-bar.tsx'
import { TransferFacts } from './transfer-facts.tsx'

const lines = { solid: 'step-solid', dashed: 'step-dashed', faint: 'step-faint' } as const

const isLeg = (name: Step['name']): name is LegName => name === 'source' || name === 'destination'

/** One step. A row with a transfer opens to its facts; the one that failed, is held or is under way is open at first. */
export function TimelineRow({
  step,
  zone,
  environment,
  enrichment,
}: {
  step: Step
  zone: RowZone
  environment: Environment
  enrichment: Enrichment
}) {
  // Only how it begins: from then on it is the reader's to open and close, and a poll moves nothing.
  const [isOpen] = useState(step.isOpen)
  const leg = isLeg(step.name) && step.transferId !== undefined ? step.name : undefined
  const notes = step.notes.map(note => <Note key={noteText(note, zone)}>{noteText(note, zone)}</Note>)
  // A record says something else than a status that nobody knows: the room for that is kept.
  if (leg && step.state === 'unrecognised' && enrichment.parts.transfers[leg].kind === 'loading')
    notes.push(<Note key="">{'\u00a0'}</Note>)
  const inFacts = leg !== undefined && isOpen
  const cells = (
    <Cells step={step} zone={zone} environment={environment} enrichment={enrichment} canOpen={leg !== undefined}>
      {!inFacts && notes}
    </Cells>
  )
  return (
    <li className={cx('step', lines[step.line], !leg && 'py-0.5')}>
      {leg ? (
        <details
          id={`step-${step.name}`}
          open={isOpen}
          className={cx('group/row', toneRow[step.isOpen ? step.marker.tone : 'neutral'])}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a control */}
          <summary onClick={keepSelection} className="block list-none py-0.5 group-open/row:pb-0 hover:bg-hover/60">
            {cells}
          </summary>
          <TransferFacts
            leg={leg}
            title={step.title}
            zone={zone}
            environment={environment}
            enrichment={enrichment}
            isKept={isOpen}
            notes={inFacts && notes}
          />
        </details>
      ) : (
        cells
      )}
    </li>
  )
}

/** Who marks an amount in the row to copy it does not mean to open the row. */
const keepSelection = (event: { preventDefault: () => void }) => {
  if (getSelection()?.type === 'Range') event.preventDefault()
}

function Cells({
  step,
  zone,
  environment,
  enrichment,
  canOpen,
  children,
}: {
  step: Step
  zone: RowZone
  environment: Environment
  enrichment: Enrichment
  canOpen: boolean
  children: ReactNode
}) {
  const hasAmount = step.amount !== undefined || (isLeg(step.name) && step.transferId !== undefined)
  return (
    <div className="row-grid min-h-8">
      <span className="relative z-1 grid size-5 place-items-center">
        <Shape name={step.marker.shape} className={cx('size-4.5', toneMark[step.marker.tone])} />
      </span>
      <h3 className="font-semibold">{step.title}</h3>
      <span className={cx('cell-status min-w-0 text-ink-soft wrap-anywhere', !hasAmount && 'cell-wide')}>
        <Status step={step} environment={environment} enrichment={enrichment} />
      </span>
      {hasAmount && (
        <span
          className={cx('cell-amount grid items-center wrap-anywhere', step.name === 'conversion' && 'text-ink-soft')}
        >
          <span translate="no" className="col-start-1 row-start-1">
            {step.amount !== undefined && <Signs text={step.amount} />}
          </span>
          {isLeg(step.name) && step.transferId !== undefined && (
            <span aria-hidden="true" className="invisible col-start-1 row-start-1 print:hidden">
              {usualAmount(enrichment.facts, step.name)}
            </span>
          )}
        </span>
      )}
      <When
        time={step.when}
        zone={zone}
        className={cx('cell-when text-sm text-ink-soft', !step.took && 'md:whitespace-nowrap')}
      />
      {/* The whole length is not a separate step. */}
      <TookBar took={step.took} bar={step.bar && step.name === 'ended' ? { ...step.bar, tone: 'neutral' } : step.bar} />
      {canOpen && (
        <Icon
          name="chevron"
          className="cell-chevron size-3.5 text-ink-faint transition-transform group-open/row:rotate-90"
        />
      )}
      {children}
    </div>
  )
}

/** Paxos's status of a leg as a badge, anything else in words; of the creation the rule, with a link to it. */
function Status({ step, environment, enrichment }: { step: Step; environment: Environment; enrichment: Enrichment }) {
  if (step.badge) return <Badge look={step.badge} label={step.label} />
  const ruleId = step.name === 'created' ? enrichment.facts.orchestration.orchestration_rule_id : undefined
  if (ruleId === undefined) return step.label
  return (
    <Link to={paths.rule(environment.name, ruleId)} className="-my-0.5 block truncate py-0.5 [&_bdi]:whitespace-nowrap">
      {enrichment.parts.rule.kind === 'loading' ? 'Rule' : <Untrusted text={step.label} />}
    </Link>
  )
}

function When({ time, zone, className }: { time: Step['when']; zone: RowZone; className: string }) {
  const now = useNow(serverNow)
  if (!time) return <span className={className} />
  return (
    <span className={className} title={timeInFull(time, { withDate: true })}>
      {whenParts(time, zone).map(part =>
        typeof part === 'string' ? (
          part === ' – ' ? (
            <Fragment key="to">
              {' '}
              <Sign says="to">–</Sign>{' '}
            </Fragment>
          ) : (
            part
          )
        ) : (
          <time key={part.words} dateTime={part.text}>
            {part.words}
          </time>
        ),
      )}
      {instantsOf(time).some(at => isFuture(at, now)) && (
        <strong className="font-semibold whitespace-normal text-pending"> (timestamp is in the future)</strong>
      )}
    </span>
  )
}

const Note = ({ children }: { children: ReactNode }) => (
  <p className="cell-note mt-0.5 text-sm text-ink-soft wrap-anywhere">{children}</p>
)
