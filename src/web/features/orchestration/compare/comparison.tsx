/** How this payment stands beside others: loaded and asked for when the page is idle, in a place kept for it. */
import { Suspense, useState } from 'react'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Environment } from '#web/app-config.ts'
import { lazyPart } from '#web/ui/on-demand.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { useIdle } from '../use-idle.ts'

const Failures = lazyPart(() => import('./compared.tsx').then(({ ComparedFailures }) => ComparedFailures))
const Time = lazyPart(() => import('./compared.tsx').then(({ ComparedTime }) => ComparedTime))

/** Of a failure whether it is only this one; of one under way whether it takes longer than usual; of others nothing. */
export function Comparison({ environment, orchestration }: { environment: Environment; orchestration: Orchestration }) {
  const idle = useIdle()
  const status = orchestration.status.known
  // What was begun while it was under way stays when it is completed: nothing on the page moves for that.
  const [wasUnderWay] = useState(status === 'PROCESSING')
  const Question = status === 'FAILED' ? Failures : wasUnderWay || status === 'PROCESSING' ? Time : undefined
  if (!Question) return null
  const place = <Bone className="h-44 rounded-xl print:hidden" />
  return (
    <Suspense fallback={place}>
      {idle ? <Question environment={environment} orchestration={orchestration} /> : place}
    </Suspense>
  )
}
