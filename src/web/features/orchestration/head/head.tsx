import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Facts } from '#domain/orchestration/facts.ts'
import { failReason } from '#domain/orchestration/failure.ts'
import { checkingTransfers, type NextStep, nextStep, transferMissing } from '#domain/orchestration/next-step.ts'
import { quietFor, thresholdsOf } from '#domain/orchestration/quiet.ts'
import { readVerdict } from '#domain/orchestration/verdict.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { OnHoldBadge, OrchestrationBadge } from '#web/components/badge.tsx'
import { FullTime } from '#web/components/time.tsx'
import { paths } from '#web/paths.ts'
import { cx } from '#web/ui/cx.ts'
import { Icon } from '#web/ui/icon.tsx'
import { toneBox } from '#web/ui/tone.ts'
import { Untrusted } from '#web/ui/untrusted.tsx'
import { useNow } from '#web/ui/use-now.ts'
import type { Enrichment } from '../enrichment/use-enrichment.ts'
import { AmountAndAssets } from './amount.tsx'

/** The answer itself: verdict, badge, amount and assets, Paxos's reason, whose move it is. */
export function Head({
  environment,
  enrichment,
  status,
  actions,
}: {
  environment: Environment
  enrichment: Enrichment
  status: ReactNode
  actions: ReactNode
}) {
  const { facts } = enrichment
  const { orchestration } = facts
  const verdict = readVerdict(facts)
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <div className="min-w-0 flex-[1_1_34rem]">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <OrchestrationBadge status={orchestration.status} large />
            {verdict.isOnHold && <OnHoldBadge large />}
            {status}
          </div>
          <h1 className="mt-2.5 text-2xl font-semibold tracking-tight text-balance wrap-anywhere md:text-3xl">
            {verdict.heading}
          </h1>
          <p className="mt-1.5 text-lg text-ink-soft wrap-anywhere">
            <AmountAndAssets orchestration={orchestration} />
            {' · '}
            {orchestration.orchestration_rule_id ? (
              <>
                by{' '}
                <Link to={paths.rule(environment.name, orchestration.orchestration_rule_id)}>
                  {/* A name that comes late and may be long must not make a new line. */}
                  <span className="inline-block max-w-64 truncate align-bottom underline max-sm:hidden">
                    {facts.rule?.nickname === undefined ? 'a rule' : `rule ${facts.rule.nickname}`}
                  </span>
                  <span className="sm:hidden">a rule</span>
                </Link>
              </>
            ) : (
              'ad hoc'
            )}
          </p>
          <p className="mt-0.5 text-ink-faint">
            Created <FullTime text={orchestration.created_at} clock={serverNow} />
          </p>
        </div>
        {actions}
      </div>
      <Reason facts={facts} />
      <NextStepBox enrichment={enrichment} />
    </>
  )
}

function Reason({ facts: { orchestration } }: { facts: Facts }) {
  const reason = failReason(orchestration)
  if (!reason) return null
  if (reason.quote === undefined) return <p className="mt-4 text-ink-soft">Paxos gave no reason.</p>
  return (
    <figure className="mt-4 border-l-3 border-failed-line pl-3.5">
      <figcaption className="text-xs text-ink-faint">Paxos's reason</figcaption>
      <blockquote>
        “<Untrusted text={reason.quote} />”
      </blockquote>
    </figure>
  )
}

/** A transfer record may name someone: until those are read, nobody can be said not to have been asked. */
function stepOf({ facts, parts: { transfers } }: Enrichment): Pick<NextStep, 'who' | 'why' | 'tone'> | undefined {
  const step = nextStep(facts)
  if (!step || step.basis === 'reported') return step
  const kinds = [transfers.source.kind, transfers.destination.kind]
  if (kinds.includes('loading')) return { who: checkingTransfers, why: [], tone: 'none' }
  return kinds.includes('problem') ? { who: transferMissing, why: step.why, tone: 'none' } : step
}

const thresholds = thresholdsOf(appConfig.quietMinutes)

function NextStepBox({ enrichment }: { enrichment: Enrichment }) {
  const { facts } = enrichment
  const now = useNow(serverNow, 10_000)
  const step = stepOf(enrichment)
  const silence = quietFor(facts, now, thresholds)
  // Half a minute without news is no news.
  const quiet = silence && silence.ms >= 60_000 ? silence : undefined
  if (!step && !quiet) return null
  const calls = step?.tone === 'act' || (quiet !== undefined && quiet.level !== 'fine')
  return (
    <div
      className={cx(
        'mt-5 flex gap-3 rounded-xl border px-4 py-3',
        calls ? toneBox.pending : 'border-line bg-card text-ink-soft shadow-card',
      )}
    >
      <Icon name="arrow" className="mt-0.5 size-4" />
      <div className="min-w-0 wrap-anywhere">
        {step && <p className={cx('font-semibold', !calls && 'text-ink')}>{step.who}</p>}
        {step?.why.map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
        {quiet && <p>{quiet.sentence}</p>}
      </div>
    </div>
  )
}
