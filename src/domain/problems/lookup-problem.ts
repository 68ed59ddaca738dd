/** What can go wrong with a lookup, as far as the page can tell it. */
import type { Instant } from '../text/instant.ts'
import type { PageProblemCode, ProblemCode } from './problem-code.ts'

/** What Paxos itself said about an error. */
export type UpstreamProblem = {
  readonly status?: number | undefined
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly requestId?: string | undefined
}

/** A problem with a lookup, or with one part of a page. */
export type LookupProblem = {
  readonly code: ProblemCode | PageProblemCode
  /** The HTTP status that the page got. */
  readonly status?: number | undefined
  /** Seconds to wait, as told by the server. */
  readonly retryAfter?: number | undefined
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
  /** The OAuth scope that Paxos named. */
  readonly scope?: string | undefined
  /** What was asked for, in the plural: "orchestrations". */
  readonly things?: string | undefined
  readonly upstream?: UpstreamProblem | undefined
  /** Only `incomplete_id` and `nothing_in_text`: the sentence that says what is wrong with the pasted text. */
  readonly reason?: string | undefined
  /** Only `wrong_kind`: what it is instead ("transfer ID"), a sentence about it, and a heading that says more. */
  readonly found?:
    | { readonly kind: string; readonly says?: string | undefined; readonly heading?: string | undefined }
    | undefined
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
