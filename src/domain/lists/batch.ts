/** Many looked up at once: in which requests, and what became of each. */
import type { OrchestrationStatus } from '#paxos/enums.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import { isTerminal, statusMeaning } from '../orchestration/status.ts'
import type { LookupProblem } from '../problems/lookup-problem.ts'
import { problemIs } from '../problems/problem-table.ts'
import { plural } from '../text/plural.ts'
import type { Wanted } from './batch-address.ts'

/** Paxos takes a filter up to a hundred times. */
const chunkSize = 100
/** Longer than this, percent-encoded, an address would be refused on the way. */
const maxChunkLength = 8000

export type Chunk = { readonly kind: Wanted['kind']; readonly texts: readonly string[] }

/** One request each, in the order wanted; ids and references are asked for apart. */
export function chunksOf(wanted: readonly Wanted[]): readonly Chunk[] {
  const chunks: { kind: Wanted['kind']; texts: string[]; length: number }[] = []
  for (const { kind, text } of wanted) {
    const length = encodeURIComponent(text.toWellFormed()).length + 18
    const open = chunks.findLast(chunk => chunk.kind === kind)
    if (open && open.texts.length < chunkSize && open.length + length <= maxChunkLength) {
      open.texts.push(text)
      open.length += length
    } else chunks.push({ kind, texts: [text], length })
  }
  return chunks.map(({ kind, texts }) => ({ kind, texts }))
}

/** What one request, or two, said about the texts of a chunk. A text in neither is not there. */
export type ChunkAnswer = {
  /** By text; of several with one reference the newest is first. */
  readonly found: ReadonlyMap<string, readonly Orchestration[]>
  /** Those about which nothing can be said, and why. */
  readonly unchecked: ReadonlyMap<string, LookupProblem | undefined>
  /** RFC 3339, by the server's clock. */
  readonly readAt: string
}

/** `waiting`: not asked yet. The last three are three different things. */
type Outcome =
  | { readonly kind: 'found'; readonly orchestrations: readonly [Orchestration, ...Orchestration[]] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed'; readonly problem: LookupProblem }
  | { readonly kind: 'not-checked'; readonly problem: LookupProblem | undefined }

export type BatchRow = { readonly wanted: Wanted; readonly outcome: Outcome }

/** How far a chunk got. `stopped`: not asked, since an earlier one said that asking is no use now. */
export type ChunkState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'answered'; readonly answer: ChunkAnswer }
  | { readonly kind: 'failed' | 'stopped'; readonly problem: LookupProblem }

export const stopsBatch = ({ code }: LookupProblem): boolean => problemIs('stopsBatch', code)

function outcomeOf(text: string, state: ChunkState | undefined): Outcome {
  if (state === undefined || state.kind === 'waiting') return { kind: 'waiting' }
  if (state.kind !== 'answered') return refused(state.problem)
  const [first, ...others] = state.answer.found.get(text) ?? []
  if (first) return { kind: 'found', orchestrations: [first, ...others] }
  return state.answer.unchecked.has(text) ? refused(state.answer.unchecked.get(text)) : { kind: 'not-found' }
}

const refused = (problem: LookupProblem | undefined): Outcome =>
  problemIs('isRefusal', problem?.code) && problem ? { kind: 'not-allowed', problem } : { kind: 'not-checked', problem }

/** In which chunk each text is: made once for a list of chunks, since the rows are made anew at every answer and click. */
const places = new WeakMap<readonly Chunk[], ReadonlyMap<string, number>>()
function placesIn(chunks: readonly Chunk[]): ReadonlyMap<string, number> {
  const known = places.get(chunks)
  if (known) return known
  const made = new Map(
    chunks.flatMap(({ kind, texts }, index) => texts.map(text => [`${kind} ${text}`, index] as const)),
  )
  places.set(chunks, made)
  return made
}

/** What became of each, in the order wanted. `states` go with `chunksOf(wanted)`. */
export function batchRows(
  wanted: readonly Wanted[],
  chunks: readonly Chunk[],
  states: readonly ChunkState[],
): readonly BatchRow[] {
  const chunkOf = placesIn(chunks)
  return wanted.map(one => ({
    wanted: one,
    outcome: outcomeOf(one.text, states[chunkOf.get(`${one.kind} ${one.text}`) ?? -1]),
  }))
}

