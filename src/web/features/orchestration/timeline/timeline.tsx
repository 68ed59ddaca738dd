import type { Tone } from '#domain/orchestration/status.ts'
import type { Step } from '#domain/orchestration/timeline/step.ts'
import { dayOf, timelineCaption } from '#domain/orchestration/timeline/step-time-text.ts'
import { ownZone, utcZone } from '#domain/text/time-text.ts'
import type { Environment } from '#web/app-config.ts'
import { useLocalFirst } from '#web/components/time-order.ts'
import { Card } from '#web/ui/card.tsx'
import { cx } from '#web/ui/cx.ts'
import { Shape } from '#web/ui/shapes.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { EventsPart } from '../records/events-part.tsx'
import { StepBody } from './timeline-step.tsx'

const inks: Readonly<Record<Tone, string>> = {
  completed: 'text-completed-line fill-completed-fill',
  processing: 'text-processing-line fill-processing-fill',
  pending: 'text-pending-line fill-pending-fill',
  failed: 'text-failed-line fill-failed-fill',
  rejected: 'text-rejected-line fill-rejected-fill',
  neutral: 'text-neutral-line fill-card',
}

const lines = {
  solid: 'border-completed-line',
  dashed: 'border-dashed border-neutral-line',
  faint: 'border-line-soft',
} as const

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
  const zone = useLocalFirst() ? ownZone : utcZone
  const row = { zone, day: dayOf(steps, zone) }
  return (
    <Card title="Timeline" aside={timelineCaption(steps, zone)}>
      <ol className="px-5 pt-5 pb-1 max-sm:px-4">
        {steps.map((step, index) => {
          const next = steps[index + 1]
          return (
            <li key={step.name} className="relative flex gap-4 pb-6 max-sm:gap-3">
              {next && (
                <span
                  aria-hidden="true"
                  className={cx('absolute top-7 -bottom-0.5 left-[0.6875rem] border-l-2', lines[step.line])}
                />
              )}
              <StepMarker step={step} />
              <StepBody step={step} row={row} environment={environment} enrichment={enrichment} />
            </li>
          )
        })}
      </ol>
      <Events enrichment={enrichment} environment={environment} />
      <Legend />
    </Card>
  )
}

const StepMarker = ({ step: { marker } }: { step: Step }) => (
  <Shape name={marker.shape} className={cx('-mt-px size-6', inks[marker.tone])} />
)

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
    <span>“exact”: from an event</span>
    <span>“by”: at the latest</span>
  </div>
)
