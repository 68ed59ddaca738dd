/** Reads many orchestrations by id or reference: a hundred a request, and no bad one spoils the others. */
import { queryOptions } from '@tanstack/react-query'
import type { Chunk, ChunkAnswer } from '#domain/lists/batch.ts'
import type { LookupProblem } from '#domain/problems/lookup-problem.ts'
import type { Orchestration } from '#paxos/orchestration.ts'
import type { Environment } from '../app-config.ts'
import { type Asking, get } from './client.ts'
import { problemOf } from './lookup-error.ts'
import { readOrchestrations } from './queries.ts'

type Filter = 'orchestration_id' | 'ref_id'

/** Requests that a chunk may take in all: enough to find one bad text among a hundred by halving. */
const maxRequests = 16

/** What the requests of one chunk have brought so far. */
type Gathered = {
  readonly found: Map<string, Orchestration[]>
  readonly unchecked: Map<string, LookupProblem | undefined>
  requests: number
  readAt: string
}

async function ask(
  environment: Environment,
  filter: Filter,
  texts: readonly string[],
  into: Gathered,
  signal: AbortSignal,
  asking: Asking,
): Promise<void> {
  into.requests += 1
  try {
    // An id has one record; of a reference there can be several.
    const limit = filter === 'ref_id' ? 1000 : texts.length
    const { value, readAt } = await get(
      environment,
      'orchestrations',
      { query: { [filter]: texts, limit } },
      readOrchestrations,
      signal,
      asking,
    )
    into.readAt = readAt
    const wanted = new Set(texts)
    for (const { value: row } of value.items) {
      const text = filter === 'ref_id' ? row.ref_id : row.id?.toLowerCase()
      if (text !== undefined && wanted.has(text)) into.found.set(text, [...(into.found.get(text) ?? []), row])
    }
    // Behind a full page there may be what seems to be missing.
    if (value.next !== undefined)
      for (const text of texts) if (!into.found.has(text)) into.unchecked.set(text, undefined)
  } catch (error) {
    const problem = problemOf(error)
    if (signal.aborted || problem.code !== 'bad_request') throw error
    const half = Math.ceil(texts.length / 2)
    if (texts.length === 1 || into.requests + 2 > maxRequests) {
      for (const text of texts) into.unchecked.set(text, problem)
    } else {
      await ask(environment, filter, texts.slice(0, half), into, signal, asking)
      await ask(environment, filter, texts.slice(half), into, signal, asking)
    }
  }
}

/** Asks for one chunk, `fresh` where a person wants to know what changed. Throws what every text of it would meet; what concerns single ones is in the answer. */
export async function readChunk(
  environment: Environment,
  { kind, texts }: Chunk,
  signal: AbortSignal,
  asking: Asking = 'open',
): Promise<ChunkAnswer> {
  const gathered: Gathered = { found: new Map(), unchecked: new Map(), requests: 0, readAt: '' }
  await ask(environment, kind === 'id' ? 'orchestration_id' : 'ref_id', texts, gathered, signal, asking)
  const missing = texts.filter(text => !gathered.found.has(text) && !gathered.unchecked.has(text))
  // A UUID can be a reference as well; "not found" is said only when it is neither.
  if (kind === 'id' && missing.length > 0) {
    try {
      await ask(environment, 'ref_id', missing, gathered, signal, asking)
    } catch (error) {
      if (signal.aborted) throw error
      for (const text of missing) if (!gathered.found.has(text)) gathered.unchecked.set(text, problemOf(error))
    }
  }
  return gathered
}

/** One chunk of a batch. What came stays: only a retry or a refresh asks again. */
export const chunkQuery = (environment: Environment, chunk: Chunk) =>
  queryOptions({
    queryKey: [environment.name, 'batch', chunk.kind, ...chunk.texts],
    queryFn: ({ signal }) => readChunk(environment, chunk, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
    retryOnMount: false,
    // Maps have no structure to share.
    structuralSharing: false,
  })