const isSame = (a: Outcome, b: Outcome): boolean => {
  if (a.kind === 'found' && b.kind === 'found')
    return (
      a.orchestrations.length === b.orchestrations.length &&
      a.orchestrations.every((one, index) => one === b.orchestrations[index])
    )
  const problemIn = (outcome: Outcome) => ('problem' in outcome ? outcome.problem : undefined)
  return a.kind === b.kind && problemIn(a) === problemIn(b)
}

/**
 * `rows`, with those of `before` in place of the ones that say the same, so that nobody draws them again; `before` itself
 * when all of them do.
 */
export function keepRows(before: readonly BatchRow[], rows: readonly BatchRow[]): readonly BatchRow[] {
  const kept = rows.map((row, index) => {
    const was = before[index]
    return was && was.wanted === row.wanted && isSame(was.outcome, row.outcome) ? was : row
  })
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept
}

/** The IDs that the rows open, in order: of the orchestration found, else the ID looked up. */
export const idsToOpen = (rows: readonly BatchRow[]): readonly string[] =>
  rows.flatMap(row => {
    const id = idToOpen(row)
    return id === undefined ? [] : [id]
  })

/** The orchestration that a row leads to; of several with one reference the newest. */
export function idToOpen({ wanted, outcome }: BatchRow): string | undefined {
  const found = outcome.kind === 'found' ? outcome.orchestrations[0].id : undefined
  return found ?? (wanted.kind === 'id' ? wanted.text : undefined)
}

/** What is not a status: between the statuses by how much it needs a look, see their `severity`. */
const otherGroups = {
  'not-found': { severity: 3, counted: 'not found' },
  'not-allowed': { severity: 4, counted: 'not allowed' },
  'not-checked': { severity: 5, counted: "couldn't be checked" },
  waiting: { severity: 8, counted: 'still to check' },
} as const satisfies Record<Exclude<Outcome['kind'], 'found'>, { severity: number; counted: string }>

export type Group = OrchestrationStatus | 'unknown' | keyof typeof otherGroups

/** The group of a row, which its order, the summary and its chips go by; of several with one reference the newest counts. */
export const groupOf = ({ outcome }: BatchRow): Group =>
  outcome.kind === 'found' ? (outcome.orchestrations[0].status.known ?? 'unknown') : outcome.kind

const meaningOf = ({ outcome }: BatchRow): { readonly severity: number; readonly counted: string } =>
  outcome.kind === 'found' ? statusMeaning(outcome.orchestrations[0].status) : otherGroups[outcome.kind]

/** The worst first, otherwise in the order given. */
export const bySeverity = (rows: readonly BatchRow[]): readonly BatchRow[] =>
  rows.toSorted((a, b) => meaningOf(a).severity - meaningOf(b).severity)

export type GroupCount = { readonly group: Group; readonly count: number; readonly counted: string }

/** How many rows each group has: statuses first, the worst in front. `counted` follows the number: "failed". */
export function groupCounts(rows: readonly BatchRow[]): readonly GroupCount[] {
  const sorted = bySeverity(rows)
  const isFound = ({ outcome }: BatchRow) => outcome.kind === 'found'
  const counts = new Map<Group, GroupCount>()
  for (const row of [...sorted.filter(isFound), ...sorted.filter(row => !isFound(row))]) {
    const group = groupOf(row)
    const { counted } = meaningOf(row)
    counts.set(group, { group, counted, count: (counts.get(group)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}

/** "27 IDs", or "27 references" where all of them are. */
export function batchTitle(rows: readonly BatchRow[]): string {
  const noun = rows.length > 0 && rows.every(({ wanted }) => wanted.kind === 'reference') ? 'reference' : 'ID'
  return plural(rows.length, noun)
}

/** "27 IDs: 2 failed, 3 processing, 20 completed, 1 not found, 1 couldn't be checked". Each id counts once. */
export function batchSummary(rows: readonly BatchRow[]): string {
  const parts = groupCounts(rows).map(({ count, counted }) => `${count.toLocaleString('en')} ${counted}`)
  return `${batchTitle(rows)}: ${parts.join(', ')}`
}

/** The ids of those that may still change. */
export const openIds = (rows: readonly BatchRow[]): readonly string[] =>
  rows.flatMap(({ outcome }) =>
    outcome.kind === 'found'
      ? outcome.orchestrations.flatMap(({ id, status }) => (id && !isTerminal(status) ? [id] : []))
      : [],
  )
