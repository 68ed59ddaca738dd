import { disagreements } from '#domain/disagreement.ts'
import type { Facts } from '#domain/facts.ts'
import type { ReadProblem } from '#paxos/read.ts'
import { Banner } from '#web/ui/banner.tsx'

/** What a reader must know before believing the page: records that disagree, and what could not be read. */
export function Warnings({ facts, problems }: { facts: Facts; problems: readonly ReadProblem[] }) {
  const conflicts = disagreements(facts)
  return (
    <div className="mt-4 grid gap-3 empty:hidden">
      {conflicts.length > 0 && (
        <Banner tone="pending" title="Paxos's records disagree">
          <ul className="list-disc pl-5">
            {conflicts.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      )}
      {problems.length > 0 && (
        <Banner
          tone="neutral"
          title="Paxos sent something we couldn't read. We show what we could and left the rest blank."
        >
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
