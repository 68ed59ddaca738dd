import type { Step } from '#domain/orchestration/timeline/step.ts'
import { dayOf, timelineCaption } from '#domain/orchestration/timeline/step-time-text.ts'
import type { ReadProblem } from '#paxos/read.ts'
import type { Environment } from '#web/app-config.ts'
import { useZone } from '#web/components/time-order.ts'
import { Card } from '#web/ui/display/card.tsx'
import { OrderedList } from '#web/ui/display/list.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { Foot } from './foot.tsx'
import { TimelineRow } from './timeline-row.tsx'

/** What happened, in order: a row a step, each state in words and each time with how sure it is. */
export function Timeline({
  steps,
  environment,
  enrichment,
  problems,
}: {
  steps: readonly Step[]
  environment: Environment
  enrichment: Enrichment
  problems: readonly ReadProblem[]
}) {
  const zone = useZone()
  const row = { zone, day: dayOf(steps, zone) }
  return (
    <Card dense title="Timeline" aside={timelineCaption(steps, zone)} className="@container [grid-area:timeline]">
      <div aria-hidden="true" className="row-grid min-h-7 pt-1 text-xs text-ink-faint @max-[42rem]:hidden">
        <span className="col-start-2">Step</span>
        <span>Status</span>
        <span className="text-right">Amount</span>
        <span className="pl-1">When</span>
        <span className="took">
          <span className="text-right">Took</span>
        </span>
      </div>
      <OrderedList className="pb-1.5 @max-[42rem]:pt-1.5">
        {steps.map(step => (
          <TimelineRow key={step.name} step={step} zone={row} environment={environment} enrichment={enrichment} />
        ))}
      </OrderedList>
      <Foot environment={environment} enrichment={enrichment} problems={problems} />
    </Card>
  )
}
