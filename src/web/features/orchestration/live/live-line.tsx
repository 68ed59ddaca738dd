import { useState } from 'react'
import type { Instant } from '#domain/text/instant.ts'
import { ageText, utcTime } from '#domain/text/time-text.ts'
import { serverNow } from '#web/api/clock.ts'
import { Time } from '#web/components/time.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Live } from './use-live.ts'

/** "Live · checked 4 s ago", with pause and check-now. The count is not announced: only changes are. */
export function LiveLine({
  live,
  readAt,
  onCheckNow,
  onPause,
}: {
  live: Live
  readAt: Instant | undefined
  onCheckNow: () => void
  onPause: () => void
}) {
  const [pauseHasFocus, setPauseHasFocus] = useState(false)
  const now = useNow(serverNow, 1000)
  const words = {
    live: 'Live',
    paused: 'Paused',
    closing: 'Final: one more check to come',
    final: 'Final: not refreshing',
    offline: 'Offline',
    stopped: 'Not refreshing',
    retrying: 'Waiting to retry',
  }[live.kind]
  const pausable = live.kind === 'live' || live.kind === 'paused'
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm max-sm:flex-nowrap text-ink-faint">
      <span
        aria-hidden="true"
        className={cx(
          'size-2 shrink-0 rounded-full print:hidden',
          live.kind === 'live' ? 'bg-completed-line' : 'border border-neutral-line',
        )}
      />
      <span>
        {words} · {live.watching && 'will tell you when it’s done · '}
        {readAt && (
          <span className="whitespace-nowrap">
            checked {live.kind === 'final' ? <Time at={readAt}>{utcTime(readAt)}</Time> : ageText(readAt, now)}
          </span>
        )}
      </span>
      <span className="flex shrink-0 gap-1 print:hidden">
        <Button look="quiet" size="small" onClick={onCheckNow} aria-keyshortcuts="r">
          Check now
        </Button>
        {/* A button that one stands on stays, since taking it away would move the focus. */}
        {(pausable || pauseHasFocus) && (
          <Button
            look="quiet"
            size="small"
            onClick={pausable ? onPause : undefined}
            aria-disabled={!pausable}
            aria-keyshortcuts="p"
            onFocus={() => setPauseHasFocus(true)}
            onBlur={() => setPauseHasFocus(false)}
          >
            {live.kind === 'paused' ? 'Resume' : 'Pause'}
          </Button>
        )}
      </span>
    </div>
  )
}
