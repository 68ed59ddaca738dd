import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import type { LookupProblem } from '#domain/problem-words.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { referenceQuery } from '#web/api/queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { Problem } from '#web/ui/problem.tsx'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { DetailSkeleton } from './detail-skeleton.tsx'

/** No orchestration has this id; perhaps one carries it as its reference. Only when neither does is it "not found". */
export function NoSuchId({
  environment,
  id,
  problem,
  onRetry,
}: {
  environment: Environment
  id: string
  problem: LookupProblem
  onRetry: () => void
}) {
  const query = useQuery(referenceQuery(environment, id))
  useDocumentTitle(`Not found: ${id.slice(0, 8)} · Orchestration Desk`)
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id,
  }
  if (query.isPending) return <DetailSkeleton />
  const found = query.data?.value.items.map(({ value }) => value) ?? []
  const only = found.length === 1 ? found[0]?.id : undefined
  if (only && only !== id) {
    const state = { said: [`Found by reference ID ${id}`], pasted: id }
    return <Navigate to={paths.orchestration(environment.name, only)} replace state={state} />
  }
  // Several carry it: the lookup page lists them to choose from.
  if (found.length > 0) return <Navigate to={paths.lookup(environment.name, id)} replace />
  // "We checked it as both" would be untrue when the second check failed: then that failure is what to tell.
  return (
    <Problem problem={query.error ? problemOf(query.error) : problem} context={context}>
      <Button
        look="primary"
        onClick={() => {
          onRetry()
          void query.refetch()
        }}
      >
        Try again
      </Button>
    </Problem>
  )
}
