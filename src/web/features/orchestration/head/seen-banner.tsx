import { useLocation } from 'react-router'
import { readSeen, seenText } from '#domain/share/seen.ts'
import { readInstant } from '#domain/text/instant.ts'
import { utcDateTime } from '#domain/text/time-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { Time } from '#web/components/time.tsx'

/** "When shared: PROCESSING. Now: COMPLETED." Anyone can write a link, so only listed words are read, and it is called a claim. */
export function SeenBanner({ orchestration }: { orchestration: Orchestration }) {
  const { search } = useLocation()
  const seen = readSeen(new URLSearchParams(search).get('seen'))
  const words = seenText(seen, orchestration.status)
  if (!seen || !words) return null
  const updated = readInstant(orchestration.updated_at)
  return (
    <p className="mt-4 rounded-lg border border-line bg-card px-4 py-2.5 text-ink-soft wrap-anywhere print:hidden">
      <strong className="font-semibold text-ink">{words}</strong> The link says that the record was last updated{' '}
      <Time at={seen.at}>{utcDateTime(seen.at)}</Time> when it was copied
      {updated && updated.ms < seen.at.ms ? ', which is after the last update that Paxos reports' : ''}. A link can be
      edited; this page is what Paxos says now.
    </p>
  )
}
