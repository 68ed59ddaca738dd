import { useQuery } from '@tanstack/react-query'
import type { OwnerProgress, OwnerSearch } from '#domain/identify/owner-search.ts'
import type { LookupProblem } from '#domain/problems/lookup-problem.ts'
import type { Transfer } from '#paxos/transfer.ts'
import { ownersProgressQuery, ownersQuery } from '#web/api/identify-queries.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'

export type Owners = {
  readonly transfers: readonly Transfer[]
  readonly search: OwnerSearch | undefined
  readonly progress: OwnerProgress | undefined
  readonly problem: LookupProblem | undefined
  readonly retry: () => void
  readonly retrying: boolean
}

/** Searches the orchestrations of transfers, as soon as there are any to search for. Leaving the page ends the search. */
export function useOwners(environment: Environment, transfers: readonly Transfer[]): Owners {
  const query = useQuery({ ...ownersQuery(environment, transfers), enabled: transfers.length > 0 })
  const progress = useQuery(ownersProgressQuery(environment, transfers))
  return {
    transfers,
    search: query.data,
    progress: progress.data,
    problem: query.error ? problemOf(query.error) : undefined,
    retry: () => void query.refetch({ cancelRefetch: false }),
    retrying: query.isFetching,
  }
}

/** The one orchestration that all of the transfers belong to; undefined while it is not known, or there are several or none. */
export function onlyOwner({ search }: Owners): string | undefined {
  if (search?.ended !== 'found') return undefined
  const ids = new Set(search.owners.map(({ orchestration }) => orchestration.id))
  return ids.size === 1 ? [...ids][0] : undefined
}
