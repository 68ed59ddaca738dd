import { useMemo } from 'react'
import { pageTitle } from '#domain/orchestration/page-title.ts'
import { buildTimeline } from '#domain/orchestration/timeline/timeline.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import { readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import type { Environment } from '#web/app-config.ts'
import { orchestrationLook } from '#web/components/badge.tsx'
import { lazyPart } from '#web/ui/lazy-part.tsx'
import { useShortcut } from '#web/ui/shortcuts.ts'
import { Bone } from '#web/ui/skeleton.tsx'
import { useDocumentTitle, useFavicon } from '#web/ui/use-document-title.ts'
import { useEnrichment } from './enrichment/use-enrichment.ts'
import { Actions } from './head/actions.tsx'
import { Head } from './head/head.tsx'
import { SeenBanner } from './head/seen-banner.tsx'
import { Warnings } from './head/warnings.tsx'
import { LiveLine } from './live/live-line.tsx'
import { RefreshNotice } from './live/refresh-notice.tsx'
import type { Live } from './live/use-live.ts'
import { useTellWhenDone } from './live/use-tell-when-done.ts'
import { useTransitions } from './live/use-transitions.ts'
import { useUnseenChange } from './live/use-unseen-change.ts'
import { Ends } from './records/ends.tsx'
import { Identifiers } from './records/identifiers.tsx'
import { RuleCard } from './records/rule-card.tsx'
import { Printed } from './share/print-sheet.tsx'
import { Timeline } from './timeline/timeline.tsx'

/** Below the fold. */
const More = lazyPart(() => import('./records/more.tsx').then(({ More }) => More), <Bone className="h-36 rounded-xl" />)

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
  const enrichment = useEnrichment(environment, answer, observed)
  const { facts, records } = enrichment
  const steps = useMemo(() => buildTimeline(facts), [facts])
  const readAt = readInstant(answer.readAt)
  const subject = { environment, id, facts, answer, records }
  const changed = useUnseenChange(orchestration)
  useDocumentTitle(pageTitle(orchestration, { environment: environment.name, changed }))
  useFavicon(orchestrationLook(orchestration.status).shape)
  useTellWhenDone(subject, live)
  useShortcut('v', toggleRawJson)

  return (
    <article>
      <Head
        environment={environment}
        enrichment={enrichment}
        status={<LiveLine live={live} readAt={readAt} onCheckNow={onCheckNow} onPause={onPause} />}
        actions={<Actions subject={subject} live={live} />}
      />
      <SeenBanner orchestration={orchestration} />
      {(refreshProblem || !(live.kind === 'final' || answer.renewing)) && (
        <RefreshNotice
          problem={refreshProblem}
          environment={environment}
          readAt={readAt}
          live={live}
          onRetry={onCheckNow}
        />
      )}
      <Warnings facts={facts} problems={answer.problems} />
      <Ends facts={facts} environment={environment.name} />
      <div className="mt-6 grid gap-6 md:grid-cols-[minmax(0,1fr)_22.5rem] print:block">
        <div className="grid content-start gap-6">
          <Timeline steps={steps} environment={environment} enrichment={enrichment} />
          <More environment={environment} id={id} enrichment={enrichment} />
        </div>
        <aside aria-label="Identifiers and rule" className="grid content-start gap-6">
          <Identifiers orchestration={orchestration} environment={environment} />
          <RuleCard environment={environment} enrichment={enrichment} />
        </aside>
      </div>
      <Printed subject={subject} />
    </article>
  )
}

/** Opens the raw records and goes there; again, and they are folded. */
function toggleRawJson(): void {
  const details = document.getElementById('raw-json')?.closest('details')
  if (!details) return
  details.open = !details.open
  details.querySelector('summary')?.focus()
}
