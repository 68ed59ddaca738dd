import { Link } from 'react-router'
import { progressText, restText, searchText } from '#domain/identify/identify-text.ts'
import { problemIs } from '#domain/problems/problem-table.ts'
import { type LookupProblem, problemText } from '#domain/problems/problem-text.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { CodeText } from '../problem/problem.tsx'
import { Choice } from './choice.tsx'
import { type Owners, onlyOwner } from './use-owners.ts'

const linkClass =
  'flex h-9 items-center rounded-lg bg-accent px-3 font-medium text-accent-ink no-underline hover:bg-accent-hover max-md:h-10'

/** The one thing to do next, as a link that looks like it. */
export const OpenLink = ({ to, children = 'Open' }: { to: string; children?: string }) => (
  <Link to={to} className={linkClass}>
    {children}
  </Link>
)

/** One step that failed, why, and a way to try it again. */
export function PartFailed({
  what,
  problem,
  environment,
  onRetry,
  retrying,
}: {
  what: string
  problem: LookupProblem
  environment: string
  onRetry: () => void
  retrying: boolean
}) {
  const { heading, body } = problemText(problem, { environment })
  return (
    <div className="w-full text-ink-soft wrap-anywhere">
      <p className="max-w-prose">
        <strong className="font-semibold text-ink">{what}</strong> <CodeText text={[heading, ...body].join(' ')} />
      </p>
      {problemIs('canRetry', problem.code) && (
        <Button className="mt-2" onClick={onRetry} aria-disabled={retrying}>
          {retrying ? 'Trying again…' : 'Try again'}
        </Button>
      )}
    </div>
  )
}

/** What is known of the orchestrations of some transfers: being searched, one to open, several to choose from, or why none. */
export function OwnersView({ owners, environment }: { owners: Owners; environment: string }) {
  const { search, progress, problem, transfers } = owners
  if (problem)
    return (
      <PartFailed
        what="We couldn't search for its orchestration."
        problem={problem}
        environment={environment}
        onRetry={owners.retry}
        retrying={owners.retrying}
      />
    )
  if (!search)
    return (
      <p role="status" className="w-full text-ink-soft">
        {progressText(progress)}
      </p>
    )
  const only = onlyOwner(owners)
  const rest = search.owners.length === 0 ? searchText(search, transfers) : restText(search, transfers)
  return (
    <>
      {search.owners.length > 0 && only === undefined && (
        <div className="-mx-5 w-[calc(100%+2.5rem)] border-y border-line-soft">
          <Choice
            caption="Orchestrations with this transfer"
            environment={environment}
            orchestrations={[...new Set(search.owners.map(({ orchestration }) => orchestration))]}
          />
        </div>
      )}
      {rest && <p className="w-full max-w-prose text-ink-soft wrap-anywhere">{rest}</p>}
      {only !== undefined && <OpenLink to={paths.orchestration(environment, only)} />}
    </>
  )
}
