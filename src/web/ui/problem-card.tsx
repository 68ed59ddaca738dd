import { type ReactNode, useEffect, useRef } from 'react'
import { type LookupProblem, type ProblemContext, problemReport, problemWords } from '#domain/problem-words.ts'
import { CopyAction } from './copy-button.tsx'
import { SignInLink } from './sign-in-link.tsx'
import { useNow } from './use-now.ts'

export type ProblemProps = {
  problem: LookupProblem
  context: ProblemContext
  retryAt?: number | undefined
  /** 2 where the page has a heading of its own. */
  level?: 1 | 2
  children?: ReactNode
}

/**
 * A lookup that failed, in the page: what it means, what to do, the details to copy. The heading takes the focus, so
 * that a screen reader hears it and the keyboard goes on from there. `retryAt` is in milliseconds of `Date.now()`.
 */
export function ProblemCard({ problem, context, retryAt, level = 1, children }: ProblemProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const now = useNow(Date.now, 1000)
  const seconds = retryAt === undefined ? undefined : Math.max(0, Math.ceil((retryAt - now) / 1000))
  const Heading = level === 1 ? 'h1' : 'h2'
  const words = problemWords(problem, context, seconds)
  return (
    <section className="rounded-xl border border-line bg-card p-6 shadow-card" aria-labelledby="problem-heading">
      <Heading id="problem-heading" ref={heading} tabIndex={-1} className="text-2xl font-semibold text-balance">
        {words.heading}
      </Heading>
      {words.body.map(sentence => (
        <p key={sentence} className="mt-2 max-w-prose text-lg text-ink-soft wrap-anywhere">
          {sentence}
        </p>
      ))}
      {words.steps && (
        <ol className="mt-3 max-w-prose list-decimal space-y-1 pl-6 text-ink-soft">
          {words.steps.map(step => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <div className="mt-5 flex flex-wrap gap-2">
        {/* Asking again is no use to who is signed out. */}
        {problem.code === 'unauthenticated' ? <SignInLink /> : children}
        <CopyAction
          what="Details"
          content={() => ({ text: problemReport(problem, context, new Date().toISOString()) })}
        >
          Copy details
        </CopyAction>
      </div>
      <p className="mt-5 border-t border-line-soft pt-3 text-sm text-ink-faint">
        This page only reads data. Nothing about the payment changed.
      </p>
    </section>
  )
}
