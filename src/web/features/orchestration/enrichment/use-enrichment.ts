/** Starts reading what surrounds a payment once the payment itself is on the screen, and never in its way. */
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Facts, Observation } from '#domain/orchestration/facts.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Answer } from '#web/api/client.ts'
import { expectedParts, type Parts, valueIn } from '../records/part.ts'

type Views = typeof import('./enrichment.tsx')['views']

export type Enrichment = {
  /** As far as they are read. */
  readonly facts: Facts
  readonly parts: Parts
  /** Takes what the reader, one of the views, hands up. */
  readonly onRead: (parts: Parts) => void
  /** The components that read and draw what was read; undefined until they are loaded. */
  readonly views: Views | undefined
}

/** Everything known of a payment beside its record. Who uses it renders `views.EnrichmentReader` once it is there. */
export function useEnrichment(answer: Answer<Orchestration>, observed: readonly Observation[]): Enrichment {
  const orchestration = answer.value
  const [parts, onRead] = useState<Parts>(() => expectedParts(orchestration))
  const [views, setViews] = useState<Views>()
  const [attempt, setAttempt] = useState(0)

  // The code itself could not be loaded, most likely because the server is gone: the payment stays on the screen.
  const fail = useEffectEvent(() => {
    const retry = () => setAttempt(attempt + 1)
    onRead(expectedParts(orchestration, { kind: 'problem', problem: { code: 'unreachable' }, retry, retrying: false }))
  })
  useEffect(() => {
    let wanted = true
    const load = () =>
      import('./enrichment.tsx').then(
        loaded => wanted && setViews(loaded.views),
        () => wanted && fail(),
      )
    // A task of its own, so that the answer is drawn before anything else competes with it.
    const timer = setTimeout(load, 0, attempt)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [attempt])

  const { transfers, rule, events } = parts
  const facts = useMemo<Facts>(
    () => ({
      orchestration,
      observed,
      transfers: { source: valueIn(transfers.source), destination: valueIn(transfers.destination) },
      rule: valueIn(rule),
      events: valueIn(events),
    }),
    [orchestration, observed, transfers, rule, events],
  )
  return { facts, parts, onRead, views }
}
