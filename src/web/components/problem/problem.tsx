import { Suspense } from 'react'
import { onDemand } from '#web/ui/on-demand.tsx'
import type { ProblemProps } from './problem-card.tsx'

/** The words for everything that can go wrong are not on the way to an answer: loaded when idle, at the latest when needed. */
const card = onDemand<ProblemProps>(() => import('./problem-card.tsx').then(({ ProblemCard }) => ProblemCard))
export const loadProblemCard = card.load

/** A lookup that failed, in the page, see `ProblemCard`. */
export const Problem = (props: ProblemProps) => (
  <Suspense>
    <card.Component {...props} />
  </Suspense>
)
