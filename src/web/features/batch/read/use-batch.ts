/** A batch on its way: one request after the other, what came is kept, and leaving the page aborts the rest. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type BatchRow,
  batchRows,
  type Chunk,
  type ChunkAnswer,
  type ChunkState,
  chunksOf,
  keepRows,
  openIds,
  stopsBatch,
} from '#domain/lists/batch.ts'
import type { Wanted } from '#domain/lists/batch-address.ts'
import type { LookupProblem } from '#domain/problems/lookup-problem.ts'
import { chunkQuery, readChunk } from '#web/api/batch-query.ts'
import type { Asking } from '#web/api/client.ts'
import { problemOf } from '#web/api/lookup-error.ts'
import type { Environment } from '#web/app-config.ts'

export function useBatch(environment: Environment, wanted: readonly Wanted[]) {
  const client = useQueryClient()
  const chunks = useMemo(() => chunksOf(wanted), [wanted])
  const queries = chunks.map(chunk => chunkQuery(environment, chunk))
  // The cache says how far it got: a chunk is due when all before it are settled and none of them said to stop.
  let isDue = true
  const due = queries.map(({ queryKey }) => {
    const was = isDue
    const state = client.getQueryState(queryKey)
    if (!state || state.status === 'pending') isDue = false
    if (state?.status === 'error' && stopsBatch(problemOf(state.error))) isDue = false
    return was
  })
  const results = useQueries({ queries: queries.map((query, index) => ({ ...query, enabled: due[index] ?? false })) })
  let stop: LookupProblem | undefined
  const states = results.map(({ data, error }): ChunkState => {
    if (data) return { kind: 'answered', answer: data }
    if (stop) return { kind: 'stopped', problem: stop }
    const problem = error ? problemOf(error) : undefined
    if (problem && stopsBatch(problem)) stop = problem
    return problem ? { kind: 'failed', problem } : { kind: 'waiting' }
  })
  const drawn = useRef<readonly BatchRow[]>([])
  const rows = keepRows(drawn.current, batchRows(wanted, chunks, states))
  useEffect(() => {
    drawn.current = rows
  })
  const again = results.filter(({ data, error }) => error || (data?.unchecked.size ?? 0) > 0)
  const reread = useReread(environment, chunks)
  return {
    rows,
    checked: rows.filter(({ outcome }) => outcome.kind !== 'waiting').length,
    busy: results.some(({ isFetching }) => isFetching) || reread.reading === 'fresh',
    problem: stop ?? reread.problem,
    /** RFC 3339: when the oldest of the rows was read; undefined while none is. */
    readAt: results.flatMap(({ data }) => data?.readAt ?? []).toSorted()[0],
    /** Asks again for those that couldn't be checked, and only for them. */
    retry: () => {
      for (const result of again) void result.refetch()
    },
    reread,
    /** Reads those again that may have changed. */
    refreshOpen: () => reread.start(openIds(rows), 'fresh'),
  }
}

export type Batch = ReturnType<typeof useBatch>

type Rereading = {
  /** How it is being read right now; undefined while it isn't. */
  readonly reading: Asking | undefined
  /** Why the last read failed; it stands until one succeeds. */
  readonly problem: LookupProblem | undefined
  /** Failed reads in a row. */
  readonly failures: number
  /** RFC 3339: the last read that succeeded. */
  readonly readAt: string | undefined
}

/** Reads some of the orchestrations again, by id, and puts what came in place of what was. A later read ends an earlier one. */
function useReread(environment: Environment, chunks: readonly Chunk[]) {
  const client = useQueryClient()
  const [state, setState] = useState<Rereading>({
    reading: undefined,
    problem: undefined,
    failures: 0,
    readAt: undefined,
  })
  const current = useRef<AbortController>(undefined)
  useEffect(() => () => current.current?.abort(), [])
  const start = async (ids: readonly string[], asking: Asking) => {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    setState(before => ({ ...before, reading: asking }))
    try {
      let readAt: string | undefined
      for (const part of chunksOf(ids.map((id): Wanted => ({ kind: 'id', text: id.toLowerCase(), count: 1 })))) {
        const fresh = await readChunk(environment, part, controller.signal, asking)
        readAt = fresh.readAt
        for (const chunk of chunks) {
          client.setQueryData<ChunkAnswer>(
            chunkQuery(environment, chunk).queryKey,
            before => before && { ...before, found: replaced(before.found, fresh.found) },
          )
        }
      }
      setState({ reading: undefined, problem: undefined, failures: 0, readAt })
    } catch (error) {
      if (controller.signal.aborted) return
      const problem = problemOf(error)
      setState(({ failures, readAt }) => ({ reading: undefined, problem, failures: failures + 1, readAt }))
    }
  }
  return { ...state, start }
}

const replaced = (before: ChunkAnswer['found'], fresh: ChunkAnswer['found']): ChunkAnswer['found'] =>
  new Map(
    [...before].map(([text, rows]) => [text, rows.map(row => fresh.get(row.id?.toLowerCase() ?? '')?.[0] ?? row)]),
  )
