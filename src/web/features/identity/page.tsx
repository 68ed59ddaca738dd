import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { progressText, throughTransfers } from '#domain/identify/identify-text.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { identityTransfersQuery } from '#web/api/identify-queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { PartFailed } from '#web/components/identify/owners-view.tsx'
import { useOwners } from '#web/components/identify/use-owners.ts'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { Found } from './found.tsx'

/** The orchestrations of an identity. Paxos filters only transfers by it, so they are found through its latest transfers. */
export function IdentityPage() {
  const environment = useEnvironment()
  const { id = '' } = useParams()
  useDocumentTitle(`Identity ${id.slice(0, 8)} · Orchestration Desk`)
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Orchestrations of an identity</h1>
      <p translate="no" className="code mt-1 text-ink-soft">
        {id}
      </p>
      <div className="mt-4">
        <Lookup key={`${environment.name}/${id}`} environment={environment} id={id} />
      </div>
    </>
  )
}

function Lookup({ environment, id }: { environment: Environment; id: string }) {
  const query = useQuery({ ...identityTransfersQuery(environment, id), retryOnMount: false })
  const problem = useLastProblem(query, id)
  if (query.data) return <Through environment={environment} {...query.data} />
  if (problem)
    return (
      <QueryProblem
        level={2}
        query={query}
        problem={problem}
        context={{ environment: environment.name, otherEnvironments: otherEnvironments(environment), id }}
      />
    )
  return (
    <div role="status" aria-label="Reading the identity's transfers">
      <Skeleton className="h-72 rounded-xl" />
    </div>
  )
}

function Through({
  environment,
  transfers,
  more,
}: {
  environment: Environment
  transfers: readonly Transfer[]
  more: boolean
}) {
  const { search, progress, problem, retry, retrying } = useOwners(environment, transfers)
  if (problem)
    return (
      <PartFailed
        what="We couldn't search for the orchestrations."
        problem={problem}
        environment={environment.name}
        onRetry={retry}
        retrying={retrying}
      />
    )
  if (transfers.length > 0 && !search) return <p role="status">{progressText(progress)}</p>
  return (
    <>
      <p className="mb-3 max-w-prose text-sm text-ink-soft">{throughTransfers(search, transfers, more)}</p>
      {search && search.owners.length > 0 && <Found environment={environment.name} owners={search.owners} />}
    </>
  )
}
