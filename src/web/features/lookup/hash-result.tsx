import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { problemOf } from '#web/api/lookup-error.ts'
import { transferOwnerQuery } from '#web/api/transfer-owner.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { Problem } from '#web/ui/problem.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { ReferenceResult } from './reference-result.tsx'

/** What a transaction hash leads to: the payment whose transfer made it. A text of that form may also be a reference. */
export function HashResult({ environment, hash }: { environment: Environment; hash: string }) {
  const query = useQuery(transferOwnerQuery(environment, { hash }))
  const context = { environment: environment.name, otherEnvironments: otherEnvironments(environment), id: hash }
  if (query.isPending) {
    return (
      <div role="status">
        <p className="text-ink-soft">Looking for the transaction…</p>
        <Bone className="mt-4 h-24" />
      </div>
    )
  }
  const owner = query.data?.orchestrationId
  if (owner) {
    const state = { said: [`Found by transaction hash ${hash}`], pasted: hash }
    return <Navigate to={paths.orchestration(environment.name, owner)} replace state={state} />
  }
  if (query.error) {
    return (
      <Problem level={2} problem={problemOf(query.error)} context={context}>
        <Button look="primary" onClick={() => query.refetch()}>
          Try again
        </Button>
      </Problem>
    )
  }
  return <ReferenceResult environment={environment} reference={hash} />
}
