/** The steps of the timeline: what each one is, how far it got and how sure each time is. */
import type { Mark, Took } from '../../text/duration.ts'
import type { Instant } from '../../text/instant.ts'
import type { StatusShape, Tone } from '../status.ts'

export type StepName = 'created' | 'approval' | 'source' | 'conversion' | 'destination' | 'ended'

/** How far a step got. `label` says it in words. */
export type StepState =
  | 'done'
  | 'underway'
  | 'held'
  | 'waiting'
  | 'planned'
  | 'failed'
  | 'rejected'
  | 'ended'
  | 'never-started'
  | 'not-started'
  | 'not-reached'
  | 'not-reported'
  | 'unclear'
  | 'unrecognised'

/** How sure a time is. Each class has its own words, see `whenText` and `timeInFull`. */
export type StepTime =
  | { readonly certainty: 'reported'; readonly at: Instant }
  | { readonly certainty: 'event'; readonly verb: string; readonly at: Instant }
  | { readonly certainty: 'no-later-than'; readonly verb: string; readonly at: Instant }
  | { readonly certainty: 'between'; readonly after: Instant; readonly before: Instant }
  | { readonly certainty: 'observed'; readonly after: Instant; readonly before: Instant }
  /** `verb` says what happened at that time, where another time of the same step was reported. */
  | { readonly certainty: 'unknown'; readonly verb?: string }

/** The mark before a step: its outline and its colour. */
export type Marker = { readonly shape: StatusShape | 'inferred' | 'empty'; readonly tone: Tone }

/** Where a step lies between the creation (0) and the last known time (1). */
export type Bar = {
  readonly from: number
  readonly to: number
  /** Both ends are reported; otherwise they are bounds, drawn striped. */
  readonly isExact: boolean
  readonly tone: Tone
}

/** A sentence with instants in it, to be written in the reader's zone: see `noteText`. */
export type StepNote = readonly (string | Instant)[]

export type Step = {
  readonly name: StepName
  /** "Source transfer" */
  readonly title: string
  readonly state: StepState
  /** The state in words: "Completed", "Likely done", "Not reported", "HELD (unrecognised)". */
  readonly label: string
  /** The label is Paxos's own status of a leg, to be shown as a badge. */
  readonly badge: { readonly shape: StatusShape; readonly tone: Tone } | undefined
  /** True where the state is this product's conclusion and not Paxos's. Draws a dashed line and marker. */
  readonly inferred: boolean
  readonly marker: Marker
  /** The line down to the next step: solid between two reported ones, faint after a failure. */
  readonly line: 'solid' | 'dashed' | 'faint'
  /** "2,500.00 USD"; of a conversion "USD → USDC". */
  readonly amount: string | undefined
  /** The one time that its row shows: when it ended, else when it began. */
  readonly when: StepTime | undefined
  /** Every time that is known of it, in order; an explicit `unknown` where one would be expected but was not reported. */
  readonly times: readonly StepTime[]
  readonly took: Took | undefined
  readonly bar: Bar | undefined
  /** Its row is open at first: it failed, is held, or is the one under way. */
  readonly isOpen: boolean
  /** `primary` on the one step where the failure stands; `secondary` on another that also reports one. */
  readonly failure: 'primary' | 'secondary' | undefined
  readonly transferId: string | undefined
  /** Further sentences: a record that says otherwise, a time earlier than the step before it. */
  readonly notes: readonly StepNote[]
}

/** A step as its builder makes it: what depends on the other steps is added to the whole timeline. */
export type StepDraft = Omit<Step, 'marker' | 'line' | 'bar' | 'isOpen'> & {
  /** Where its bar begins and ends. */
  readonly start: Mark | undefined
  readonly end: Mark | undefined
}
