import { lazy, Suspense } from 'react'
import type { ProblemProps } from './problem-card.tsx'

/** The words for everything that can go wrong are not on the way to an answer: loaded when idle, at the latest when needed. */
export const loadProblemCard = () => import('./problem-card.tsx')
const ProblemCard = lazy(() => loadProblemCard().then(({ ProblemCard }) => ({ default: ProblemCard })))

/** A lookup that failed, in the page, see `ProblemCard`. */
export const Problem = (props: ProblemProps) => (
  <Suspense>
    <ProblemCard {...props} />
  </Suspense>
)
