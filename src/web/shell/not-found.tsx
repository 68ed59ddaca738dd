import { Suspense } from 'react'
import { onDemand } from '#web/ui/on-demand.tsx'

const noPage = onDemand(() => import('./late.ts').then(({ NoPage }) => NoPage))

/** An address that leads nowhere here, see `NoPage`: few are at one, so it is not on the way of all others. */
export const NotFound = () => (
  <Suspense>
    <noPage.Component />
  </Suspense>
)
