import { Suspense, useMemo } from 'react'
import { pageTitle } from '#domain/orchestration/page-title.ts'
import { buildTimeline } from '#domain/orchestration/timeline/timeline.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import type { Environment } from '#web/app-config.ts'
import { orchestrationLook } from '#web/components/badge.tsx'
import { lazyPart } from '#web/ui/on-demand.tsx'
import { Bone } from '#web/ui/skeleton.tsx'
import { useDocumentTitle, useFavicon } from '#web/ui/use-document-title.ts'
import { useEnrichment } from './enrichment/use-enrichment.ts'
import { Actions } from './head/actions.tsx'
import { Head } from './head/head.tsx'
import { SeenNote } from './head/seen-note.tsx'
import { Warnings } from './head/warnings.tsx'
import { LiveLine } from './live/live-line.tsx'
import type { Live } from './live/use-live.ts'
import { useTransitions } from './live/use-transitions.ts'
import { useUnseenChange } from './live/use-unseen-change.ts'
import { Ends } from './records/ends.tsx'
import { Identifiers } from './records/identifiers.tsx'
import { RuleCard } from './records/rule-card.tsx'
import { Timeline } from './timeline/timeline.tsx'

// Below the answer, and not on the way to it.
const More = lazyPart(() => import('./records/more.tsx').then(({ More }) => More))
const RefreshNotice = lazyPart(() => import('./live/refresh-notice.tsx').then(({ RefreshNotice }) => RefreshNotice))

/** The page of a payment that could be read, from the verdict down to the raw answer. */
export function Payment({
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
  const enrichment = useEnrichment(answer, observed)
  const { facts, parts, views } = enrichment
  const steps = useMemo(() => buildTimeline(facts), [facts])
  const readAt = readInstant(answer.readAt)
  const subject = { environment, id, facts, answer, records: parts.records }
  const changed = useUnseenChange(orchestration)
  useDocumentTitle(pageTitle(orchestration, { environment: environment.name, changed }))
  useFavicon(orchestrationLook(orchestration.status).shape)

  return (
    <article>
      {views && <views.EnrichmentReader environment={environment} answer={answer} onRead={enrichment.onRead} />}
      <Head
        environment={environment}
        enrichment={enrichment}
        status={<LiveLine live={live} readAt={readAt} onCheckNow={onCheckNow} onPause={onPause} />}
        actions={<Actions subject={subject} live={live} />}
      />
      <SeenNote orchestration={orchestration} />
      {(refreshProblem || !(live.kind === 'final' || answer.renewing)) && (
        <Suspense>
          <RefreshNotice
            problem={refreshProblem}
            environment={environment}
            readAt={readAt}
            live={live}
            onRetry={onCheckNow}
          />
        </Suspense>
      )}
      <Warnings facts={facts} problems={answer.problems} />
      <Ends facts={facts} environment={environment.name} />
      <div className="mt-6 grid gap-6 md:grid-cols-[minmax(0,1fr)_22.5rem] print:block">
        <div className="grid content-start gap-6">
          <Timeline steps={steps} environment={environment} enrichment={enrichment} />
          <Suspense fallback={<Bone className="h-36 rounded-xl" />}>
            <More environment={environment} id={id} facts={facts} answer={answer} records={parts.records} />
          </Suspense>
        </div>
        <aside aria-label="Identifiers and rule" className="grid content-start gap-6">
          <Identifiers orchestration={orchestration} environment={environment} />
          <RuleCard environment={environment} enrichment={enrichment} />
        </aside>
      </div>
    </article>
  )
}
