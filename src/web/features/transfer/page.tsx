import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from 'react-router'
import { ownersSentence, roleText } from '#domain/identify/identify-text.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { transferQuery } from '#web/api/record-queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { OtherEnvironments } from '#web/components/identify/other-environments.tsx'
import { OpenLink, OwnersView } from '#web/components/identify/owners-view.tsx'
import { onlyOwner, useOwners } from '#web/components/identify/use-owners.ts'
import { QueryProblem, useLastProblem } from '#web/components/problem/query-problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { paths } from '#web/paths.ts'
import { Card } from '#web/ui/display/card.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { TransferRecord } from './transfer-record.tsx'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const apiId = /^[A-Za-z0-9_-]{1,64}$/

/**
 * A transfer by the id in the address. It leads on to its one orchestration, in place of this page, so that Back leads to
 * where one came from; where there is none or more than one, the page stays and says so.
 */
export function TransferPage() {
  const environment = useEnvironment()
  const { id = '' } = useParams()
  if (uuid.test(id) && id !== id.toLowerCase())
    return <Navigate to={paths.transfer(environment.name, id.toLowerCase())} replace />
  // The lookup page says what a text is that is not an id.
  if (!apiId.test(id)) return <Navigate to={paths.lookup(environment.name, id)} replace />
  return <Lookup key={`${environment.name}/${id}`} environment={environment} id={id} />
}

function Lookup({ environment, id }: { environment: Environment; id: string }) {
  const query = useQuery({ ...transferQuery(environment, id), retryOnMount: false })
  useDocumentTitle(`Transfer ${id.slice(0, 8)} · Orchestration Desk`)
  const problem = useLastProblem(query, id)
  if (query.data) return <Found environment={environment} id={id} transfer={query.data.value} />
  if (!problem)
    return (
      <div role="status">
        <p className="text-ink-soft">Reading the transfer record…</p>
        <Skeleton className="mt-4 h-9 max-w-md" />
        <Skeleton className="mt-6 h-64 rounded-xl" />
      </div>
    )
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id,
    looking: 'transfer',
  } as const
  return (
    <QueryProblem query={query} problem={problem} context={context}>
      {problem.code === 'not_found' && (
        <OpenLink to={paths.orchestration(environment.name, id)}>Look up as another kind of ID</OpenLink>
      )}
      {problem.code === 'not_found' && (
        <OtherEnvironments environment={environment} what="ID" pathIn={name => paths.transfer(name, id)} />
      )}
    </QueryProblem>
  )
}

function Found({ environment, id, transfer }: { environment: Environment; id: string; transfer: Transfer }) {
  const owners = useOwners(environment, [transfer])
  const found = owners.search?.owners ?? []
  const only = onlyOwner(owners)
  if (only !== undefined) {
    const state = { said: [`Opened from transfer ${id}, its ${roleText(found)}`], pasted: id }
    return <Navigate to={paths.orchestration(environment.name, only)} replace state={state} />
  }
  return (
    <>
      <h1 className="text-3xl font-semibold tracking-tight">Transfer</h1>
      <p translate="no" className="code mt-1 text-ink-soft">
        {id}
      </p>
      <Card title="Its orchestration" className="mt-5">
        <div className="flex flex-wrap gap-2 px-5 py-4">
          {found.length > 0 && <p className="w-full">{ownersSentence(found)}</p>}
          <OwnersView owners={owners} environment={environment.name} />
        </div>
      </Card>
      <TransferRecord transfer={transfer} environment={environment.name} />
    </>
  )
}
