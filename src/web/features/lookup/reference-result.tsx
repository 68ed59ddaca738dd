import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from 'react-router'
import { serverNow } from '#web/api/clock.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { referenceQuery } from '#web/api/queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { paths } from '#web/paths.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Problem } from '#web/ui/problem.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { OrchestrationTable } from './orchestration-table.tsx'

/** What a reference id leads to: its one payment at once, a picker when several carry it, or why there is none. */
export function ReferenceResult({ environment, reference }: { environment: Environment; reference: string }) {
  const query = useQuery({ ...referenceQuery(environment, reference), staleTime: 0 })
  const context = {
    environment: environment.name,
    otherEnvironments: otherEnvironments(environment),
    id: reference,
    referenceOnly: true,
  } as const
  const retry = (
    <Button look="primary" onClick={() => query.refetch()} disabled={query.isFetching}>
      Try again
    </Button>
  )
  if (query.error) {
    return (
      <Problem level={2} problem={problemOf(query.error)} context={context}>
        {retry}
      </Problem>
    )
  }
  if (!query.data) {
    return (
      <div role="status">
        <p className="text-ink-soft">Looking for the reference…</p>
        <Bone className="mt-4 h-24" />
      </div>
    )
  }
  const found = query.data.value.items.map(({ value }) => value)
  const only = found.length === 1 ? found[0]?.id : undefined
  if (only)
    return (
      <Navigate
        to={paths.orchestration(environment.name, only)}
        replace
        state={{ said: [`Found by reference ID ${reference}`], pasted: reference }}
      />
    )
  if (found.length === 0) {
    return (
      <Problem level={2} problem={{ code: 'not_found' }} context={context}>
        {retry}
      </Problem>
    )
  }
  return (
    <Card
      title={`${found.length}${query.data.value.next ? ' or more' : ''} payments carry this reference`}
      aside="newest first"
    >
      <OrchestrationTable
        caption={`Payments with the reference ${reference}`}
        orchestrations={found}
        clock={serverNow}
        link={id => (
          <Link to={paths.orchestration(environment.name, id)} className="code">
            {id}
          </Link>
        )}
      />
    </Card>
  )
}
