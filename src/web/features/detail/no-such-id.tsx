import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from 'react-router'
import type { LookupProblem } from '#domain/problem-words.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { referenceQuery } from '#web/api/queries.ts'
import { transferOwnerQuery } from '#web/api/transfer-owner.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { Problem } from '#web/ui/problem.tsx'
import { useDocumentTitle } from '#web/ui/use-document-title.ts'
import { DetailSkeleton } from './detail-skeleton.tsx'

/**
 * No orchestration has this id. Perhaps one carries it as its reference, or it is the id of a transfer; only when it is
 * neither is it "not found".
 */
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
  const references = useQuery(referenceQuery(environment, id))
  const found = references.data?.value.items.map(({ value }) => value) ?? []
  const noReference = references.data !== undefined && found.length === 0
  const owner = useQuery({ ...transferOwnerQuery(environment, { id }), enabled: noReference })
  useDocumentTitle(`Not found: ${id.slice(0, 8)} · Orchestration Desk`)
  const context = { environment: environment.name, otherEnvironments: otherEnvironments(environment), id }
  if (references.isPending || (noReference && owner.isPending)) return <DetailSkeleton />

  const only = found.length === 1 ? found[0]?.id : undefined
  if (only && only !== id) {
    const state = { said: [`Found by reference ID ${id}`], pasted: id }
    return <Navigate to={paths.orchestration(environment.name, only)} replace state={state} />
  }
  // Several carry it: the lookup page lists them to choose from.
  if (found.length > 0) return <Navigate to={paths.reference(environment.name, id)} replace />
  if (owner.data) {
    const { role, orchestrationId } = owner.data
    return (
      <Problem problem={{ code: 'wrong_kind', found: { kind: 'transfer', role } }} context={context}>
        {orchestrationId ? (
          <Link
            to={paths.orchestration(environment.name, orchestrationId)}
            className="flex h-9 items-center rounded-lg bg-accent px-3 font-medium text-accent-ink no-underline hover:bg-accent-hover max-md:h-10"
          >
            Open it
          </Link>
        ) : (
          <p className="w-full text-ink-soft">
            None of the profile's orchestrations around that time has it as a leg, so we can't say which one it belongs
            to.
          </p>
        )}
      </Problem>
    )
  }
  return (
    // "We checked it as both" would be untrue when the second check failed: then that failure is what to tell. The
    // transfer was only a guess, and a credential that may not read transfers takes nothing from the answer.
    <Problem problem={references.error ? problemOf(references.error) : problem} context={context}>
      <Button
        look="primary"
        onClick={() => {
          onRetry()
          void references.refetch()
        }}
      >
        Try again
      </Button>
    </Problem>
  )
}
