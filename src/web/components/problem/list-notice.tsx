import type { ReactNode } from 'react'
import { problemIs } from '#domain/problems/problem-table.ts'
import { type LookupProblem, type ProblemContext, problemText } from '#domain/problems/problem-text.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { Banner } from '#web/ui/display/banner.tsx'
import { SignIn } from './sign-in-link.tsx'

/** A problem with one part of a page, where it stands; the rest of the page goes on. */
export function PartProblem({
  part,
  problem,
  context,
  onRetry,
  retrying,
}: {
  part: string
  problem: LookupProblem
  context: ProblemContext
  onRetry: () => void
  retrying: boolean
}) {
  const { heading, body } = problemText(problem, context)
  return (
    <Banner tone="pending" title={`${part} unavailable. ${heading}`}>
      {body.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="mt-1.5 flex flex-wrap items-center gap-3">
        {problemIs('canRetry', problem.code) && (
          <Button size="small" onClick={onRetry} disabled={retrying}>
            Try again
          </Button>
        )}
        <SignIn problem={problem} look="inline" />
      </p>
    </Banner>
  )
}

/** What of the address could not be used: the page shows the rest, and says so. */
export const IgnoredPart = ({ ignored }: { ignored: readonly string[] }) =>
  ignored.length === 0 ? null : (
    <div className="mt-3">
      <Banner tone="pending" title="Part of this link couldn't be read and was ignored.">
        <p translate="no" className="code">
          {ignored.slice(0, 3).join(' · ')}
        </p>
        {ignored.length > 3 && <p>and {ignored.length - 3} more</p>}
      </Banner>
    </div>
  )

/** A page marker of Paxos's holds for a while only; what else it refuses is another problem. */
export const isExpiredMarker = (problem: LookupProblem, cursor: string | undefined): boolean =>
  cursor !== undefined &&
  problem.code === 'bad_request' &&
  /cursor/i.test(`${problem.upstream?.title} ${problem.upstream?.detail}`)

const expired = 'This page marker has expired.'

/** Tells someone who follows an old link to a later page where to start again: `children` is that link. */
export const ExpiredMarker = ({ children }: { children: ReactNode }) => (
  <section className="rounded-xl border border-line bg-card p-6 shadow-card">
    <h2 ref={heading => heading?.focus()} tabIndex={-1} className="text-xl font-semibold">
      {expired}
    </h2>
    <p className="mt-1 text-ink-soft">Paxos keeps the place in a list for a limited time. {children}</p>
  </section>
)

/** A page of a list that has come to its end meanwhile: `children` is the link to its beginning. */
export const NoneLeft = ({ children }: { children: ReactNode }) => (
  <section className="rounded-xl border border-line bg-card px-6 py-10 shadow-card">
    <h2 className="text-lg font-semibold">There are no more.</h2>
    <p className="mt-1 text-ink-soft">The list ended on the previous page. {children}</p>
  </section>
)

/**
 * A refresh that failed: what is on the screen stays, and the reader learns why it is from before. On a later page, whose
 * `cursor` may have expired, `children` is the link to the beginning.
 */
export const FromBefore = ({
  problem,
  environment,
  cursor,
  children,
}: {
  problem: LookupProblem
  environment: string
  cursor?: string | undefined
  children?: ReactNode
}) => {
  const isExpired = isExpiredMarker(problem, cursor)
  return (
    <Banner tone="pending" title={isExpired ? expired : problemText(problem, { environment }).heading}>
      Showing earlier results. <SignIn problem={problem} look="inline" />
      {isExpired && children}
    </Banner>
  )
}
