/** Times as the product writes them: UTC first, the reader's own time and the age behind it. */
import type { Instant } from '#domain/instant.ts'
import { readInstant } from '#domain/instant.ts'
import { ageWords, isFuture, localTime, utcDateTime } from '#domain/time-words.ts'
import { useNow } from './use-now.ts'

/** One instant in the words given, with the exact stamp in the markup. */
export const Time = ({ at, children }: { at: Instant; children: string }) => <time dateTime={at.text}>{children}</time>

/** "3 h ago", drawn anew as it passes; a stamp ahead of the server's clock is flagged. `clock` is in epoch milliseconds. */
function Age({ at, clock }: { at: Instant; clock: () => number }) {
  const now = useNow(clock, 10_000)
  return isFuture(at, now) ? (
    <span className="font-semibold text-pending">in the future by this server's clock</span>
  ) : (
    ageWords(at, now)
  )
}

/**
 * "2026-04-20 12:30:01 UTC · 14:30 your time (UTC+2) · 3 h ago". Text that is no time is shown as it came and named so.
 */
export function FullTime({ text, clock }: { text: string | undefined; clock: () => number }) {
  if (text === undefined) return 'Not reported'
  const at = readInstant(text)
  if (!at) return `${text} (not a time)`
  const local = localTime(at)
  return (
    <>
      <Time at={at}>{utcDateTime(at)}</Time>
      {!local.endsWith('(UTC)') && ` · ${local}`} · <Age at={at} clock={clock} />
    </>
  )
}
