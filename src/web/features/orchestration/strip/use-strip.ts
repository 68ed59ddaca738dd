import type { UseQueryResult } from '@tanstack/react-query'
import { answerStrip } from '#domain/compare/answer-strip.ts'
import type { Cell, ReadState } from '#domain/compare/cell.ts'
import { thresholdsOf } from '#domain/orchestration/quiet.ts'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { useNow } from '#web/ui/state/use-now.ts'
import { useComparison } from '../compare/use-comparison.ts'
import type { Part } from '../enrichment/part.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'

const thresholds = thresholdsOf(appConfig.quietMinutes)

/** The three cells, and how to read again what a cell could not be told from. */
export function useStrip(
  environment: Environment,
  { facts, parts }: Enrichment,
): {
  readonly cells: readonly [Cell, Cell, Cell]
  readonly retries: Readonly<Record<NonNullable<Cell['retry']>, () => void>>
} {
  const nowMs = useNow(serverNow, 10_000)
  const { failed, completed } = useComparison(environment, facts)
  const cells = answerStrip(facts, {
    environment: environment.name,
    transfers: parts.transfers,
    events: parts.events,
    failed: stateOf(failed),
    completed: stateOf(completed),
    nowMs,
    thresholds,
  })
  const retries = {
    transfers: () => {
      retry(parts.transfers.source)
      retry(parts.transfers.destination)
    },
    events: () => retry(parts.events),
    comparison: () => {
      for (const query of [failed, completed]) if (query.error) void query.refetch()
    },
  }
  return { cells, retries }
}

const retry = (part: Part<unknown>) => {
  if (part.kind === 'problem') part.retry()
}

function stateOf<T>({ data, error }: UseQueryResult<T>): ReadState<T> {
  if (data !== undefined) return { kind: 'read', value: data }
  return error ? { kind: 'problem', problem: problemOf(error) } : { kind: 'loading' }
}
