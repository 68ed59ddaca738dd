import { Suspense } from 'react'
import { useLocation } from 'react-router'
import type { Orchestration } from '#paxos/orchestration.ts'
import { lazyPart } from '#web/ui/on-demand.tsx'

const SeenBanner = lazyPart(() => import('./seen-banner.tsx').then(({ SeenBanner }) => SeenBanner))

/** What the sharer of the link saw, where the link says so. Most links don't, and then nothing is loaded for it. */
export function SeenNote({ orchestration }: { orchestration: Orchestration }) {
  const { search } = useLocation()
  return (
    search.includes('seen=') && (
      <Suspense>
        <SeenBanner search={search} orchestration={orchestration} />
      </Suspense>
    )
  )
}
