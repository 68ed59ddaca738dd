import { deliveredWebhooks, webhookGaps } from '#domain/orchestration/timeline/event-times.ts'
import { cx } from '#web/ui/display/cx.ts'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { toneBox } from '#web/ui/display/tone.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { Detail } from './detail.tsx'

/** Whether the operator's own system was told of what happened, as far as events say. */
export function Webhooks({ enrichment: { facts, parts } }: { enrichment: Enrichment }) {
  const gaps = webhookGaps(facts)
  const delivered = deliveredWebhooks(facts)
  return (
    <Detail
      term="Webhooks"
      plain={
        <>
          {parts.events.kind === 'loading' && <Skeleton className="my-1 h-3 w-36" />}
          {parts.events.kind === 'problem' && <span className="text-ink-faint">Unknown: events couldn't be read</span>}
          {parts.events.kind === 'read' &&
            gaps.length === 0 &&
            (delivered.length === 0 ? 'No events found' : `${delivered.join(', ')}: delivered`)}
          {gaps.map(sentence => (
            <p key={sentence} className={cx('mt-1 rounded-md border px-2 py-0.5 text-sm', toneBox.pending)}>
              {sentence}
            </p>
          ))}
        </>
      }
    />
  )
}
