import { useState } from 'react'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Environment } from '#web/app-config.ts'
import { ComparedFailures } from './compared-failures.tsx'
import { ComparedTime } from './compared-time.tsx'

/** Of a failure whether it is only this one; of one under way whether it takes longer than usual; of others nothing. */
export function Comparison({ environment, orchestration }: { environment: Environment; orchestration: Orchestration }) {
  const status = orchestration.status.known
  // What was begun while it was under way stays when it is completed: nothing on the page moves for that.
  const [wasUnderWay] = useState(status === 'PROCESSING')
  if (status === 'FAILED') return <ComparedFailures environment={environment} orchestration={orchestration} />
  return wasUnderWay || status === 'PROCESSING' ? (
    <ComparedTime environment={environment} orchestration={orchestration} />
  ) : null
}
