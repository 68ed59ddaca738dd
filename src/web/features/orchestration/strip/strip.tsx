import type { UseQueryResult } from '@tanstack/react-query'
import { answerStrip } from '#domain/compare/answer-strip.ts'
import type { Cell, ReadState } from '#domain/compare/cell.ts'
import { thresholdsOf } from '#domain/orchestration/quiet.ts'
import { statusMeaning } from '#domain/orchestration/status.ts'
import { readVerdict } from '#domain/orchestration/verdict.ts'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { cx } from '#web/ui/cx.ts'
import { toneEdge } from '#web/ui/tone.ts'
import { useNow } from '#web/ui/use-now.ts'
import { useComparison } from '../compare/use-comparison.ts'
import type { Part } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { StripCell } from './strip-cell.tsx'

const thresholds = thresholdsOf(appConfig.quietMinutes)

/** Three cells, each in its place from the first drawing on, that answer what a support person asks first. */
export function Strip({ environment, enrichment }: { environment: Environment; enrichment: Enrichment }) {
  const { facts, parts } = enrichment
  const nowMs = useNow(serverNow, 10_000)
  const comparison = useComparison(environment, facts)
  const cells = answerStrip(facts, {
    environment: environment.name,
    transfers: parts.transfers,
    events: parts.events,
    failed: stateOf(comparison.failed),
    completed: stateOf(comparison.completed),
    nowMs,
    thresholds,
  })
  const retries: Readonly<Record<NonNullable<Cell['retry']>, () => void>> = {
    transfers: () => {
      retry(parts.transfers.source)
      retry(parts.transfers.destination)
    },
    events: () => retry(parts.events),
    comparison: () => {
      for (const query of [comparison.failed, comparison.completed]) if (query.error) void query.refetch()
    },
  }
  const tone = readVerdict(facts).isOnHold ? 'pending' : statusMeaning(facts.orchestration.status).tone
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, not answers
    <div
      role="group"
      aria-label="Answer"
      className={cx(
        'mt-3.5 grid rounded-xl border border-l-3 border-line bg-card shadow-card md:grid-cols-[1fr_1.15fr_1.1fr]',
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

const retry = (part: Part<unknown>) => {
  if (part.kind === 'problem') part.retry()
}

function stateOf<T>({ data, error }: UseQueryResult<T>): ReadState<T> {
  if (data !== undefined) return { kind: 'read', value: data }
  return error ? { kind: 'problem', problem: problemOf(error) } : { kind: 'loading' }
}
