/** One part of the page that is read after the orchestration itself and may fail alone. */
import type { LegName } from '#domain/orchestration/facts.ts'
import type { EventsFound } from '#domain/orchestration/timeline/event-search.ts'
import type { LookupProblem } from '#domain/problems/problem-text.ts'
import type { ReadProblem } from '#paxos/read.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Answer } from '#web/api/client.ts'

export type Part<T> =
  /** Nothing to read: no transfer yet, no rule. */
  | { readonly kind: 'none' | 'loading' }
  | {
      readonly kind: 'read'
      readonly value: T
      /** RFC 3339, by the server's clock; undefined for what several answers were combined into. */
      readonly readAt: string | undefined
      /** Fields that could not be read. */
      readonly problems: readonly ReadProblem[]
      /** Why the last refresh failed; the value shown is older. */
      readonly refreshProblem: LookupProblem | undefined
    }
  | {
      readonly kind: 'problem'
      readonly problem: LookupProblem
      readonly retry: () => void
      readonly retrying: boolean
    }

/** Everything that is read after the orchestration, part by part. */
export type Parts = {
  readonly transfers: Readonly<Record<LegName, Part<Transfer>>>
  /** Read and undefined: Paxos lists no such rule. */
  readonly rule: Part<Rule | undefined>
  readonly events: Part<EventsFound>
}

/** The value of a part that was read. */
export const valueIn = <T>(part: Part<T>): T | undefined => (part.kind === 'read' ? part.value : undefined)

/** True when only one part of the page is missing: both transfers count as one. */
export function isOnlyOneMissing({ transfers, rule, events }: Parts): boolean {
  const isMissing = (...parts: readonly Part<unknown>[]) => parts.some(({ kind }) => kind === 'problem')
  return (
    [isMissing(transfers.source, transfers.destination), isMissing(rule), isMissing(events)].filter(Boolean).length ===
    1
  )
}

/** One answer of Paxos byte for byte, to list, copy or download. */
export type RawRecord = Pick<Answer<unknown>, 'raw' | 'readAt' | 'requestId'> & {
  /** "Source transfer", "Rule" */
  readonly name: string
}

/** The raw record behind an answer; none while it is not read. */
export const rawRecord = (name: string, answer: Answer<unknown> | undefined): readonly RawRecord[] =>
  answer ? [{ name, raw: answer.raw, readAt: answer.readAt, requestId: answer.requestId }] : []
