import { useLocation } from 'react-router'
import { readSeen, seenText } from '#domain/share/seen.ts'
import type { Orchestration } from '#paxos/orchestration.ts'

/** What changed since a link was shared. Anyone can write one, so only listed statuses are read. */
export function SeenBanner({ orchestration }: { orchestration: Orchestration }) {
  const { search } = useLocation()
  const text = seenText(readSeen(new URLSearchParams(search).get('seen')), orchestration.status)
  return text && <p className="mt-2 text-sm text-ink-soft wrap-anywhere print:hidden">{text}</p>
}
