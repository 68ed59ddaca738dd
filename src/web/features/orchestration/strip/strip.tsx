import { statusMeaning } from '#domain/orchestration/status.ts'
import { readVerdict } from '#domain/orchestration/verdict.ts'
import type { Environment } from '#web/app-config.ts'
import { cx } from '#web/ui/display/cx.ts'
import { toneEdge } from '#web/ui/display/tone.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { StripCell } from './strip-cell.tsx'
import { useStrip } from './use-strip.ts'

/** Three cells, each in its place from the first drawing on, that answer what a support person asks first. */
export function Strip({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const { cells, retries } = useStrip(environment, enrichment)
  const { facts } = enrichment
  const tone = readVerdict(facts).isOnHold ? 'pending' : statusMeaning(facts.orchestration.status).tone
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not answers
    <div
      role="group"
      aria-label="Answer"
      className={cx(
        'mt-3.5 grid rounded-xl border border-l-3 border-line bg-card text-pretty shadow-card md:grid-cols-[1fr_1.15fr_1.1fr] print:mt-2 print:grid-cols-3',
        toneEdge[tone],
      )}
    >
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a cell is what it is
        <StripCell key={index} cell={cell} onRetry={cell.retry && retries[cell.retry]} />
      ))}
    </div>
  )
}
