import { readInstant } from '#domain/text/instant.ts'
import { ageText } from '#domain/text/time-text.ts'
import { useNow } from '#web/ui/state/use-now.ts'

/** "Updated 3 min ago": how old what is on the screen is. `readAt` is RFC 3339, `clock` in epoch milliseconds. */
export function ReadAge({ readAt, clock }: { readAt: string; clock: () => number }) {
  const now = useNow(clock, 10_000)
  const at = readInstant(readAt)
  return <span className="whitespace-nowrap">{at && `Updated ${ageText(at, now)}`}</span>
}
