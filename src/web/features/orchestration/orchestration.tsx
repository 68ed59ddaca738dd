import { useMemo } from 'react'
import { pageTitle } from '#domain/orchestration/page-title.ts'
import { buildTimeline } from '#domain/orchestration/timeline/timeline.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import type { Environment } from '#web/app-config.ts'
import { orchestrationLook } from '#web/components/badge.tsx'
import { Skeleton } from '#web/ui/display/skeleton.tsx'
import { lazyPart } from '#web/ui/loading/lazy-part.tsx'
import { PartBoundary } from '#web/ui/loading/part-boundary.tsx'
import { useDocumentTitle, useFavicon } from '#web/ui/page/use-document-title.ts'
import { useEnrichment } from './enrichment/use-enrichment.ts'
import { ActionsMissing } from './head/actions-missing.tsx'
import { Head } from './head/head.tsx'
import { LiveText } from './live/live-text.tsx'
import type { Live } from './live/use-live.ts'
import { useTransitions } from './live/use-transitions.ts'
import { useUnseenChange } from './live/use-unseen-change.ts'
import { Details } from './records/details.tsx'
import { SectionsProvider } from './records/use-section.tsx'
import { Strip } from './strip/strip.tsx'
import { Timeline } from './timeline/timeline.tsx'

/** What comes after the answer. */
export const loadRest = () => import('./rest.tsx')
const Actions = lazyPart(() => loadRest().then(({ Actions }) => Actions), null, ActionsMissing)
const Sections = lazyPart(() => loadRest().then(({ Sections }) => Sections), <Skeleton className="h-64 rounded-xl" />)

/** Loads the parts of the page that come after the answer. */
export const loadParts = () => Promise.all([Actions.load(), Sections.load()])

/** The page of an orchestration that could be read. */
export function OrchestrationView({
  environment,
  id,
  answer,
  refreshProblem,
  live,
  onCheckNow,
  onPause,
}: {
  environment: Environment
  id: string
  answer: Answer<Orchestration>
  refreshProblem: LookupProblem | undefined
  live: Live
  onCheckNow: () => void
  onPause: () => void
}) {
  const observed = useTransitions(answer)
  const orchestration = answer.value
  const enrichment = useEnrichment(environment, answer, observed)
  const { facts, records } = enrichment
  const steps = useMemo(() => buildTimeline(facts), [facts])
  const subject = { environment, id, facts, answer, records }
  const changed = useUnseenChange(orchestration)
  useDocumentTitle(pageTitle(orchestration, { environment: environment.name, changed }))
  useFavicon(orchestrationLook(orchestration.status).shape)

  return (
    <SectionsProvider>
      <article>
        <PartBoundary>
          <Head
            environment={environment}
            enrichment={enrichment}
            live={
              <LiveText
                live={live}
                readAt={readInstant(answer.readAt)}
                problem={refreshProblem}
                environment={environment}
                onCheckNow={onCheckNow}
                onPause={onPause}
              />
            }
            actions={
              <PartBoundary>
                <Actions subject={subject} live={live} />
              </PartBoundary>
            }
          />
        </PartBoundary>
        <PartBoundary>
          <Strip environment={environment} enrichment={enrichment} />
        </PartBoundary>
        <div className="detail-grid">
          <PartBoundary className="[grid-area:timeline]">
            <Timeline steps={steps} environment={environment} enrichment={enrichment} problems={answer.problems} />
          </PartBoundary>
          <PartBoundary className="[grid-area:details]">
            <Details environment={environment} enrichment={enrichment} />
          </PartBoundary>
          <PartBoundary className="[grid-area:sections]">
            <Sections subject={subject} enrichment={enrichment} problems={answer.problems} />
          </PartBoundary>
        </div>
      </article>
    </SectionsProvider>
  )
}
