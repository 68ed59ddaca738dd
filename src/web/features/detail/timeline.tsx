import { Fragment } from 'react'
import { Link } from 'react-router'
import { fillTemplate } from '#domain/links.ts'
import type { Step, StepState } from '#domain/step.ts'
import { instantsOf, spanDates, stepTimeParts, utcDate } from '#domain/time-words.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/card.tsx'
import { CopyValue } from '#web/ui/copy-button.tsx'
import { cx } from '#web/ui/cx.ts'
import { ExternalLink } from '#web/ui/external-link.tsx'
import { Shape, type ShapeName } from '#web/ui/shapes.tsx'
import { Time } from '#web/ui/time.tsx'

type Marker = { readonly shape: ShapeName; readonly ink: string }

const faint = 'text-neutral-line fill-card'
const markers: Readonly<Record<StepState, Marker>> = {
  done: { shape: 'completed', ink: 'text-completed-line fill-completed-fill' },
  underway: { shape: 'processing', ink: 'text-processing-line fill-processing-fill' },
  waiting: { shape: 'pending', ink: 'text-pending-line fill-pending-fill' },
  planned: { shape: 'planned', ink: faint },
  failed: { shape: 'failed', ink: 'text-failed-line fill-failed-fill' },
  rejected: { shape: 'rejected', ink: 'text-rejected-line fill-rejected-fill' },
  'not-started': { shape: 'empty', ink: faint },
  'not-reached': { shape: 'empty', ink: faint },
  'not-reported': { shape: 'empty', ink: faint },
  unrecognised: { shape: 'unknown', ink: 'text-neutral-line fill-neutral-fill' },
}
const inferredMarker: Marker = { shape: 'inferred', ink: faint }

/** Whether Paxos itself reported that the payment got to this step. */
const reported = ({ inferred, state }: Step) =>
  !inferred && state !== 'not-reached' && state !== 'not-reported' && state !== 'not-started' && state !== 'planned'

/** Solid between two reported steps, red behind the one that failed; dashed where a step is inferred or was not reached. */
const lineOf = (step: Step, next: Step) => {
  if (!reported(step) || !reported(next)) return 'border-dashed border-neutral-line'
  return step.failure ? 'border-failed-line' : 'border-completed-line'
}

/** The timeline: what happened, in order, each state in words and each time with how sure it is. */
export function Timeline({
  steps,
  environment,
  ruleId,
}: {
  steps: readonly Step[]
  environment: Environment
  ruleId: string | undefined
}) {
  const withDate = spanDates(steps)
  const onlyDay = steps.flatMap(({ times }) => times).flatMap(instantsOf)[0]
  return (
    <Card title="Timeline" aside={!withDate && onlyDay ? `${utcDate(onlyDay)}, all times UTC` : 'All times UTC'}>
      <ol className="px-5 pt-5 pb-1">
        {steps.map((step, index) => {
          const next = steps[index + 1]
          return (
            <li key={step.name} className="relative flex gap-4 pb-6">
              {next && (
                <span
                  aria-hidden="true"
                  className={cx('absolute top-7 -bottom-0.5 left-[0.6875rem] border-l-2', lineOf(step, next))}
                />
              )}
              <StepMarker step={step} />
              <StepBody step={step} withDate={withDate} environment={environment} ruleId={ruleId} />
            </li>
          )
        })}
      </ol>
      <Legend />
    </Card>
  )
}

function StepMarker({ step }: { step: Step }) {
  const { shape, ink } =
    step.inferred && (step.state === 'done' || step.state === 'underway') ? inferredMarker : markers[step.state]
  return <Shape name={shape} className={cx('-mt-px size-6', ink)} />
}

function StepBody({
  step,
  withDate,
  environment,
  ruleId,
}: {
  step: Step
  withDate: boolean
  environment: Environment
  ruleId: string | undefined
}) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
          <h3 className="font-semibold">{step.title}</h3>
          <span className={cx('wrap-anywhere', step.failure ? 'font-semibold text-failed' : 'text-ink-soft')}>
            {step.name === 'created' && ruleId ? (
              <Link to={paths.rule(environment.name, ruleId)}>{step.label}</Link>
            ) : (
              step.label
            )}
          </span>
        </div>
        <p className="text-sm text-ink-faint">
          {step.times.map((time, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the times of a step have no other identity than their order
            <Fragment key={index}>
              {index > 0 && ' · '}
              {stepTimeParts(time, { withDate }).map(part =>
                typeof part === 'string' ? (
                  part
                ) : (
                  <Time key={part.words} at={part}>
                    {part.words}
                  </Time>
                ),
              )}
            </Fragment>
          ))}
          {step.duration && ` · ${step.duration}`}
        </p>
      </div>
      {step.transferId && <TransferId id={step.transferId} step={step} environment={environment} />}
      {step.notes.map(note => (
        <p key={note} className="mt-1 text-sm text-ink-soft wrap-anywhere">
          {note}
        </p>
      ))}
    </div>
  )
}

function TransferId({ id, step, environment }: { id: string; step: Step; environment: Environment }) {
  const template = appConfig.links.transfer
  const href = template && fillTemplate(template, { environment: environment.name, id })
  return (
    <p className="mt-1 flex items-start gap-2">
      <bdi className="code min-w-0 text-ink-soft">{href ? <ExternalLink href={href}>{id}</ExternalLink> : id}</bdi>
      <CopyValue what={`${step.title} ID`} value={id} />
    </p>
  )
}

const Legend = () => (
  <div className="flex flex-wrap gap-x-6 gap-y-1.5 border-t border-line-soft px-5 py-3 text-xs text-ink-faint">
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="w-6 border-t-2 border-completed-line" /> reported by Paxos
    </span>
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="w-6 border-t-2 border-dashed border-neutral-line" /> inferred, or not reached
    </span>
    <span>“by” means no later than</span>
  </div>
)
