import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Facts } from '#domain/orchestration/facts.ts'
import type { Move } from '#domain/orchestration/inferred-move.ts'
import { nextStep } from '#domain/orchestration/next-step.ts'
import { quietFor, thresholdsOf } from '#domain/orchestration/quiet.ts'
import { readVerdict } from '#domain/orchestration/verdict.ts'
import { serverNow } from '#web/api/clock.ts'
import { appConfig, type Environment } from '#web/app-config.ts'
import { OrchestrationBadge } from '#web/components/badge.tsx'
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
            {status}
          </div>
          <h1 className="mt-2.5 text-2xl font-semibold tracking-tight text-balance wrap-anywhere md:text-3xl">
            {verdict.sentence}
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
      <WhoseMove enrichment={enrichment} notes={verdict.detail} />
    </>
  )
}

function Reason({ facts: { orchestration } }: { facts: Facts }) {
  const failed = orchestration.status.known === 'FAILED' || orchestration.status.known === 'REJECTED'
  const detail = orchestration.fail_reason?.detail
  if (detail === undefined) return failed ? <p className="mt-4 text-ink-soft">Paxos gave no reason.</p> : null
  return (
    <figure className="mt-4 border-l-3 border-failed-line pl-3.5">
      <figcaption className="text-xs text-ink-faint">Paxos's reason</figcaption>
      <blockquote>
        “<Untrusted text={detail} />”
      </blockquote>
    </figure>
  )
}

/**
 * Whose move it is may be named by a transfer record that is still on its way: after a failure the lines for it are
 * there from the start, so that nothing below moves when it comes.
 */
function moveOf({ facts, parts: { transfers } }: Enrichment): Pick<Move, 'who' | 'why' | 'tone'> | undefined {
  const move = nextStep(facts)
  if (move || facts.orchestration.status.known !== 'FAILED') return move
  const kinds = [transfers.source.kind, transfers.destination.kind]
  if (kinds.includes('loading'))
    return { who: 'looking at the transfer records…', why: 'They may name someone.', tone: 'none' }
  if (kinds.includes('problem'))
    return { who: 'not known', why: 'A transfer record that could not be read may name someone.', tone: 'none' }
  return kinds.includes('read')
    ? { who: 'nobody named', why: 'No transfer record asks anything of anyone.', tone: 'none' }
    : undefined
}

const thresholds = thresholdsOf(appConfig.quietMinutes)

function WhoseMove({ enrichment, notes }: { enrichment: Enrichment; notes: readonly string[] }) {
  const { facts } = enrichment
  const now = useNow(serverNow, 10_000)
  const move = moveOf(enrichment)
  const silence = quietFor(facts, now, thresholds)
  // Half a minute without news is no news.
  const quiet = silence && silence.ms >= 60_000 ? silence : undefined
  if (!move && notes.length === 0 && !quiet) return null
  const failed = facts.orchestration.status.known === 'FAILED'
  const calls = failed || move?.tone === 'act' || (quiet !== undefined && quiet.level !== 'fine')
  return (
    <div
      className={cx(
        'mt-5 flex gap-3 rounded-xl border px-4 py-3',
        calls ? toneBox.pending : 'border-line bg-card text-ink-soft shadow-card',
      )}
    >
      <Icon name="arrow" className="mt-0.5 size-4" />
      <div className="min-w-0 wrap-anywhere">
        {move && <p className={cx('font-semibold', !calls && 'text-ink')}>Whose move: {move.who}</p>}
        {move?.why && <p>{move.why}</p>}
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
        {quiet && <p>{quiet.sentence}</p>}
      </div>
    </div>
  )
}
