import { Link } from 'react-router'
import { alikeFilter, pairText } from '#domain/compare/route.ts'
import {
  boundsSentence,
  comparedBasis,
  comparedSentence,
  elapsedText,
  timesAlike,
} from '#domain/compare/time-compared.ts'
import { noFilters, writeFilters } from '#domain/lists/browse-filters.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { isTerminal } from '#domain/orchestration/status.ts'
import { msBetween, readInstant } from '#domain/text/instant.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Signs } from '#web/ui/display/sign.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { ComparedBox, Unread } from './compared-box.tsx'
import type { Comparison } from './use-comparison.ts'

/** "Slower than usual?": how long it has taken, beside the last completed ones that are similar. */
export function ComparedTime({
  environment,
  facts: { orchestration },
  comparison: { completed },
}: {
  environment: Environment
  facts: Facts
  comparison: Comparison
}) {
  const now = useNow(serverNow, 10_000)
  const created = readInstant(orchestration.created_at)
  const changed = readInstant(orchestration.updated_at)
  const filter = alikeFilter(orchestration)
  if (!created || !filter)
    return <ComparedBox>Paxos reports too little about it to compare it with others.</ComparedBox>
  if (!completed.data) return <Unread what="Similar orchestrations" query={completed} environment={environment} />
  const isDone = isTerminal(orchestration.status)
  const elapsed = Math.max(0, isDone && changed ? msBetween(created, changed) : now - created.ms)
  const times = timesAlike(orchestration, completed.data.rows, completed.data.more)
  return (
    <ComparedBox>
      <p>
        <strong className="font-semibold">
          <Signs text={`${capital(elapsedText(elapsed, isDone))}.`} />
        </strong>{' '}
        {!isDone && <Signs text={comparedSentence(orchestration, times, elapsed)} />}
      </p>
      <p className="text-ink-soft">
        <Signs text={boundsSentence(times) ?? ''} />
      </p>
      <p className="mt-1.5 text-sm text-ink-faint">
        Similar: by the same rule, or of the same assets over the same rails. {comparedBasis}
      </p>
      <p className="mt-1.5">
        <Link to={paths.orchestrations(environment.name, writeFilters({ ...noFilters, ...filter }))}>
          All <Signs text={pairText(orchestration)} />
        </Link>
      </p>
    </ComparedBox>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
