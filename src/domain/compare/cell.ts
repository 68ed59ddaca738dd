/** One cell of the answer strip, and what it can say while something is not read. */
import type { Orchestration } from '#paxos/orchestration.ts'
import type { LegName } from '../orchestration/facts.ts'
import type { QuietThresholds } from '../orchestration/quiet.ts'
import { problemIs } from '../problems/problem-table.ts'
import { type LookupProblem, partProblemCause } from '../problems/problem-text.ts'

/** Where a cell's link leads; the page knows the address. */
export type CellLink = 'compare' | 'events' | LegName

/** What a cell says. `loading` keeps its place; `problem` says why it cannot tell, and can be tried again unless refused. */
export type Cell = {
  /** "Paxos's reason" */
  readonly heading: string
  readonly state: 'ready' | 'loading' | 'forbidden' | 'error'
  /** The answer that is on its way takes three lines at most. */
  readonly isShort?: boolean
  /** A short answer in front of the text: "No." */
  readonly lead?: string | undefined
  /** The answer. Undefined while it is loading, unless there is something to say meanwhile. */
  readonly text?: string | undefined
  /** Paxos's own words, to be quoted as they came. */
  readonly quote?: string | undefined
  /** Further sentences, in the order to show. */
  readonly more?: readonly string[]
  readonly link?: CellLink | undefined
  /** What to read again when the reader asks for it. */
  readonly retry?: 'transfers' | 'events' | 'comparison' | undefined
}

/** What became of reading something: nothing to read, on its way, there, or why not. */
export type ReadState<T> =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: LookupProblem }

/** A list that was compared with; `more`: older ones exist that were not read. */
export type ComparedList = { readonly rows: readonly Orchestration[]; readonly more: boolean }

/** What has been read so far beside the orchestration. */
export type StripReads = {
  readonly environment: string
  readonly transfers: Readonly<Record<LegName, ReadState<unknown>>>
  readonly events: ReadState<unknown>
  /** Those that ended like this one in the 24 hours around it; only for a failure. */
  readonly failed: ReadState<ComparedList>
  /** For a failure those that completed in that time, for an open one the newest completed ones. */
  readonly completed: ReadState<ComparedList>
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: number
  readonly thresholds?: QuietThresholds | undefined
}

/** `forbidden` where Paxos or the proxy refused it, so that asking again is no use. */
export function unreadState(reads: Readonly<Record<string, ReadState<unknown>>>): Pick<Cell, 'state'> {
  const isForbidden = Object.values(reads).some(
    read => read.kind === 'problem' && problemIs('isRefusal', read.problem.code),
  )
  return { state: isForbidden ? 'forbidden' : 'error' }
}

/** The cell of something that is not read: its place, or why not. Undefined once it is read. */
export function unreadCell(
  heading: string,
  read: ReadState<unknown>,
  { environment }: Pick<StripReads, 'environment'>,
  retry: NonNullable<Cell['retry']>,
): Cell | undefined {
  if (read.kind === 'read') return undefined
  if (read.kind !== 'problem') return { heading, state: 'loading', isShort: retry !== 'comparison' }
  const state = unreadState({ read })
  const looking = retry === 'transfers' ? 'transfer' : undefined
  const text = partProblemCause(read.problem, { environment, looking })
  return { heading, ...state, text, retry: state.state === 'forbidden' ? undefined : retry }
}
