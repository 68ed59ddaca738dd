import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useLocation, useParams } from 'react-router'
import { isOrchestrationId, isPlainId } from '#domain/config/orchestration-id.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import { orchestrationQuery } from '#web/api/queries.ts'
import { type Environment, otherEnvironments } from '#web/app-config.ts'
import { readArrival } from '#web/components/lookup/arrival.ts'
import { Problem } from '#web/components/problem/problem.tsx'
import { useEnvironment } from '#web/components/use-environment.ts'
import { paths } from '#web/paths.ts'
import { lazyPart } from '#web/ui/loading/lazy-part.tsx'
import { useShortcut } from '#web/ui/page/shortcuts.ts'
import { useDocumentTitle } from '#web/ui/page/use-document-title.ts'
import { useDrawnAt } from '#web/ui/state/drawn-at.ts'
import { DetailSkeleton } from './detail-skeleton.tsx'
import { useLive } from './live/use-live.ts'
import { loadRest, OrchestrationView } from './orchestration.tsx'

export { loadParts } from './orchestration.tsx'

/** What else an id may be, which few visits ask. */
const NoSuchId = lazyPart(
  () => import('#web/components/identify/identify.tsx').then(({ NoSuchId }) => NoSuchId),
  <DetailSkeleton />,
)

/** Only of an orchestration that was opened from a batch; its place is kept while its code loads. */
const BatchSteps = lazyPart(
  () => loadRest().then(({ BatchSteps }) => BatchSteps),
  <div className="mb-4 h-9 print:hidden" />,
)

/** One orchestration by the id in the address. */
export function OrchestrationPage() {
  const environment = useEnvironment()
  const { id = '' } = useParams()
  const { search, state } = useLocation()
  // The server doesn't know the history of the tab.
  const isDrawn = useDrawnAt() !== undefined
  const { batch } = readArrival(isDrawn ? undefined : state)
  // The lookup page tells an incomplete id from a reference, which may be any text.
  if (!isOrchestrationId(id)) return <Navigate to={paths.lookup(environment.name, id)} replace />
  // One address for one orchestration.
  if (!isPlainId(id)) {
    return <Navigate to={paths.orchestration(environment.name, id.toLowerCase()) + search} replace />
  }
  return (
    <>
      {batch !== undefined && <BatchSteps batch={batch} environment={environment.name} />}
      <Lookup key={`${environment.name}/${id}`} environment={environment} id={id} />
    </>
  )
}

function Lookup({ environment, id }: { environment: Environment; id: string }) {
  const query = useQuery({ ...orchestrationQuery(environment, id), retryOnMount: false })
  const [paused, setPaused] = useState(false)
  // While it is tried again the query has no error; what is on the screen, with the focus in it, stays till the answer.
  const [lastError, setLastError] = useState<unknown>(null)
  if (query.error && query.error !== lastError) setLastError(query.error)
  const live = useLive(query, paused)
  const client = useQueryClient()
  // Joins a read that is under way. A failure is the query's to show.
  const checkNow = () =>
    void client.fetchQuery({ ...orchestrationQuery(environment, id, true), staleTime: 0 }).catch(() => undefined)
  useShortcut('r', checkNow)
  useShortcut('p', () => setPaused(!paused))

  // Data first, so that a failed refresh never blanks what is on the screen.
  if (query.data) {
    return (
      <OrchestrationView
        environment={environment}
        id={id}
        answer={query.data}
        refreshProblem={query.error ? problemOf(query.error) : query.data.stale}
        live={live}
        onCheckNow={checkNow}
        onPause={() => setPaused(!paused)}
      />
    )
  }
  if (!lastError) return <Waiting id={id} />
  const problem = problemOf(lastError)
  if (problem.code === 'not_found')
    return <NoSuchId environment={environment} id={id} onRetry={checkNow} problem={problem} />
  return (
    <Problem
      key={problem.code}
      problem={problem}
      context={problemContext(environment, id)}
      retryAt={live.kind === 'retrying' ? live.at : undefined}
      onRetry={checkNow}
      retrying={query.isFetching}
    />
  )
}

function Waiting({ id }: { id: string }) {
  useDocumentTitle(`${id.slice(0, 8)} · Orchestration Desk`)
  return <DetailSkeleton />
}

const problemContext = (environment: Environment, id: string) => ({
  environment: environment.name,
  otherEnvironments: otherEnvironments(environment),
  id,
})
