import type { Step, StepState } from '#domain/orchestration/timeline/step.ts'
import { instantsOf, spanDates } from '#domain/orchestration/timeline/step-time-text.ts'
import { utcDate } from '#domain/text/time-text.ts'
import type { Environment } from '#web/app-config.ts'
import { useLocalFirst } from '#web/components/time-order.ts'
import { Card } from '#web/ui/card.tsx'
import { cx } from '#web/ui/cx.ts'
import { Shape, type ShapeName } from '#web/ui/shapes.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { EventsPart } from '../records/events-part.tsx'
import { StepBody } from './timeline-step.tsx'

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
  enrichment,
}: {
  steps: readonly Step[]
  environment: Environment
  enrichment: Enrichment
}) {
  const withDate = spanDates(steps)
  const zone = useLocalFirst() ? 'your own' : 'UTC'
  const onlyDay = steps.flatMap(({ times }) => times).flatMap(instantsOf)[0]
  return (
    <Card
      title="Timeline"
      aside={!withDate && onlyDay ? `${utcDate(onlyDay)}, all times ${zone}` : `All times ${zone}`}
    >
      <ol className="px-5 pt-5 pb-1 max-sm:px-4">
        {steps.map((step, index) => {
          const next = steps[index + 1]
          return (
            <li key={step.name} className="relative flex gap-4 pb-6 max-sm:gap-3">
              {next && (
                <span
                  aria-hidden="true"
                  className={cx('absolute top-7 -bottom-0.5 left-[0.6875rem] border-l-2', lineOf(step, next))}
                />
              )}
              <StepMarker step={step} />
              <StepBody step={step} withDate={withDate} environment={environment} enrichment={enrichment} />
            </li>
          )
        })}
      </ol>
      <Events enrichment={enrichment} environment={environment} />
      <Legend />
    </Card>
  )
}

function StepMarker({ step }: { step: Step }) {
  const { shape, ink } =
    step.inferred && (step.state === 'done' || step.state === 'underway') ? inferredMarker : markers[step.state]
  return <Shape name={shape} className={cx('-mt-px size-6', ink)} />
}

/** What events said, below the steps: its first line is kept free for it. */
function Events({ enrichment: { facts, parts }, environment }: { enrichment: Enrichment; environment: Environment }) {
  return (
    <div className="min-h-11 border-t border-line-soft px-5 py-3 text-sm text-ink-soft max-sm:min-h-16">
      {parts.events.kind === 'loading' ? (
        'Events: looking for exact times…'
      ) : (
        <EventsPart facts={facts} parts={parts} environment={environment} />
      )}
    </div>
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
    <span>“(event)” is exact</span>
    <span>“by” means no later than</span>
  </div>
)
