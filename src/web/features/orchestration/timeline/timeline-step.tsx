import { Fragment } from 'react'
import { Link } from 'react-router'
import { ownLink } from '#domain/config/links.ts'
import type { Step, StepTime } from '#domain/orchestration/timeline/step.ts'
import { instantsOf, noteText, type RowZone, whenParts } from '#domain/orchestration/timeline/step-time-text.ts'
import { isFuture } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { CopyValue } from '#web/ui/copy-button.tsx'
import { cx } from '#web/ui/cx.ts'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Untrusted } from '#web/ui/untrusted.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { TransferPanel } from './transfer-panel.tsx'

/** One step in words: what it is, how far it got, its times with how sure each is, and its transfer. */
export function StepBody({
  step,
  row,
  environment,
  enrichment,
}: {
  step: Step
  row: RowZone
  environment: Environment
  enrichment: Enrichment
}) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
        <h3 className="font-semibold">{step.title}</h3>
        <span className={cx('wrap-anywhere', step.failure ? 'font-semibold text-failed' : 'text-ink-soft')}>
          {step.name === 'created' ? (
            <Origin step={step} environment={environment} enrichment={enrichment} />
          ) : (
            step.label
          )}
        </span>
      </div>
      {(step.times.length > 0 || step.took) && (
        // A phone needs two lines for what is still to come.
        <p className={cx('text-sm text-ink-faint', step.transferId && 'max-sm:min-h-10')}>
          {step.times.map((time, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the times of a step have no other identity than their order
            <Fragment key={index}>
              {index > 0 && ' · '}
              <StepTimeText time={time} row={row} />
            </Fragment>
          ))}
          {step.took && ` · ${step.took.text}`}
        </p>
      )}
      {step.transferId && <TransferId id={step.transferId} step={step} environment={environment} />}
      {(step.name === 'source' || step.name === 'destination') && (
        <TransferPanel leg={step.name} title={step.title} enrichment={enrichment} environment={environment} />
      )}
      {step.notes.map(note => (
        <p key={noteText(note, row)} className="mt-1 text-sm text-ink-soft wrap-anywhere">
          {noteText(note, row)}
        </p>
      ))}
    </div>
  )
}

function StepTimeText({ time, row }: { time: StepTime; row: RowZone }) {
  const now = serverNow()
  return (
    <>
      {whenParts(time, row).map(part =>
        typeof part === 'string' ? (
          part
        ) : (
          <time key={part.words} dateTime={part.text}>
            {part.words}
          </time>
        ),
      )}
      {instantsOf(time).some(at => isFuture(at, now)) && (
        <strong className="font-semibold text-pending"> (timestamp is in the future)</strong>
      )}
    </>
  )
}

/** "by rule PYUSD payouts", a link to the rule. Its name comes later; until then its id would only take up its place. */
function Origin({
  step,
  environment,
  enrichment: { facts, parts },
}: {
  step: Step
  environment: Environment
  enrichment: Enrichment
}) {
  const ruleId = facts.orchestration.orchestration_rule_id
  if (!ruleId) return step.label
  return (
    <Link to={paths.rule(environment.name, ruleId)}>
      {parts.rule.kind === 'loading' ? 'Rule' : <Untrusted text={step.label} />}
    </Link>
  )
}

function TransferId({ id, step, environment }: { id: string; step: Step; environment: Environment }) {
  const href = ownLink(appConfig.links, 'transfer', environment.name, id)
  return (
    <p className="mt-1 flex items-start gap-2">
      <bdi className="code min-w-0 text-ink-soft">{href ? <ExternalLink href={href}>{id}</ExternalLink> : id}</bdi>
      <CopyValue what={`${step.title} ID`} value={id} />
    </p>
  )
}
