import { useEffect, useRef, useState } from 'react'
import type { Observation } from '#domain/orchestration/facts.ts'
import { legStatusLabel, orchestrationStatusLabel } from '#domain/orchestration/status.ts'
import { readInstant } from '#domain/text/instant.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { announce } from '#web/ui/page/announcer.tsx'

/**
 * What this tab saw change between two of its own reads: announced once, and kept for the timeline, where it bounds a
 * time that Paxos did not report.
 */
export function useTransitions(answer: Answer<Orchestration>): readonly Observation[] {
  const previous = useRef(answer)
  const [seen, setSeen] = useState<readonly Observation[]>([])
  useEffect(() => {
    const before = previous.current
    previous.current = answer
    if (before === answer) return
    const after = readInstant(before.readAt)
    const until = readInstant(answer.readAt)
    const changes = changesBetween(before.value, answer.value)
    // One announcement, since a second one would cut off the first.
    if (changes.length > 0) announce(changes.map(({ says }) => says).join('. '))
    if (!after || !until || changes.length === 0) return
    setSeen(earlier => [...earlier, ...changes.map(({ of, to }) => ({ of, to, after, before: until }))])
  }, [answer])
  return seen
}

type Change = Pick<Observation, 'of' | 'to'> & { readonly says: string }

function changesBetween(was: Orchestration, is: Orchestration): Change[] {
  const changes: Change[] = []
  if (is.status.raw !== undefined && was.status.raw !== is.status.raw) {
    const [from, to] = [orchestrationStatusLabel(was.status), orchestrationStatusLabel(is.status)]
    changes.push({ of: 'orchestration', to: is.status.raw, says: `Status changed from ${from} to ${to}` })
  }
  for (const of of ['source', 'destination'] as const) {
    const [before, after] = [was[`${of}_transfer`]?.status, is[`${of}_transfer`]?.status]
    if (after?.raw === undefined || before?.raw === after.raw) continue
    const from = before ? legStatusLabel(before) : 'Not reported'
    const title = of === 'source' ? 'Source' : 'Destination'
    changes.push({ of, to: after.raw, says: `${title} transfer changed from ${from} to ${legStatusLabel(after)}` })
  }
  return changes
}
