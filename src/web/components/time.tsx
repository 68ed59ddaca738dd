/** Times as the product writes them: UTC first or the reader's own zone, the other one and the age behind it. */

import type { Instant } from '#domain/text/instant.ts'
import { readInstant } from '#domain/text/instant.ts'
import {
  ageText,
  clockIn,
  dayIn,
  inOwnZone,
  isFuture,
  localTime,
  ownZone,
  utcDateTime,
  utcZone,
} from '#domain/text/time-text.ts'
import { Dot } from '#web/ui/display/sign.tsx'
import { useDrawnAt } from '#web/ui/state/drawn-at.ts'
import { useNow } from '#web/ui/state/use-now.ts'
import { useLocalFirst } from './time-order.ts'

/** One instant in the words given, which are UTC, or the same in the reader's own zone; the exact stamp is in the markup. */
export function Time({ at, className, children }: { at: Instant; className?: string; children: string }) {
  return (
    <time dateTime={at.text} className={className}>
      {useLocalFirst() ? inOwnZone(at, children) : children}
    </time>
  )
}

/** The zone that does not come first: "14:30 your time (UTC+2)", or "2026-04-20 12:30:01 UTC". */
export const OtherZone = ({ at }: { at: Instant }) => (useLocalFirst() ? utcDateTime(at) : localTime(at))

/** "3 h ago", drawn anew as it passes; a stamp ahead of the server's clock is flagged. `clock` is in epoch milliseconds. */
function Age({ at, clock }: { at: Instant; clock: () => number }) {
  const now = useNow(clock, 10_000)
  return isFuture(at, now) ? (
    <span className="font-semibold text-pending">timestamp is in the future</span>
  ) : (
    <span className="whitespace-nowrap">{ageText(at, now)}</span>
  )
}

/**
 * "2026-04-20 12:30:01 UTC · 14:30 your time (UTC+2) · 3 h ago". Text that isn't a time is shown unchanged, and the page says so.
 */
export function FullTime({ text, clock }: { text: string | undefined; clock: () => number }) {
  if (text === undefined) return 'Not reported'
  const at = readInstant(text)
  if (!at) return `${text} (not a time)`
  return (
    <>
      <Time at={at}>{utcDateTime(at)}</Time>
      {!localTime(at).endsWith('(UTC)') && (
        <>
          <Dot />
          <OtherZone at={at} />
        </>
      )}
      <Dot />
      <Age at={at} clock={clock} />
    </>
  )
}

/** To the minute, for reading: "20 Apr 2026, 12:30 UTC (14:30 your time), 3 h ago". The exact stamp is in the markup. */
export function ShortTime({ at, clock }: { at: Instant; clock: () => number }) {
  const local = useLocalFirst()
  const [utc, own] = [`${minuteIn(at, utcZone)} UTC`, ownMinute(at)]
  const zone = local ? ownZone : utcZone
  return (
    <>
      <time dateTime={at.text} title={utcDateTime(at)}>
        {dayIn(at, zone)}, {local ? own : utc}
      </time>
      {local ? ownZone(at) !== 0 && ` (${utc})` : <OwnTime at={at} />}, <Age at={at} clock={clock} />
    </>
  )
}

const minuteIn = (at: Instant, zone: typeof utcZone) => clockIn(at, zone).slice(0, 5)
const ownMinute = (at: Instant) => `${minuteIn(at, ownZone)} your time`

/**
 * " (14:30 your time)"; nothing where that is UTC. The server doesn't know the reader's zone: a script at the end of a page
 * that it drew fills this in before the first frame, so that nothing moves.
 */
function OwnTime({ at }: { at: Instant }) {
  const isKnown = useDrawnAt() === undefined
  return (
    <span data-own-time={at.ms} suppressHydrationWarning>
      {isKnown && ownZone(at) !== 0 ? ` (${ownMinute(at)})` : ''}
    </span>
  )
}
