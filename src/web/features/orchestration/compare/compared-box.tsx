import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { PartProblem } from '../records/part-problem.tsx'

export const ComparedBox = ({ children }: { children: ReactNode }) => (
  <div className="min-h-28 rounded-xl border border-line bg-card px-4 py-3 shadow-card">{children}</div>
)

/** A list that is on its way, or why it could not be read. `bare` stands inside a box. */
export function Unread({
  what,
  query,
  environment,
  bare,
}: {
  what: string
  query: UseQueryResult<unknown>
  environment: Environment
  bare?: boolean
}) {
  const content = query.error ? (
    <PartProblem
      name={what}
      part={{
        kind: 'problem',
        problem: problemOf(query.error),
        retry: () => void query.refetch(),
        retrying: query.isFetching,
      }}
      environment={environment.name}
      isOnlyOne
    />
  ) : (
    <div role="status" aria-label="Loading">
      <Skeleton className="my-1 h-4 max-w-md" />
    </div>
  )
  return bare ? content : <ComparedBox>{content}</ComparedBox>
}
