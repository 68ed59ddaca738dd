import { useQuery } from '@tanstack/react-query'
import { alikeFilter } from '#domain/compare/route.ts'
import {
  boundsSentence,
  comparedBasis,
  comparedSentence,
  elapsedText,
  timesAlike,
} from '#domain/compare/time-compared.ts'
import { isTerminal } from '#domain/orchestration/status.ts'
import { msBetween, readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { serverNow } from '#web/api/clock.ts'
import { lastCompletedQuery } from '#web/api/comparison-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { useNow } from '#web/ui/use-now.ts'
import { PartProblem } from '../records/part-problem.tsx'
import { ComparedCard, Reading } from './compared-card.tsx'

/** How long it has taken so far, beside the last completed ones alike. */
export function ComparedTime({
  environment,
  orchestration,
}: {
  environment: Environment
  orchestration: Orchestration
}) {
  const now = useNow(serverNow, 10_000)
  const created = readInstant(orchestration.created_at)
  const isDone = isTerminal(orchestration.status)
  const changed = readInstant(orchestration.updated_at)
  const isComparable = created !== undefined && alikeFilter(orchestration) !== undefined
  const query = useQuery({ ...lastCompletedQuery(environment, orchestration), enabled: isComparable })
  const title = 'Is it taking longer than usual?'
  if (!isComparable)
    return (
      <ComparedCard title={title}>Paxos reports too little about this payment to compare it with others.</ComparedCard>
    )
  const elapsed = Math.max(0, isDone && changed ? msBetween(created, changed) : now - created.ms)
  if (query.data) {
    const times = timesAlike(orchestration, query.data.rows, query.data.more)
    return (
      <ComparedCard title={title} aside={elapsedText(elapsed, isDone)}>
        <p className="text-lg font-semibold">
          {isDone ? 'It is done.' : comparedSentence(orchestration, times, elapsed)}
        </p>
        <p className="mt-0.5 text-ink-soft">{boundsSentence(times)}</p>
        <p className="mt-2 text-sm text-ink-faint">
          Compared with payments by the same rule, or of the same assets over the same rails. {comparedBasis}
        </p>
      </ComparedCard>
    )
  }
  return (
    <ComparedCard title={title} aside={elapsedText(elapsed, isDone)}>
      {query.error ? (
        <PartProblem
          name="Completed payments"
          part={{
            kind: 'problem',
            problem: problemOf(query.error),
            retry: () => void query.refetch(),
            retrying: query.isFetching,
          }}
          environment={environment.name}
          isOnlyOne
        />
      ) : (
        <Reading />
      )}
    </ComparedCard>
  )
}
