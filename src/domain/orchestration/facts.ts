/** Everything the page may know about one orchestration. Only its own record is always there; the rest arrives later, or never. */
import type { PaxosEvent } from '#paxos/event.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Rule } from '#paxos/rule.ts'
import type { Transfer } from '#paxos/transfer.ts'
import type { Instant } from '../text/instant.ts'
import type { EventSearchResult } from './timeline/event-search.ts'

export type LegName = 'source' | 'destination'

/** A change that this tab saw happen between two of its own polls. */
export type Observation = {
  readonly of: 'orchestration' | LegName
  /** The raw status after the change. */
  readonly to: string
  readonly after: Instant
  readonly before: Instant
}

export type Facts = {
  readonly orchestration: Orchestration
  /** Undefined: not read (yet), not allowed, or no transfer id. */
  readonly transfers?:
    | { readonly source?: Transfer | undefined; readonly destination?: Transfer | undefined }
    | undefined
  readonly rule?: Rule | undefined
  /** The events found for this orchestration, how many were looked at to find them, and where. */
  readonly events?:
    | {
        readonly found: readonly PaxosEvent[]
        readonly searched: number
        readonly searches?: readonly EventSearchResult[] | undefined
      }
    | undefined
  readonly observed?: readonly Observation[] | undefined
}
