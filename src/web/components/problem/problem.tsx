import type { ReactNode } from 'react'
import { problemIs } from '#domain/problems/problem-table.ts'
import { type LookupProblem, type ProblemContext, problemReport, problemText } from '#domain/problems/problem-text.ts'
import { Button } from '#web/ui/controls/button.tsx'
import { CopyAction } from '#web/ui/copy/copy-button.tsx'
import { Signs } from '#web/ui/display/sign.tsx'
import { ProblemFrame } from '#web/ui/loading/unreachable.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { needsSignIn, SignIn } from './sign-in-link.tsx'

export type ProblemProps = {
  problem: LookupProblem
  context: ProblemContext
  retryAt?: number | undefined
  /** 2 where the page has a heading of its own. */
  level?: 1 | 2
  /** Below the words, above the buttons. */
  more?: ReactNode
  /** Asks again. The button is there only for problems that asking again may help with. */
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  /** Further buttons and links. */
  children?: ReactNode
}

/** A lookup that failed: what it means, what to do, the details to copy. `retryAt` is in milliseconds of `Date.now()`. */
export function Problem({ problem, context, retryAt, level, more, onRetry, retrying, children }: ProblemProps) {
  const now = useNow(Date.now, 1000)
  const seconds = retryAt === undefined ? undefined : Math.max(0, Math.ceil((retryAt - now) / 1000))
  const words = problemText(problem, context, seconds)
  return (
    <ProblemFrame
      heading={words.heading}
      level={level}
      actions={
        <>
          {needsSignIn(problem) && <SignIn problem={problem} />}
          {onRetry && problemIs('canRetry', problem.code) && (
            <Button look="primary" onClick={onRetry} disabled={retrying}>
              {problemIs('isPassing', problem.code) ? 'Try again now' : 'Try again'}
            </Button>
          )}
          {!needsSignIn(problem) && children}
          <CopyAction
            what="Details"
            content={() => ({ text: problemReport(problem, context, new Date().toISOString()) })}
          >
            Copy details
          </CopyAction>
        </>
      }
    >
      {words.body.map(sentence => (
        <p key={sentence} className="mt-2 max-w-prose text-lg text-ink-soft wrap-anywhere">
          {sentence}
        </p>
      ))}
      {words.steps && (
        <ol className="mt-3 max-w-prose grid list-decimal gap-1 pl-6 text-ink-soft">
          {words.steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {more}
    </ProblemFrame>
  )
}

/** A sentence in which a name to be typed stands between backticks: "lack `transfer:read_transfer`". */
export const CodeText = ({ text }: { text: string }) =>
  text.split('`').map((piece, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity than their order
      <code key={index} translate="no" className="code">
        {piece}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Signs key={index} text={piece} />
    ),
  )
