import { type ReactNode, useState } from 'react'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import type { Instant } from '#domain/text/instant.ts'
import { ageText, clockIn, utcZone } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import type { Environment } from '#web/app-config.ts'
import { useZone } from '#web/components/time-order.ts'
import { TextButton } from '#web/ui/controls/button.tsx'
import { cx } from '#web/ui/display/cx.ts'
import { Dot } from '#web/ui/display/sign.tsx'
import { useNow } from '#web/ui/state/use-now.ts'
import { RefreshProblem } from './refresh-problem.tsx'
import type { Live } from './use-live.ts'

/** Past this age the data of an open orchestration is called old, whatever the reason. */
const staleAfterMs = 6 * 60_000

type LiveTextProps = {
  live: Live
  readAt: Instant | undefined
  /** Why the last refresh failed, or brought older data. */
  problem: LookupProblem | undefined
  environment: Environment
  onCheckNow: () => void
  onPause: () => void
}

/**
 * One line beside the badge: "Live · checked 4 s ago", "Final · checked 14:02 UTC", "Updated 6 min ago", or why there is
 * nothing newer. The age is not announced: only changes are.
 */
export function LiveText({ live, readAt, problem, environment, onCheckNow, onPause }: LiveTextProps) {
  const now = useNow(serverNow, 1000)
  const isFinal = live.kind === 'final' || live.kind === 'closing'
  const current: LookupProblem | undefined = live.kind === 'offline' && !isFinal ? { code: 'offline' } : problem
  if (current)
    return (
      <RefreshProblem problem={current} live={live} readAt={readAt} environment={environment} onRetry={onCheckNow} />
    )
  const isStale = readAt !== undefined && !isFinal && now - readAt.ms > staleAfterMs
  return (
    <Line dot={live.kind === 'live' ? 'on' : isFinal ? 'none' : 'off'}>
      <span>
        {isStale ? (
          <span>{`Updated ${ageText(readAt, now)}`}</span>
        ) : (
          <>
            <span>{labels[live.kind]}</span>
            {readAt &&
              (isFinal ? (
                <CheckedAt at={readAt} />
              ) : (
                <>
                  <Dot />
                  <span>{`checked ${ageText(readAt, now)}`}</span>
                </>
              ))}
          </>
        )}
        {live.watching && (
          <span>
            <Dot />
            we’ll notify you
          </span>
        )}
      </span>
      <TextButton onClick={onCheckNow} aria-keyshortcuts="r">
        {isStale ? 'Refresh' : 'Check now'}
      </TextButton>
      <Pause live={live} onPause={onPause} />
    </Line>
  )
}

const labels: Readonly<Record<Live['kind'], string>> = {
  live: 'Live',
  paused: 'Paused',
  closing: 'Final',
  final: 'Final',
  offline: 'Offline',
  stopped: 'Updates stopped',
  retrying: 'Retrying soon',
}

const Line = ({ dot, children }: { dot: 'on' | 'off' | 'none'; children: ReactNode }) => (
  <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-faint">
    {dot !== 'none' && (
      <span
        aria-hidden="true"
        className={cx(
          'size-2 shrink-0 rounded-full print:hidden',
          dot === 'on' ? 'bg-completed-line' : 'border border-neutral-line',
        )}
      />
    )}
    {children}
  </div>
)

function CheckedAt({ at }: { at: Instant }) {
  const zone = useZone()
  return (
    <>
      <Dot />
      <span>checked </span>
      <time dateTime={at.text}>{`${clockIn(at, zone).slice(0, 5)} ${zone === utcZone ? 'UTC' : 'your time'}`}</time>
    </>
  )
}

function Pause({ live, onPause }: { live: Live; onPause: () => void }) {
  const [hasFocus, setHasFocus] = useState(false)
  const isPausable = live.kind === 'live' || live.kind === 'paused'
  // A button that has the focus stays: taking it away would move the focus.
  if (!isPausable && !hasFocus) return null
  return (
    <TextButton
      onClick={isPausable ? onPause : undefined}
      aria-disabled={!isPausable}
      aria-keyshortcuts="p"
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
    >
      {live.kind === 'paused' ? 'Resume' : 'Pause'}
    </TextButton>
  )
}
