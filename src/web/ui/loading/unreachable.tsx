/** What to say when even the code that would say it could not be loaded: it is here from the beginning. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '../controls/button.tsx'
import { announce } from '../page/announcer.tsx'

export type MissingProps = { readonly onLoadAgain: () => void }

const unreachable = "Can't reach this dashboard's server."

/** The frame of a problem in the page. Its heading takes the focus, so that it is heard and the keyboard goes on from there. */
export function ProblemFrame({
  heading: words,
  level = 1,
  actions,
  children,
}: {
  heading: string
  /** 2 where the page has a heading of its own. */
  level?: 1 | 2 | undefined
  actions: ReactNode
  children: ReactNode
}) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <section className="rounded-xl border border-line bg-card p-6 shadow-card" aria-labelledby={id}>
      <Heading id={id} ref={heading} tabIndex={-1} className="text-2xl font-semibold text-balance">
        {words}
      </Heading>
      {children}
      <div className="mt-5 flex flex-wrap gap-2">{actions}</div>
      <p className="mt-5 border-t border-line-soft pt-3 text-sm text-ink-faint">
        This page only reads data. Nothing about the orchestration changed.
      </p>
    </section>
  )
}

/** Code that a person's action needs could not be loaded. */
export const Unreachable = ({ level, onLoadAgain }: MissingProps & { level?: 1 | 2 }) => (
  <ProblemFrame
    heading={unreachable}
    level={level}
    actions={
      <Button look="primary" onClick={onLoadAgain}>
        Try again
      </Button>
    }
  >
    <p className="mt-2 max-w-prose text-lg text-ink-soft">Check your VPN or network.</p>
    <p className="mt-2 max-w-prose text-ink-soft">
      If both are fine, this dashboard may have been updated while the page was open. Reload the page.
    </p>
  </ProblemFrame>
)

/** The same for a part of a page, in its place and without taking the focus. Failing again is announced again. */
export function UnreachablePart({ onLoadAgain }: MissingProps) {
  useEffect(() => announce(unreachable), [])
  return (
    <p className="p-4 text-ink-soft">
      {unreachable} This part couldn't be loaded.{' '}
      <Button size="small" onClick={onLoadAgain}>
        Try again
      </Button>
    </p>
  )
}
