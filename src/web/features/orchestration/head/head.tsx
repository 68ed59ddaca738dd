import type { ReactNode } from 'react'
import { readVerdict } from '#domain/orchestration/verdict.ts'
import type { Environment } from '#web/app-config.ts'
import { OnHoldBadge, OrchestrationBadge } from '#web/components/badge.tsx'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { MoneyHeading } from './money-heading.tsx'
import { Origin } from './origin.tsx'
import { SeenNote } from './seen-note.tsx'

/** The answer in four lines: status, verdict, money, and where it came from. */
export function Head({
  environment,
  enrichment,
  live,
  actions,
}: {
  environment: Environment
  enrichment: Enrichment
  live: ReactNode
  actions: ReactNode
}) {
  const { facts } = enrichment
  const { heading, isOnHold } = readVerdict(facts)
  return (
    <div className="grid gap-x-6 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2.5 gap-y-1">
          <OrchestrationBadge status={facts.orchestration.status} />
          {isOnHold && <OnHoldBadge />}
          {live}
        </div>
        <h1 className="mt-1 text-2xl leading-[1.875rem] font-semibold tracking-[-0.015em] text-balance wrap-anywhere">
          {heading}
        </h1>
        <MoneyHeading enrichment={enrichment} />
        <Origin environment={environment} enrichment={enrichment} />
        <SeenNote orchestration={facts.orchestration} />
      </div>
      {/* Their code comes after the answer; their place is here from the start. */}
      <div className="min-h-10 max-md:mt-2 md:w-99 print:hidden">{actions}</div>
    </div>
  )
}
