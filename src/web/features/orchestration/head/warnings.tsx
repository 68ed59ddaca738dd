import { disagreements } from '#domain/orchestration/disagreement.ts'
import type { Facts } from '#domain/orchestration/facts.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import type { ReadProblem } from '#paxos/read.ts'
import { Time } from '#web/components/time.tsx'
import { Banner } from '#web/ui/banner.tsx'

/** What a reader must know before believing the page: records that disagree, and what could not be read. */
export function Warnings({ facts, problems }: { facts: Facts; problems: readonly ReadProblem[] }) {
  const conflicts = disagreements(facts)
  return (
    <div className="mt-4 grid gap-3 empty:hidden">
      {conflicts.length > 0 && (
        <Banner tone="pending" title="Paxos's records disagree">
          <ul className="mt-1 grid gap-1">
            {conflicts
              .flatMap(({ values }) => values)
              .map(({ record, value, at }) => (
                <li key={`${record} ${value}`}>
                  {record} says <strong className="font-semibold">{value}</strong>
                  {at && (
                    <>
                      , last updated <Time at={at}>{utcDateTime(at)}</Time>
                    </>
                  )}
                </li>
              ))}
          </ul>
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner tone="neutral" title="Paxos sent something we couldn't read. What we could read is below.">
          <ul className="list-disc pl-5">
            {problems.slice(0, 5).map(({ path, expected, received }) => (
              <li key={path}>
                <code className="code">{path}</code>: expected {expected}, received {received}
              </li>
            ))}
            {problems.length > 5 && <li>and {problems.length - 5} more; the raw JSON below has them all</li>}
          </ul>
        </Banner>
      )}
    </div>
  )
}
