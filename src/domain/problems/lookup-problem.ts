/** What can go wrong with a lookup, as far as the page can tell it. */
import type { Instant } from '../text/instant.ts'
import type { ProblemCode } from './problem-code.ts'

/** What Paxos itself said about an error. */
export type UpstreamProblem = {
  readonly status?: number | undefined
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly requestId?: string | undefined
}

/** A problem with a lookup, or with one part of a page. Codes outside `ProblemCode` are found by the page itself. */
export type LookupProblem = {
  readonly code:
    | ProblemCode
    | 'unreachable'
    | 'offline'
    | 'unreadable'
    | 'wrong_kind'
    | 'incomplete_id'
    | 'nothing_in_text'
    | 'empty'
  /** The HTTP status that the page got. */
  readonly status?: number | undefined
  /** Seconds to wait, as told by the server. */
  readonly retryAfter?: number | undefined
  readonly requestId?: string | undefined
  /** The OAuth scope that Paxos named. */
  readonly scope?: string | undefined
  /** What was asked for, in the plural: "orchestrations". */
  readonly things?: string | undefined
  readonly upstream?: UpstreamProblem | undefined
  /** Only `incomplete_id` and `nothing_in_text`: the sentence that says what is wrong with the pasted text. */
  readonly reason?: string | undefined
  /** Only `wrong_kind`: what it is instead ("transfer ID", "transaction hash"), and a sentence about it. */
  readonly found?: { readonly kind: string; readonly says?: string | undefined } | undefined
}

export type ProblemContext = {
  /** The environment's name, as in the URL. */
  readonly environment: string
  /** The other configured environments' names. */
  readonly otherEnvironments?: readonly string[] | undefined
  /** What was looked up, as typed. */
  readonly id?: string | undefined
  /** What kind of record was looked for; an orchestration when left out. */
  readonly looking?: 'orchestration' | 'rule' | 'transfer' | undefined
  /** Only a reference was looked for: the text could not be an id. */
  readonly referenceOnly?: boolean | undefined
  /** When the data that is still on the screen was read. */
  readonly shownFrom?: Instant | undefined
}
