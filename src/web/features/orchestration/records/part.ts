/** One part of the page that is read after the payment itself, and may fail alone. */

import type { LegName } from '#domain/orchestration/facts.ts'
import type { EventsFound } from '#domain/orchestration/timeline/event-search.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { ReadProblem } from '#paxos/read.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { RecordAnswer } from './record-answer.ts'

export type Part<T> =
  /** Nothing to read: no transfer yet, no rule. */
  | { readonly kind: 'none' | 'loading' }
  | {
      readonly kind: 'read'
      readonly value: T
      /** RFC 3339, by the server's clock; undefined for what is put together from several answers. */
      readonly readAt: string | undefined
      /** Fields that could not be read. */
      readonly problems: readonly ReadProblem[]
      /** Why the last attempt to read it again failed; what is shown is older. */
      readonly refreshProblem: LookupProblem | undefined
    }
  | {
      readonly kind: 'problem'
      readonly problem: LookupProblem
      readonly retry: () => void
      readonly retrying: boolean
    }

/** Everything that is read after the payment, part by part. */
export type Parts = {
  readonly transfers: Readonly<Record<LegName, Part<Transfer>>>
  /** Read and undefined: Paxos lists no such rule. */
  readonly rule: Part<Rule | undefined>
  readonly events: Part<EventsFound>
  readonly records: readonly RecordAnswer[]
}

/** What is to be read of a payment, each part with the state given: loading, so that its place can be kept, or why not. */
export function expectedParts(orchestration: Orchestration, state: Part<never> = { kind: 'loading' }): Parts {
  const when = (id: string | undefined): Part<never> => (id === undefined ? { kind: 'none' } : state)
  return {
    transfers: {
      source: when(orchestration.source_transfer?.transfer_id),
      destination: when(orchestration.destination_transfer?.transfer_id),
    },
    rule: when(orchestration.orchestration_rule_id),
    events: state,
    records: [],
  }
}

/** The value of a part that was read. */
export const valueIn = <T>(part: Part<T>): T | undefined => (part.kind === 'read' ? part.value : undefined)

/** True when only one part of the page is missing: both transfers are one. */
export function isOnlyOneMissing({ transfers, rule, events }: Parts): boolean {
  const isMissing = (...parts: readonly Part<unknown>[]) => parts.some(({ kind }) => kind === 'problem')
  return (
    [isMissing(transfers.source, transfers.destination), isMissing(rule), isMissing(events)].filter(Boolean).length ===
    1
  )
}
