import { type LookupProblem, type ProblemContext, problemWords } from '#domain/problem-words.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'

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
  const { heading, body } = problemWords(problem, context)
  return (
    <Banner tone="pending" title={`${part} unavailable. ${heading}`}>
      {body.map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Button size="small" className="mt-1.5" onClick={onRetry} disabled={retrying}>
        Try again
      </Button>
    </Banner>
  )
}

/** What of the address could not be used: the page shows the rest, and says so. */
export const IgnoredPart = ({ ignored }: { ignored: readonly string[] }) =>
  ignored.length === 0 ? null : (
    <div className="mt-3">
      <Banner tone="pending" title="Part of this address couldn't be read and was left out.">
        <p className="code">{ignored.slice(0, 3).join(' · ')}</p>
        {ignored.length > 3 && <p>and {ignored.length - 3} more</p>}
      </Banner>
    </div>
  )
