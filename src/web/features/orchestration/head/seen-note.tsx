import { useLocation } from 'react-router'
import { readSeen, seenText } from '#domain/share/seen.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { Signs } from '#web/ui/display/sign.tsx'

/** "Changed since this link was shared: Processing → Completed." Anyone can write a link, so only listed values are read. */
export function SeenNote({ orchestration }: { orchestration: Orchestration }) {
  const { search } = useLocation()
  const words = seenText(readSeen(new URLSearchParams(search).get('seen')), orchestration.status)
  return (
    words !== undefined && (
      <p className="mt-1 text-sm font-semibold text-processing wrap-anywhere print:hidden">
        <Signs text={words} />
      </p>
    )
  )
}
