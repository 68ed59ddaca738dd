import { Fragment } from 'react'
import { type ProblemContext, partProblemWords } from '#domain/problem-words.ts'
import { Button } from '#web/ui/button.tsx'
import type { Part } from './part.ts'

/** "Transfer details unavailable. …": one part that could not be read, why, and a way to try again. The rest stands. */
export function PartProblem({
  name,
  looking,
  part: { problem, retry, retrying },
  environment,
  isOnlyOne,
}: {
  /** "Transfer details", "Rule", "Event times" */
  name: string
  looking?: ProblemContext['looking']
  part: Extract<Part<unknown>, { kind: 'problem' }>
  environment: string
  isOnlyOne: boolean
}) {
  const { heading, body } = partProblemWords(name, problem, { environment, looking }, isOnlyOne)
  return (
    <div className="text-ink-soft wrap-anywhere">
      <p>
        <strong className="font-semibold text-ink">{heading}</strong> <Words text={body.join(' ')} />
      </p>
      <Button size="small" className="my-1 print:hidden" aria-disabled={retrying} onClick={retry}>
        {retrying ? 'Trying again…' : 'Try again'}
      </Button>
    </div>
  )
}

/** A scope stands between backticks. */
const Words = ({ text }: { text: string }) =>
  text.split('`').map((piece, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their order
      <code key={index} className="code">
        {piece}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={index}>{piece}</Fragment>
    ),
  )
