import { problemIs } from '#domain/problems/problem-table.ts'
import { type ProblemContext, partProblemText } from '#domain/problems/problem-text.ts'
import { CodeText } from '#web/components/problem/problem.tsx'
import { TextButton } from '#web/ui/controls/button.tsx'
import type { Part } from '../enrichment/part.ts'

/** "Transfer details unavailable. …": one part that could not be read, why, and a way to try again. The rest stands. */
export function PartProblem({
  name,
  looking,
  part: { problem, retry, retrying },
  environment,
  isOnlyOne,
}: {
  /** "Transfer details", "Rule", "Exact times" */
  name: string
  looking?: ProblemContext['looking']
  part: Extract<Part<unknown>, { kind: 'problem' }>
  environment: string
  isOnlyOne: boolean
}) {
  const { heading, body } = partProblemText(name, problem, { environment, looking }, isOnlyOne)
  return (
    <p className="text-ink-soft wrap-anywhere">
      <strong className="font-semibold text-ink">{heading}</strong> <CodeText text={body.join(' ')} />{' '}
      {problemIs('canRetry', problem.code) && (
        <TextButton aria-disabled={retrying} onClick={retry}>
          {retrying ? 'Trying again…' : 'Try again'}
        </TextButton>
      )}
    </p>
  )
}
