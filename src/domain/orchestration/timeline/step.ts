/** The steps of the timeline: what each one is, how far it got and how sure each time is. */
import type { EnumValue } from '#paxos/enums.ts'
import type { Instant } from '../../text/instant.ts'

export type StepName = 'approval' | 'created' | 'source' | 'conversion' | 'destination' | 'finished'

/** How far a step got. It picks the marker; `label` says it in words. */
export type StepState =
  | 'done'
  | 'underway'
  | 'waiting'
  | 'planned'
  | 'failed'
  | 'rejected'
  | 'not-started'
  | 'not-reached'
  | 'not-reported'
  | 'unrecognised'

/** How sure a time is. Each class has its own words, see `stepTimeText`. */
export type StepTime =
  | { readonly certainty: 'reported'; readonly at: Instant }
  | { readonly certainty: 'event'; readonly verb: string; readonly at: Instant }
  | { readonly certainty: 'no-later-than'; readonly verb: string; readonly at: Instant }
  | { readonly certainty: 'between'; readonly after: Instant; readonly before: Instant }
  | { readonly certainty: 'observed'; readonly after: Instant; readonly before: Instant }
  /** `verb` says what happened at that time, where another time of the same step was reported. */
  | { readonly certainty: 'unknown'; readonly verb?: string }

export type Step = {
  readonly name: StepName
  /** "Source transfer" */
  readonly title: string
  readonly state: StepState
  /** The state in words: "Completed", "Done (inferred)", "Not reported", "HELD (unrecognised)". */
  readonly label: string
  /** True where the state is this product's conclusion and not Paxos's word. Draws a dashed line and marker. */
  readonly inferred: boolean
  /** In the order to show; an explicit `unknown` where a time would be expected but was not reported. */
  readonly times: readonly StepTime[]
  /** Exact ("1 min 8 s") or bounded ("≤ 1 min 8 s"); undefined where nothing can be said. */
  readonly duration: string | undefined
  /** `primary` on the one step where the failure stands; `secondary` on another that also reports one. */
  readonly failure: 'primary' | 'secondary' | undefined
  readonly transferId: string | undefined
  /** Further sentences: a record that says otherwise, a time earlier than the step before it. */
  readonly notes: readonly string[]
}

/** The status word a leg step shows in its badge. */
export type LegValue = EnumValue<'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED'>
